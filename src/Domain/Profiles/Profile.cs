using System.Runtime.CompilerServices;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>What an end user's message does to a resolved ticket (A15).</summary>
public enum ReplyOnResolved
{
    /// <summary>It stays Resolved, the update flag goes up, the automatic close waits for an answer: a thank-you must not reopen.</summary>
    FlagOnly,
    Reopen,
}

/// <summary>How one organisation works: data with a default, never code.</summary>
public sealed record Profile
{
    /// <summary>Id of the bundle that it began as (<see cref="BaseProfiles"/>).</summary>
    public string Base { get; init; } = BaseProfiles.Default;

    public required string Name { get; init; }

    /// <summary>The statuses that its tickets can have.</summary>
    public IReadOnlyList<TicketStatus> Statuses { get; init; } = TicketStatuses.Aarhus;

    /// <summary>When what is resolved closes.</summary>
    public ClosePolicy ClosePolicy { get; init; } = ClosePolicy.AfterDays;

    /// <summary>What is recorded before a ticket may close; none at Aarhus University, where thirty days always close (AU-14).</summary>
    public IReadOnlyList<ClosureCheck> ClosureChecks { get; init; } = [];

    /// <summary>Stages in the words of the source; none where statuses are the words (OM-04).</summary>
    public IReadOnlyList<Checkpoint> Checkpoints { get; init; } = [];

    /// <summary>Who is told at which stage, where the process says it by stages; null where people are told as at Aarhus University.</summary>
    public IReadOnlyList<StageNotice>? StageNotices { get; init; }

    /// <summary>Lines whose teams resolve tickets where they are (AU-49, A17).</summary>
    public IReadOnlyList<Line> ResolvingLines { get; init; } = [Line.First];

    /// <summary>IANA zone of the organisation's local days.</summary>
    public required string Zone { get; init; }

    /// <summary>"da" or "en": the language of mail to somebody whose own is unknown.</summary>
    public required string Language { get; init; }

    /// <summary>Local calendar days from Resolved to the automatic close (AU-14).</summary>
    public required int ClosesAfterDays { get; init; }
    public required ReplyOnResolved ReplyOnResolved { get; init; }

    /// <summary>False prints New in the portal while nobody has begun (A8, the literal rule 4d).</summary>
    public required bool ShowAssigned { get; init; }
    public required Matrices Matrices { get; init; }
    public required IReadOnlyList<PendingReason> PendingReasons { get; init; }

    /// <summary>What waits do by themselves, one row for a reason; of one that has none it is as the product has it.</summary>
    public IReadOnlyList<WaitRules> Waits { get; init; } = WaitContracts.Aarhus;
    public required IReadOnlyList<Category> Categories { get; init; }
    public required IReadOnlyList<Team> Teams { get; init; }

    /// <summary>Id of the team that receives what no area claims (OM-09).</summary>
    public required string DefaultTeam { get; init; }

    /// <summary>Id of the team that a problem record goes to when its opener gives none (OM-16); null while there is none.</summary>
    public string? DefaultProblemTeam { get; init; }

    /// <summary>Id of the team that a change goes to when its opener gives none (OM-21); null while there is none.</summary>
    public string? DefaultChangeTeam { get; init; }

    /// <summary>Id of the team that reviews a change when nobody else is named (OM-21); null while there is none.</summary>
    public string? ChangeReviewTeam { get; init; }
    /// <summary>Kinds of changes with their stages (OM-17).</summary>
    public IReadOnlyList<ChangeType> ChangeTypes { get; init; } = Changes.ChangeTypes.Omflow;

    /// <summary>The catalogue of changes that are approved beforehand (OM-18).</summary>
    public IReadOnlyList<ChangeTemplate> ChangeTemplates { get; init; } = Changes.ChangeTemplates.Neutral;

    /// <summary>When nothing is changed.</summary>
    public IReadOnlyList<FreezeWindow> Freezes { get; init; } = [];
    public required IReadOnlyList<Area> Areas { get; init; }

    /// <summary>Mail addresses that are told of every ticket of rank 1 or 2, beside its team's leaders and dispatchers (AU-18).</summary>
    public required IReadOnlyList<string> ProcessManagement { get; init; }
    public required IReadOnlyList<LifecycleRow> Lifecycle { get; init; }

    /// <summary>Who may do what.</summary>
    public required IReadOnlyList<Grant> Rights { get; init; }

    /// <summary>Kinds of requests with forms and steps of their own (AU-10).</summary>
    public IReadOnlyList<RequestType> RequestTypes { get; init; } = [];

    /// <summary>Texts that agents send as they are (AU-53).</summary>
    public IReadOnlyList<CannedAnswer> CannedAnswers { get; init; } = [];

