using System.Collections.Immutable;
using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Everybody who can act on a ticket, by role.</summary>
internal static class Somebody
{
    public static readonly Actor Requester = new("requester-1", Roles.Requester);
    public static readonly Actor OtherRequester = new("requester-2", Roles.Requester);
    public static readonly Actor FirstLine = new("agent-l1", Roles.FirstLine);
    public static readonly Actor SecondLine = new("agent-l2", Roles.SecondLine);
    public static readonly Actor ThirdLine = new("agent-l3", Roles.ThirdLine);
    public static readonly Actor Dispatcher = new("dispatcher-1", Roles.Dispatcher);
    public static readonly Actor TeamLeader = new("leader-1", Roles.TeamLeader);
    public static readonly Actor ProcessManager = new("manager-1", Roles.ProcessManager);
    public static readonly Actor ProcessOwner = new("owner-1", Roles.ProcessOwner);
    public static readonly Actor ChangeReviewer = new("reviewer-1", Roles.ChangeReviewer);
    public static readonly Actor ReportingViewer = new("viewer-1", Roles.ReportingViewer);
    public static readonly Actor PrivacyOfficer = new("privacy-1", Roles.PrivacyOfficer);
    public static readonly Actor Import = new("import", Roles.Import);
}

/// <summary>One ticket with its history, its profile and a clock that only the test moves.</summary>
internal sealed class Case
{
    /// <summary>A Saturday in summer time; thirty local days later it is winter time.</summary>
    public static readonly DateTimeOffset Start = new(2026, 10, 10, 8, 0, 0, TimeSpan.Zero);

    public static readonly OrganisationId Organisation = OrganisationId.Parse("au");

    private Case(Profile profile) => Profile = profile;

    public Profile Profile { get; private set; }

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>Later than what happened, so that no test takes one instant for the other.</summary>
    public DateTimeOffset RecordedAt => Now.AddSeconds(2);

    public Ticket Ticket { get; private set; } = null!;

    /// <summary>What falls due of the ticket's own course; what the desk's people are prompted about is beside it.</summary>
    public IEnumerable<Due> Owes => Ticket.Dues().Where(due => due.Work != DueWork.Prompt);

    public List<TicketEvent> Events { get; } = [];

    public static Case Incident(Profile? profile = null, Impact impact = Impact.Individual, Urgency urgency = Urgency.Low, string? area = null, DateTimeOffset? at = null) =>
        Logged(profile ?? Aarhus.Profile, new Assessment.OfIncident(impact, urgency), area, at);

    public static Case Request(Profile? profile = null, Importance importance = Importance.ShouldHave, Speed speed = Speed.Standard, DateTimeOffset? at = null) =>
        Logged(profile ?? Aarhus.Profile, new Assessment.OfRequest(importance, speed), area: null, at);

    /// <summary>A request of a type, with its answers and its tasks.</summary>
    public static Case Typed(Profile? profile = null) => Opened(
        Wanted(new Assessment.OfRequest(Importance.ShouldHave, Speed.Expedite)) with
        {
            Form = new("shared-drive-or-mailbox", new Dictionary<string, string> { ["what"] = "drive", ["name"] = "exam-2027", ["who"] = "Anna and Bo" }),
        },
        profile ?? Aarhus.Profile);

    public static NewTicket Wanted(Assessment? assessment = null) => new(
        "The printer prints blank pages",
        "Since this morning every page comes out white.",
        new(assessment ?? new Assessment.OfIncident(Impact.Individual, Urgency.Low), "hardware", "printer", null, null, null),
        "portal",
        Area: null,
        Somebody.Requester.Id,
        FollowUpOf: null,
        Markers.None);

    public static TicketCommand Reassessed(Impact impact, Urgency urgency) => Reclassified(null, null) with { Impact = impact, Urgency = urgency };

    public static TicketCommand.Reclassify Reclassified(string? category, string? subcategory, string? service = null, string? location = null, string? item = null) =>
        new(category, subcategory, null, null, null, null, service, location, item);

