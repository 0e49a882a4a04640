using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Import;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>What is the same for every ticket of the demo desk.</summary>
/// <param name="Now">Nothing happens after it.</param>
internal sealed record Stage(OrganisationId Organisation, Profile Profile, Cast Cast, AcademicYear Year, DateTimeOffset Now, DateTimeOffset RecordedAt);

/// <summary>
/// One ticket as it is acted out: each act is decided by the domain for the person who does it, and what the clock owed in
/// between happens at its deadline, as it would have.
/// </summary>
internal sealed class Script(Stage stage, string reference, TicketNumber number)
{
    private readonly List<ReplayedEntry> _entries = [];
    private DateTimeOffset _at;

    public IReadOnlyList<ReplayedEntry> Entries => _entries;

    public Ticket Ticket { get; private set; } = null!;

    /// <summary>True once an act would lie in the future: the story stands where it is.</summary>
    public bool IsOver { get; private set; }

    public void Open(NewTicket wanted, Actor by, DateTimeOffset at) => Open(TicketIntake.Decide(wanted, stage.Profile), by, at);

    public void Open(NewChange wanted, Actor by, DateTimeOffset at) => Open(ChangeIntake.Decide(wanted, by, at, stage.Profile), by, at);

    public void Open(NewProblem wanted, Actor by, DateTimeOffset at) => Open(ProblemIntake.Decide(wanted, stage.Profile), by, at);

    private void Open(Decision decision, Actor by, DateTimeOffset at)
    {
        if (decision is not Decision.Accepted { Happenings: [Happening.Opened opened, .. var more] })
            throw Bug("Open", decision);
        string role = RoleNames.Of(by.Roles);
        (Ticket, TicketEvent first) = History.Begin(stage.Organisation, number, opened, by.Id, role, at, stage.RecordedAt, stage.Profile);
        (Ticket, ImmutableArray<TicketEvent> others) = History.Append(Ticket, more, by.Id, role, at, stage.RecordedAt, stage.Profile);
        Add([first, .. others], at);
        Carry();
    }

    /// <returns>False where nothing more happens.</returns>
    public bool Do(DateTimeOffset at, Actor by, TicketCommand command)
    {
        if (IsOver)
            return false;
        at = at < _at ? _at : at;
        Pass(at < stage.Now ? at : stage.Now);
        IsOver = at > stage.Now || Ticket.Status.IsOver();
        if (IsOver)
            return false;
        Act(at, by, command);
        return true;
    }

    /// <summary>Lets the clock do what it owes until now.</summary>
    public void End() => Pass(stage.Now);

    private void Pass(DateTimeOffset until)
    {
        while (Ticket.OwedByItself().Where(owed => owed.At <= until).OrderBy(owed => owed.At).Select(owed => (Owed?)owed).FirstOrDefault() is { } owed)
            Act(owed.At < _at ? _at : owed.At, Actor.Clock, owed.Command);
    }

    private void Act(DateTimeOffset at, Actor by, TicketCommand command)
    {
        Decision decision = TicketDesk.Decide(Ticket, command, by, at, stage.Profile);
        if (decision is not Decision.Accepted accepted)
            throw Bug(command.Act.ToString(), decision);
        (Ticket, ImmutableArray<TicketEvent> events) = History.Append(
            Ticket, accepted.Happenings, by.Id, RoleNames.Of(by.Roles), at, stage.RecordedAt, stage.Profile);
        Add(events, at);
        Carry();
    }

    // What its orchestration does at once (OM-18).
    private void Carry()
    {
        if (Ticket is { Change.OwesStage: true, Status: var status } && !status.IsOver())
            Act(_at.AddSeconds(1), Actor.Clock, new ChangeCommand.Carry());
    }

    private void Add(ImmutableArray<TicketEvent> events, DateTimeOffset at)
    {
        _at = at;
        if (events.Length > 0)
            _entries.Add(new((ulong)_entries.Count + 1, $"{reference}/{_entries.Count + 1}", events, Ticket));
    }

    private InvalidOperationException Bug(string act, Decision decision) =>
        new($"{reference}: {act} of a ticket that is {Ticket?.Status} was refused: {(decision as Decision.Rejected)?.Refusal}");
}
