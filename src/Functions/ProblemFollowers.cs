using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Functions;

/// <summary>
/// What follows from the events of a problem beside what follows from every ticket's: its known error, and the incidents that its
/// workaround is told to. At least once for each event; the known error knows how far it is, and each incident what it was told.
/// </summary>
public sealed class ProblemFollowers(KnownErrorStore knownErrors, ClockHand clock, TimeProvider time)
{
    /// <summary>Incidents that are told at the same time.</summary>
    private const int Width = 8;

    public async Task FollowAsync(Ticket ticket, IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        if (ticket.Problem is not { } problem)
            return;
        if (KnownError.Of(ticket) is { } error && rows.Any(row => ChangesKnownError(row.What)))
            await knownErrors.WriteAsync(error, stop);
        if (problem.Communicated is { } told && rows.Any(row => row.What == nameof(Happening.WorkaroundCommunicated)))
            await TellAsync(ticket, told, stop);
    }

    // Who dies in between leaves the event in the outbox: those who were told then say so themselves.
    private Task TellAsync(Ticket problem, CommunicatedWorkaround told, CancellationToken stop) =>
        Parallel.ForEachAsync(problem.IncidentsCaused(), new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (incident, token) =>
            await clock.DoAsync(
                problem.Organisation, incident,
                each => TicketDesk.MayBeTold(each) ? [new Owed(new TicketCommand.TellWorkaround(problem.Number, told.Round, told.Text.Value), time.GetUtcNow())] : [], token));

    private static bool ChangesKnownError(string what) => what is
        nameof(Happening.KnownErrorDeclared) or nameof(Happening.KnownErrorRetired) or nameof(Happening.FindingsRecorded) or nameof(Happening.Reclassified);
}