    public static Case Of(TicketStatus status, Profile? profile = null)
    {
        Case given = Incident(profile);
        return status switch
        {
            TicketStatus.New => given,
            TicketStatus.Assigned => given.Do(new TicketCommand.Assign(given.Ticket.Team, Somebody.FirstLine.Id), Somebody.Dispatcher),
            TicketStatus.InProgress => given.Do(new TicketCommand.BeginWork(), Somebody.FirstLine),
            TicketStatus.Pending => given.Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Waiting("PR-06", TimeSpan.FromDays(2)),
            TicketStatus.Resolved => given.Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Solved(),
            TicketStatus.Closed => Of(TicketStatus.Resolved, profile).Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    public Decision Ask(TicketCommand command, Actor by) => InBothLanguages(TicketDesk.Decide(Ticket, command, by, Now, Profile));

    /// <summary>Whatever is refused to a person is said in Danish too: no test meets a refusal that is not.</summary>
    public static Decision InBothLanguages(Decision decision)
    {
        if (decision is Decision.Rejected { Refusal: var refusal })
            Assert.All(refusal.Complaints.Select(complaint => complaint.Detail).Append(refusal.Detail), sentence => Assert.True(sentence.Danish is { Length: > 0 } danish && danish.EndsWith('.') == sentence.English.EndsWith('.'), sentence.English));
        return decision;
    }

    /// <summary>Does what must be accepted.</summary>
    public Case Do(TicketCommand command, Actor by)
    {
        Accept(command, by);
        return this;
    }

    /// <summary>Does what must be accepted, and says what happened.</summary>
    public IReadOnlyList<Happening> Accept(TicketCommand command, Actor by)
    {
        Decision decision = Ask(command, by);
        if (decision is Decision.Rejected rejected)
            Assert.Fail($"{command.Act} by {by.Id} was refused: {rejected.Refusal.Code}, {rejected.Refusal.Detail}");
        var accepted = Assert.IsType<Decision.Accepted>(decision);
        Record(accepted.Happenings, by);
        return accepted.Happenings;
    }

    /// <summary>Asks for what must be refused, and says why it was.</summary>
    public Refusal Refuse(TicketCommand command, Actor by) => Assert.IsType<Decision.Rejected>(Ask(command, by)).Refusal;

    public void Record(IEnumerable<Happening> happenings, Actor by)
    {
        (Ticket, IEnumerable<TicketEvent> events) = History.Append(Ticket, happenings, by.Id, RoleNames.Of(by.Roles), Now, RecordedAt, Profile);
        Events.AddRange(events);
    }

    /// <summary>The organisation decides otherwise from now on.</summary>
    public Case Under(Profile profile)
    {
        Profile = profile;
        return this;
    }

    public Case Later(TimeSpan by)
    {
        Now += by;
        return this;
    }

    /// <summary>Moves the clock to the instant at which this work falls due.</summary>
    public Case Until(DueWork work)
    {
        Now = Ticket.Dues().Single(due => due.Work == work).At;
        return this;
    }

    /// <summary>The next step of the wait that stands.</summary>
    public TicketCommand.WakeUp Step => new(Ticket.Pending!.Wait!.Version, Ticket.Pending.Wait.Taken + 1);

    /// <summary>Moves the clock to the instant at which the next step of its wait falls due.</summary>
    public Case UntilStep()
    {
        Now = Ticket.Pending!.Wait!.Next!.At;
        return this;
    }

    /// <summary>Moves the clock to each instant at which something falls due, and has the clock do it as it does, until <paramref name="until"/>.</summary>
    public Case Ticking(DateTimeOffset until)
    {
        while (Ticket.OwedByItself().Where(owed => owed.At <= until).OrderBy(owed => owed.At).Select(owed => (Owed?)owed).FirstOrDefault() is { } owed)
        {
            Now = owed.At > Now ? owed.At : Now;
            TicketCommand command = owed.Command is TicketCommand.Prompt ? new TicketCommand.Prompt(Now) : owed.Command;
            var decision = Assert.IsType<Decision.Accepted>(TicketDesk.Decide(Ticket, command, Actor.Clock, owed.At, Profile));
            (Ticket, IEnumerable<TicketEvent> events) = History.Append(
                Ticket, decision.Happenings, Actor.Clock.Id, RoleNames.Of(Roles.Clock), TicketDesk.InstantOf(decision.Happenings, Ticket, owed.At), RecordedAt, Profile);
            Events.AddRange(events);
        }

        Now = until > Now ? until : Now;
        return this;
    }

    public Case Waiting(string reason, TimeSpan? @for = null) =>
        Do(new TicketCommand.Pend(reason, @for is { } time ? Now + time : null, null), Somebody.FirstLine);

    public Case Solved() => Do(new TicketCommand.Resolve("Toner replaced and a test page printed.", null), Somebody.FirstLine);

    /// <summary>Whatever is accepted, with all that happens in the same moment.</summary>
    public static Case Opened(NewTicket wanted, Profile profile)
    {
        var given = new Case(profile);
        Decision decision = TicketIntake.Decide(wanted, profile);
        if (decision is Decision.Rejected rejected)
            Assert.Fail($"Refused: {rejected.Refusal.Code}, {string.Join(", ", rejected.Refusal.Complaints)}");
        (given.Ticket, ImmutableArray<TicketEvent> events) = History.Open(
            Organisation, new(TicketIntake.KindOf(wanted.Classification.Assessment), 42), ((Decision.Accepted)decision).Happenings, wanted.Requester, "Requester", given.Now, profile);
        given.Events.AddRange(events);
        return given;
    }

    /// <summary>A change, opened by <paramref name="by"/> for themselves.</summary>
    public static Case Change(NewChange wanted, Profile profile, Actor by, DateTimeOffset? at = null)
    {
        var given = new Case(profile) { Now = at ?? Start };
        Decision decision = InBothLanguages(ChangeIntake.Decide(wanted, by, given.Now, profile));
        if (decision is Decision.Rejected rejected)
            Assert.Fail($"Refused: {rejected.Refusal.Code}, {string.Join(", ", rejected.Refusal.Complaints)}");
        ImmutableArray<Happening> happenings = ((Decision.Accepted)decision).Happenings;
        (given.Ticket, ImmutableArray<TicketEvent> events) = History.Open(Organisation, new(TicketIntake.KindOf(happenings), 42), happenings, by.Id, RoleNames.Of(by.Roles), given.Now, profile);
        given.Events.AddRange(events);
        return given;
    }

    /// <summary>A problem, opened by <paramref name="by"/>.</summary>
    public static Case Problem(NewProblem wanted, Profile profile, Actor by)
    {
        var given = new Case(profile) { Now = Start };
        Decision decision = InBothLanguages(ProblemIntake.Decide(wanted, profile));
        if (decision is Decision.Rejected rejected)
            Assert.Fail($"Refused: {rejected.Refusal.Code}, {string.Join(", ", rejected.Refusal.Complaints)}");
        ImmutableArray<Happening> happenings = ((Decision.Accepted)decision).Happenings;
        (given.Ticket, ImmutableArray<TicketEvent> events) = History.Open(Organisation, new(TicketIntake.KindOf(happenings), 42), happenings, by.Id, RoleNames.Of(by.Roles), given.Now, profile);
        given.Events.AddRange(events);
        return given;
    }

    private static Case Logged(Profile profile, Assessment assessment, string? area, DateTimeOffset? at = null)
    {
        var given = new Case(profile) { Now = at ?? Start };
        var accepted = Assert.IsType<Decision.Accepted>(TicketIntake.Decide(Wanted(assessment) with { Area = area }, profile));
        var opened = Assert.IsType<Happening.Opened>(Assert.Single(accepted.Happenings));
        (given.Ticket, TicketEvent first) = History.Begin(
            Organisation, new(TicketIntake.KindOf(assessment), 42), opened, Somebody.Requester.Id, "Requester", given.Now, given.RecordedAt, profile);
        given.Events.Add(first);
        return given;
    }
}