    /// <summary>What end users can find out for themselves (IT-03).</summary>
    public IReadOnlyList<SelfHelpEntry> SelfHelp { get; init; } = [];

    /// <summary>Where end users create their cases, as those texts name it.</summary>
    public string Portal { get; init; } = Profiles.CannedAnswers.Portal;

    /// <summary>What a handover to another team needs.</summary>
    public HandoverRules Handover { get; init; } = HandoverRules.Aarhus;

    /// <summary>Who works in which team (AU-07, AU-25, AU-44).</summary>
    public StaffDirectory Directory { get; init; } = StaffDirectory.Empty;

    /// <summary>When people work; the first counts where an area names none.</summary>
    public IReadOnlyList<NamedCalendar> Calendars { get; init; } = [NamedCalendar.Aarhus];

    /// <summary>What is promised for which tickets: the first that fits a ticket is its policy. None binds at Aarhus University (AU-17).</summary>
    public IReadOnlyList<ServicePolicy> ServicePolicies { get; init; } = [];

    /// <summary>Who is told of warnings and breaches.</summary>
    public IReadOnlyList<ServiceEscalation> ServiceEscalations { get; init; } = ServiceEscalation.Default;

    /// <summary>Who is on call, one schedule for a team.</summary>
    public IReadOnlyList<OnCallSchedule> OnCall { get; init; } = [];

    /// <summary>Every edition of its service levels; null where what it says now is the only one there ever was.</summary>
    public ServiceBook? Editions { get; init; }

    /// <summary>What its clocks are counted by.</summary>
    public ServiceBook Book => Editions ?? Books.GetValue(this, profile => new([ServiceEdition.Of(profile, 1, DateTimeOffset.MinValue, DateTimeOffset.MinValue)]));

    /// <summary>When whom of the desk is prompted.</summary>
    public EscalationRules Escalation { get; init; } = EscalationRules.Aarhus;

    /// <summary>Which files are taken.</summary>
    public AttachmentRules Attachments { get; init; } = AttachmentRules.Default;

    /// <summary>What is asked after a resolution.</summary>
    public SurveyRules Survey { get; init; } = SurveyRules.Default;

    /// <summary>When what comes again is proposed as a problem (OM-10).</summary>
    public RecurrenceRules Recurrence { get; init; } = RecurrenceRules.Default;

    /// <summary>How incidents are triaged, where they are (FV-04 to FV-12).</summary>
    public TriageRules Triage { get; init; } = TriageRules.Default;

    /// <summary>How incidents are coordinated, where the organisation does so as ORMIS has it.</summary>
    public OrmisRules OrmisRules { get; init; } = OrmisRules.None;

    /// <summary>What resolves incidents by itself (FV-05).</summary>
    public IReadOnlyList<Automation> Automations { get; init; } = [];

    public Automation? FindAutomation(string? name) => name is null ? null : Automations.FirstOrDefault(automation => automation.Name == name);

    /// <summary>When an incident is a major one without anybody saying so.</summary>
    public IReadOnlyList<MajorRule> MajorIncidents { get; init; } = [];

    /// <summary>How mail is taken in (AU-04).</summary>
    public InboundMail InboundMail { get; init; } = InboundMail.Default;

    /// <summary>Person id of whoever of a team is on call; null for nobody.</summary>
    public string? OnCallOf(string team, DateTimeOffset at) => OnCall.FirstOrDefault(schedule => schedule.Team == team)?.At(at, TimeZone);

    /// <summary>False where the dispatcher's duties are the leaders' (A23).</summary>
    public bool HasDispatcher(string team) => FindTeam(team)?.Dispatchers.Count > 0 || Directory.DispatchersOf(team).Any();

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>The matrices of an area, where it deviates (AU-17b), else the organisation's.</summary>
    public Matrices MatricesOf(string? area) => FindArea(area)?.Matrices ?? Matrices;

    /// <summary>The working time of an area, where it has a calendar of its own, else the organisation's.</summary>
    public WorkingTime WorkingTimeOf(string? area)
    {
        NamedCalendar calendar = Calendars.FirstOrDefault(other => other.Id == FindArea(area)?.Calendar) ?? Calendars[0];
        return Works.GetOrCreateValue(calendar).In(Zone, calendar);
    }

    public Area? FindArea(string? id) => id is null ? null : Areas.FirstOrDefault(area => area.Id == id);

    // Made once for each calendar and zone: a calendar's holidays are many, and a profile is asked with each event.
    private static readonly ConditionalWeakTable<NamedCalendar, WorkingTimes> Works = [];

    private static readonly ConditionalWeakTable<Profile, ServiceBook> Books = [];

