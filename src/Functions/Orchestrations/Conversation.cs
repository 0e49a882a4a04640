using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Waiting;
using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>What an orchestration carries for a ticket, which alone says whether it stands.</summary>
/// <param name="InstanceId">Made of what it stands for.</param>
public abstract record Conversation(string InstanceId)
{
    /// <summary>Name of the orchestrator.</summary>
    public abstract string Orchestrator { get; }

    public abstract object Input { get; }

    /// <summary>Whether its instance has something to do still.</summary>
    public abstract bool Stands { get; }

    /// <summary>Whether one of these events begins it.</summary>
    public abstract bool IsBegunBy(IReadOnlyList<OutboxRow> rows);

    /// <summary>What these events say to its instance.</summary>
    public abstract IEnumerable<News> NewsOf(IReadOnlyList<OutboxRow> rows);

    /// <summary>All that the ticket ever had: none for most.</summary>
    public static IEnumerable<Conversation> Of(Ticket ticket) => ticket.Dossier.Waits.Select(span => new OfWait(ticket, span));

    private sealed record OfWait(Ticket Ticket, WaitSpan Span)
        : Conversation(string.Create(CultureInfo.InvariantCulture, $"wait-{Ticket.Organisation}-{Ticket.Number}-{Span.Began}"))
    {
        public override string Orchestrator => nameof(PendingWait);

        public override object Input => new WaitInput(
            new(Ticket.Organisation.Value, Ticket.Number.ToString(), Span.Began),
            [.. Steps.Select((step, index) => new PlannedStep(index + 1, step.At, step.Work.ToString())).Skip(Ticket.Pending?.Wait?.Taken ?? 0)]);

        public override bool Stands => Ticket.Pending?.Wait?.Version == Span.Began;

        public override bool IsBegunBy(IReadOnlyList<OutboxRow> rows) => rows.Any(row => row.Version == Span.Began);

        public override IEnumerable<News> NewsOf(IReadOnlyList<OutboxRow> rows) =>
            rows.Where(row => row.Version == Span.Ended).Select(row => new News(PendingWait.Over, row.What));

        private IReadOnlyList<WaitStep> Steps => Stands ? Ticket.Pending!.Wait!.Plan.Steps : [];
    }
}

/// <param name="Event">Name of the external event.</param>
public sealed record News(string Event, object? Payload);
