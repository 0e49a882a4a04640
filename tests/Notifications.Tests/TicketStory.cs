using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>A ticket whose life is told step by step through the domain itself: every event that it has is one the desk can write.</summary>
internal sealed class TicketStory
{
    public const string Requester = "anna";

    public static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 15, 0, TimeSpan.Zero);
    public static readonly Actor Agent = new("agent-1", Roles.FirstLine | Roles.Dispatcher);
    /// <summary>The same as a directory names them, in both teams of the stories.</summary>
    public static readonly StaffMember Member = new("agent-1", "Agnes", null, null, ["it-support", "infrastructure"], [], [], []);
    public static readonly Actor Caller = new(Requester, Roles.Requester);

    private readonly List<StoredEvent> _events = [];

    private TicketStory(Profile profile) => Profile = profile;

    public Profile Profile { get; }

    public Ticket Ticket { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>The whole history.</summary>
    public IReadOnlyList<StoredEvent> Events => _events;

    /// <summary>What the latest step let happen.</summary>
    public IReadOnlyList<StoredEvent> Latest { get; private set; } = [];

    public static TicketStory Opens(
        string title = "Printeren på 3. sal driller", Assessment? assessment = null, Profile? profile = null, string requester = Requester, int number = 42, string[]? groups = null, string? openedBy = null, string channel = "portal")
    {
        var story = new TicketStory(profile ?? Aarhus.Profile);
        assessment ??= new Assessment.OfIncident(Impact.Individual, Urgency.Low);
        var wanted = new NewTicket(
            title, "Den trækker to ark ad gangen.", new(assessment, "hardware", "printer", null, null, null), channel, null, requester, null, Markers.None) { Groups = groups ?? [] };
        var accepted = (Decision.Accepted)TicketIntake.Decide(wanted, story.Profile);
        (story.Ticket, TicketEvent first) = History.Begin(
            OrganisationId.Parse("au"), new(TicketIntake.KindOf(assessment), number), (Happening.Opened)accepted.Happenings.Single(),
            openedBy ?? requester, "Requester", story.Now, story.Now, story.Profile);
        story.Keep([first]);
        return story;
    }

    /// <summary>A change of the same requester, which everybody of the infrastructure processes and of the security reviews.</summary>
    public static TicketStory OpensChange(string title, string type, Profile profile, params string[] reviewers)
    {
        var story = new TicketStory(profile with { DefaultChangeTeam = "infrastructure", ChangeReviewTeam = "security" });
        var wanted = type == ChangeTypes.Standard
            ? new NewChange(type, "patch-switch-port", title, null, null, null, Requester)
            : new NewChange(type, null, title, "Den gamle switch skiftes.", "network", "wired", Requester, BackOutPlan: "Den gamle bliver i skabet.", Risk: "Bygningen er uden net i et kvarter.", Reviewers: reviewers.Length == 0 ? null : reviewers);
        var accepted = (Decision.Accepted)ChangeIntake.Decide(wanted, Caller, Start, story.Profile);
        (story.Ticket, ImmutableArray<TicketEvent> events) = History.Open(
            OrganisationId.Parse("au"), new(TicketKind.Change, 42), accepted.Happenings, Requester, "Agent.L2", Start, story.Profile);
        story.Keep(events);
        return story;
    }

    /// <summary>A problem of the same requester, which everybody of the infrastructure gets.</summary>
    public static TicketStory OpensProblem(string title, Profile profile)
    {
        var story = new TicketStory(profile with { DefaultProblemTeam = "infrastructure" });
        var wanted = new NewProblem(title, "Den mister forbindelsen igen og igen.", "network", "wired", Requester, [new(TicketKind.Incident, 7)]);
        var accepted = (Decision.Accepted)ProblemIntake.Decide(wanted, story.Profile);
        (story.Ticket, ImmutableArray<TicketEvent> events) = History.Open(
            OrganisationId.Parse("au"), new(TicketKind.Problem, 42), accepted.Happenings, Requester, "Agent.L2", Start, story.Profile);
        story.Keep(events);
        return story;
    }

    /// <summary>The desk takes its next step, at the instant at which it is owed.</summary>
    public TicketStory Carried()
    {
        DateTimeOffset owed = Ticket.OwedByItself().Single(each => each.Command is ChangeCommand.Carry).At;
        Now = owed > Now ? owed : Now;
        return At(Now, new ChangeCommand.Carry(), Actor.Clock);
    }

    public TicketStory Then(TicketCommand command, Actor? by = null)
    {
        Now += TimeSpan.FromMinutes(10);
        return At(Now, command, by);
    }

    public TicketStory ThenAfter(TimeSpan span, TicketCommand command, Actor? by = null)
    {
        Now += span;
        return At(Now, command, by);
    }

    /// <summary>At the instant at which the clock owes a prompt; earlier ones are told on the way.</summary>
    public TicketStory Prompted(PromptKind kind, int level = 1)
    {
        while (!Latest.Any(stored => stored.Event.What is Happening.Prompted told && told.Kind == kind && told.Level == level))
        {
            Now = Ticket.Dues().Single(due => due.Work == DueWork.Prompt).At;
            At(Now, new TicketCommand.Prompt(), Actor.Clock);
        }

        return this;
    }

    /// <summary>At the instant at which something of this kind is told of its clocks; what is due earlier is told on the way.</summary>
    public TicketStory Spoken<T>(int times = 1)
        where T : Happening
    {
        for (int told = 0; told < times;)
        {
            Now = Ticket.Dues().Single(due => due.Work == DueWork.Prompt).At;
            At(Now, new TicketCommand.Prompt(), Actor.Clock);
            told += Latest.Count(stored => stored.Event.What is T);
        }

        return this;
    }

    /// <summary>At the instants at which its wait does something by itself.</summary>
    public TicketStory Waited(int steps = 1)
    {
        for (int step = 0; step < steps; step++)
        {
            Now = Ticket.Pending!.Wait!.Next!.At;
            At(Now, new TicketCommand.WakeUp(Ticket.Pending.Wait.Version, Ticket.Pending.Wait.Taken + 1), Actor.Clock);
        }

        return this;
    }

    private TicketStory At(DateTimeOffset now, TicketCommand command, Actor? by)
    {
        by ??= Agent;
        var accepted = TicketDesk.Decide(Ticket, command, by, now, Profile) as Decision.Accepted
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{command} was refused in version {Ticket.Version}."));
        (Ticket, ImmutableArray<TicketEvent> events) = History.Append(Ticket, accepted.Happenings, by.Id, RoleNames.Of(by.Roles), now, now, Profile);
        Keep(events);
        return this;
    }

    private void Keep(IEnumerable<TicketEvent> events)
    {
        Latest = [.. events.Select(e => new StoredEvent(EventFormat.Schema, EventFormat.NoPredecessor, e))];
        _events.AddRange(Latest);
    }
}