    private sealed class WorkingTimes
    {
        private volatile Made? _made;

        public WorkingTime In(string zone, NamedCalendar calendar)
        {
            if (_made is not { } made || made.Zone != zone)
                _made = made = new(zone, new(calendar.In(zone)));
            return made.Time;
        }

        private sealed record Made(string Zone, WorkingTime Time);
    }

    public Team? FindTeam(string? id) => Teams.FirstOrDefault(team => team.Id == id);

    public Category? FindCategory(string? id) => Categories.FirstOrDefault(category => category.Id == id);

    /// <exception cref="InvalidOperationException">The profile says nothing of it: it would be a hole in the rights.</exception>
    public Grant GrantOf(Act act) =>
        Rights.FirstOrDefault(grant => grant.Act == act) ?? throw new InvalidOperationException($"The profile {Name} grants {act} to nobody and denies it to nobody.");

    /// <summary>Whether tickets are resolved where they are, or handed back to support first (A17).</summary>
    public bool ResolvesIn(string team) => FindTeam(team) is not { } of || ResolvingLines.Contains(of.Line);

    /// <summary>As it counts for the tickets of an area: what the area decides otherwise stands in for the default (AU-02).</summary>
    public Profile In(string? area) => FindArea(area)?.Rules is { } rules ? rules.On(this) : this;

    /// <summary>The stage that a ticket of this status is at, where the profile has stages.</summary>
    public Checkpoint? CheckpointOf(TicketStatus status) => Checkpoints.FirstOrDefault(checkpoint => checkpoint.Statuses.Contains(status));

    public ChangeType? FindChangeType(string? id) => ChangeTypes.FirstOrDefault(type => type.Id == id);

    public ChangeTemplate? FindChangeTemplate(string? id) => ChangeTemplates.FirstOrDefault(template => template.Id == id);

    public RequestType? FindRequestType(string? id) => RequestTypes.FirstOrDefault(type => type.Id == id);

    public WaitRules RulesOf(PendingReason reason) =>
        Waits.Concat(WaitContracts.Aarhus).FirstOrDefault(rules => rules.Reason == reason.Code) ?? WaitRules.Otherwise(reason.Code);

    public PendingReason? FindReason(string? code) => PendingReasons.FirstOrDefault(reason => reason.Code == code);
}

/// <summary>One category with at least one subcategory (IT-06).</summary>
/// <param name="Questions">What has to be answered before a ticket of it is handed over (AU-30); null for nothing.</param>
public sealed record Category(string Id, string English, string Danish, IReadOnlyList<Subcategory> Subcategories, IReadOnlyList<Question>? Questions = null)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>An additional question of a category.</summary>
public sealed record Question(string Id, string English, string Danish)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

public sealed record Subcategory(string Id, string English, string Danish)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>Support lines (AU-25).</summary>
public enum Line
{
    First,
    Second,
    Third,
}

/// <param name="Leaders">Mail addresses of the team's leaders.</param>
/// <param name="Dispatchers">Mail addresses of the team's dispatchers.</param>
/// <param name="PrimaryTeam">Id of the primary team of its support unit, to which what the unit handed on comes back (AU-43); null for itself.</param>
public sealed record Team(string Id, string Name, Line Line, IReadOnlyList<string> Leaders, IReadOnlyList<string> Dispatchers, string? PrimaryTeam = null);

/// <summary>An override inside an organisation (AU-02), not a wall.</summary>
/// <param name="PrimaryTeam">Where its tickets arrive.</param>
/// <param name="Rules">What it decides otherwise than the organisation, beside its matrices; null for nothing.</param>
/// <param name="Matrices">Its own matrices, or null for the organisation's (AU-17b).</param>
/// <param name="Calendar">Id of its own calendar, or null for the organisation's first.</param>
public sealed record Area(string Id, string Name, string PrimaryTeam, Matrices? Matrices = null, string? Calendar = null, AreaRules? Rules = null);

/// <summary>Detail in which an area deviates (AU-02): what is null stays as the organisation has it.</summary>
/// <param name="ResolvingLines">Lines whose teams resolve (A17).</param>
public sealed record AreaRules(int? ClosesAfterDays = null, ReplyOnResolved? ReplyOnResolved = null, bool? ShowAssigned = null, IReadOnlyList<Line>? ResolvingLines = null)
{
    internal Profile On(Profile profile) => profile with
    {
        ClosesAfterDays = ClosesAfterDays ?? profile.ClosesAfterDays,
        ReplyOnResolved = ReplyOnResolved ?? profile.ReplyOnResolved,
        ShowAssigned = ShowAssigned ?? profile.ShowAssigned,
        ResolvingLines = ResolvingLines ?? profile.ResolvingLines,
    };
}
