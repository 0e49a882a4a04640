using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Triage;
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

    /// <summary>Whether from one of these events on the clock looks after it anew.</summary>
    public virtual bool IsWatchedFrom(IReadOnlyList<OutboxRow> rows) => IsBegunBy(rows);

    /// <summary>What these events say to its instance.</summary>
    public abstract IEnumerable<News> NewsOf(IReadOnlyList<OutboxRow> rows);

    /// <summary>All that the ticket ever had: none for most.</summary>
    public static IEnumerable<Conversation> Of(Ticket ticket) => ticket.Change is not null ? [new OfChange(ticket)] : [.. ticket.Dossier.Waits.Select(span => new OfWait(ticket, span)), .. ticket.Dossier.Runs.Select(run => new OfRun(ticket, run))];

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

    private sealed record OfRun(Ticket Ticket, AutomationRun Run)
        : Conversation(string.Create(CultureInfo.InvariantCulture, $"automation-{Ticket.Organisation}-{Ticket.Number}-{Run.Version}"))
    {
        public override string Orchestrator => nameof(AutomatedResolution);

        public override object Input => new RunInput(new(Ticket.Organisation.Value, Ticket.Number.ToString(), Run.Version), Run.Attempts);

        public override bool Stands => Run.Stands;

        public override bool IsBegunBy(IReadOnlyList<OutboxRow> rows) => rows.Any(row => row.Version == Run.Version);

        public override bool IsWatchedFrom(IReadOnlyList<OutboxRow> rows) => IsBegunBy(rows) || rows.Any(row => row.What == nameof(Happening.AutomationTried));

        public override IEnumerable<News> NewsOf(IReadOnlyList<OutboxRow> rows) =>
            rows.Where(row => row.Version == Run.Ended).Select(row => new News(AutomatedResolution.Over, row.What));
    }

    /// <summary>One for all stages of a change. Whatever may end what it waits for is news; it asks the ticket what has come of it.</summary>
    private sealed record OfChange(Ticket Ticket) : Conversation($"change-{Ticket.Organisation}-{Ticket.Number}")
    {
        public override string Orchestrator => nameof(CarriedChange);

        public override object Input => new ChangeId(Ticket.Organisation.Value, Ticket.Number.ToString());

        public override bool Stands => !Ticket.Status.IsOver();

        public override bool IsBegunBy(IReadOnlyList<OutboxRow> rows) => rows.Any(row => row.What == nameof(Happening.ChangePlanned));

        public override bool IsWatchedFrom(IReadOnlyList<OutboxRow> rows) => IsBegunBy(rows) || rows.Any(row => row.What is nameof(Happening.StageEntered) || Moves(row));

        public override IEnumerable<News> NewsOf(IReadOnlyList<OutboxRow> rows) =>
            rows.Where(row => Moves(row) || row.What is nameof(Happening.Closed) or nameof(Happening.Cancelled)).Select(row => new News(CarriedChange.Moved, row.Version));

        private static bool Moves(OutboxRow row) => row.What is nameof(Happening.ChangeHandedIn) or nameof(Happening.ReviewDecided) or nameof(Happening.ChangeImplemented);
    }
}

/// <param name="Event">Name of the external event.</param>
public sealed record News(string Event, object? Payload);
