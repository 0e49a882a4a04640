using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Functions;

/// <summary>
/// What follows from the events of a major incident beside what follows from every ticket's: its public status, and the tickets below it,
/// which are told what it says and that it is resolved. At least once for each event; each of them knows what it was told.
/// </summary>
public sealed class MajorFollowers(StatusStore statuses, ClockHand clock, TimeProvider time)
{
    /// <summary>Tickets that are told at the same time.</summary>
    private const int Width = 8;

    public async Task FollowAsync(Ticket ticket, IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        if (ticket.Major is not { } major)
            return;
        if (PublicStatus.Of(ticket) is { } status && rows.Any(row => row.What is nameof(Happening.StatusPublished) or nameof(Happening.MajorStoodDown) or nameof(Happening.MajorDeclared)))
            await statuses.WriteAsync(status, stop);
        // Who is linked later is told what was said last.
        if (major is { Stands: true, Informed: { } informed } && rows.Any(row => row.What is nameof(Happening.AffectedInformed) or nameof(Happening.Linked) or nameof(Happening.LinkFollowed)))
            await TellAsync(ticket, new MajorCommand.Tell(ticket.Number, informed.Version, informed.English.Value, informed.Danish.Value), stop);
        if (major.Stands && ticket.Resolution is not null && rows.FirstOrDefault(row => row.What == nameof(Happening.Resolved)) is { } resolved)
        {
            await TellAsync(
                ticket,
                new MajorCommand.Tell(
                    ticket.Number, resolved.Version, $"The disruption {ticket.Number}, which your case belongs to, is resolved.", $"Driftsforstyrrelsen {ticket.Number}, som din sag hører til, er løst."), stop);
        }
    }

    // Who dies in between leaves the event in the outbox: those who were told then say so themselves.
    private Task TellAsync(Ticket major, MajorCommand.Tell tell, CancellationToken stop) =>
        Parallel.ForEachAsync(MajorDesk.ChildrenOf(major), new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (child, token) =>
            await clock.DoAsync(major.Organisation, child, each => MajorDesk.MayBeTold(each) ? [new Owed(tell, time.GetUtcNow())] : [], token));
}
