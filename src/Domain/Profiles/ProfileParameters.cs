using System.Collections.Immutable;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>One thing that an organisation decides, by the name that it is read and written under.</summary>
/// <param name="Meaning">One sentence for whoever sets it.</param>
/// <param name="Of">Its value in a profile.</param>
/// <param name="Decide">The changes with another value; null only where <paramref name="MayBeNull"/>.</param>
public sealed record Parameter(
    string Name, string Meaning, Type ValueType, bool MayBeNull, Func<Profile, object?> Of, Func<ProfileChanges, object?, ProfileChanges> Decide)
{
    /// <summary>The value as the audit keeps it for ever: without what it has no need of.</summary>
    public Func<object?, object?> Audited { get; init; } = value => value;
}

/// <summary>Every parameter (OMFLOW's names where it has one: OM-09, OM-16, OM-21), each one member of <see cref="ProfileChanges"/>.</summary>
public static class ProfileParameters
{
    public const string Areas = "areas";
    public const string Automations = "automations";
    public const string Attachments = "attachments";
    public const string Calendars = "calendars";
    public const string Categories = "categories";
    public const string ChangeFreezes = "change_freezes";
    public const string ChangeTemplates = "change_templates";
    public const string ChangeTypes = "change_types";
    public const string ChangeReviewTeam = "default_cha_review_group_id";
    public const string ChangeTeam = "default_cha_group_id";
    public const string ChaseAnswer = "chase_answer";
    public const string ClosesAfterDays = "closes_after_days";
    public const string Directory = "directory";
    public const string EscalationSteps = "escalation_steps";
    public const string EscalationThresholds = "escalation_thresholds";
    public const string InboundMail = "inbound_mail";
    public const string IncidentTeam = "default_inc_group_id";
    public const string Language = "language";
    public const string MajorIncidents = "major_incidents";
    public const string Matrices = "matrices";
    public const string Name = "name";
    public const string Ormis = "ormis";
    public const string ProblemTeam = "default_pro_group_id";
    public const string Profile = "profile";
    public const string ProcessManagement = "process_management";
    public const string CannedAnswers = "canned_answers";
    public const string Portal = "portal_address";
    public const string Recurrence = "recurrence";
    public const string RequestTypes = "request_types";
    public const string ReplyOnResolved = "reply_on_resolved";
    public const string SelfHelp = "self_help";
    public const string OnCall = "on_call";
    public const string ServiceEscalations = "service_escalations";
    public const string ServicePolicies = "service_policies";
    public const string ShowAssigned = "show_assigned";
    public const string Survey = "survey";
    public const string Teams = "teams";
    public const string Triage = "triage";
    public const string UpdateFlagAges = "update_flag_ages";
    public const string Waits = "waits";
    public const string Zone = "zone";

    public static readonly IReadOnlyList<Parameter> All =
    [
        Row<IReadOnlyList<Area>>(Areas, "Parts of the organisation with a team, and perhaps matrices, of their own (AU-02, AU-17b).", profile => profile.Areas, (changes, areas) => (changes with { Areas = areas }).Whole(Areas)),
        Row<AttachmentRules>(Attachments, "Which files are taken: how large, and which extensions and media types are not.", profile => profile.Attachments, (changes, rules) => changes with { Attachments = rules with { RefusedExtensions = rules.RefusedExtensions ?? [], RefusedTypes = rules.RefusedTypes ?? [] } }),
        Row<IReadOnlyList<Automation>>(Automations, "What resolves incidents by itself (FV-05): signed HTTP hooks, each with its time-out in seconds, how often it is started, and the categories that it is for. The secret of each: POST /api/automations/{automation}/secret.", profile => profile.Automations, (changes, automations) => changes with { Automations = automations }),
        Row<IReadOnlyList<NamedCalendar>>(Calendars, "When people work: weekly hours in minutes of the day, holidays and dated exceptions. The first counts where an area names no other.", profile => profile.Calendars, (changes, calendars) => changes with { Calendars = [.. calendars.Select(Completed)] }),
        Row<IReadOnlyList<Category>>(Categories, "Categories with their subcategories (IT-06).", profile => profile.Categories, (changes, categories) => (changes with { Categories = categories }).Whole(Categories)),
        Row<AllowedTime>(ChaseAnswer, "How long a chase may wait for an expected time before the dispatcher is told (AU-41).", profile => profile.Escalation.ChaseAnswer, (changes, time) => changes with { ChaseAnswer = time }),
        Row<int>(ClosesAfterDays, "Local calendar days from Resolved to the automatic close (AU-14).", profile => profile.ClosesAfterDays, (changes, days) => changes with { ClosesAfterDays = days }),
        Team(ChangeTeam, "Team that a change goes to when its opener gives none (OM-21); null for none.", profile => profile.DefaultChangeTeam, (changes, team) => changes with { DefaultChangeTeam = team }),
        Team(ChangeReviewTeam, "Team that reviews a change when nobody else is named (OM-21); null for none.", profile => profile.ChangeReviewTeam, (changes, team) => changes with { ChangeReviewTeam = team }),
        Row<IReadOnlyList<RankSteps>>(EscalationSteps, "Who is told at each rank, one after the other: each next step when the time was used up once more (AU-28).", profile => profile.Escalation.Steps, (changes, steps) => changes with { EscalationSteps = [.. steps.Select(Completed)] }),
        Row<IReadOnlyList<RankThresholds>>(EscalationThresholds, "How long at each rank a ticket may stand unbegun, and without progress, before somebody is told, in working time (AU-27).", profile => profile.Escalation.Thresholds, (changes, thresholds) => changes with { EscalationThresholds = thresholds }),
        Row<IReadOnlyList<FreezeWindow>>(ChangeFreezes, "When nothing is changed: for all, a team or a service, with exceptions by the id of a type, a service or the number of a change.", profile => profile.Freezes, (changes, freezes) => changes with { Freezes = freezes }),
        Row<IReadOnlyList<ChangeTemplate>>(ChangeTemplates, "The catalogue of changes that are approved beforehand (OM-18).", profile => profile.ChangeTemplates, (changes, templates) => (changes with { ChangeTemplates = [.. templates.Select(template => template is null ? template! : template with { Type = template.Type ?? Changes.ChangeTypes.Standard })] }).Whole(ChangeTemplates)),
        Row<IReadOnlyList<ChangeType>>(ChangeTypes, "Kinds of changes with their stages: who is told, who reviews by which quorum, until when and what then (OM-17 to OM-22).", profile => profile.ChangeTypes, (changes, types) => (changes with { ChangeTypes = types }).Whole(ChangeTypes)),
        Row<string>(IncidentTeam, "Team that an incident or a request goes to when neither its opener nor its area gives one (OM-09).", profile => profile.DefaultTeam, (changes, team) => changes with { DefaultTeam = team }),
        Row<InboundMail>(InboundMail, "How mail is taken in (AU-04): the gateway whose Authentication-Results count, the classification of a ticket that a mail opens, mailboxes of areas.", profile => profile.InboundMail, (changes, mail) => changes with { InboundMail = mail with { Mailboxes = mail.Mailboxes ?? [] } }),
        Team(ProblemTeam, "Team that a problem goes to when its opener gives none (OM-16); null for none.", profile => profile.DefaultProblemTeam, (changes, team) => changes with { DefaultProblemTeam = team }),
        Row<ImmutableArray<StaffMember>>(Directory, "Who works in which team, as what, and when they are away (AU-07, AU-25, AU-44).", profile => profile.Directory.Members, (changes, members) => changes with { Directory = new(Completed(members)) })
            with { Audited = members => Rights((ImmutableArray<StaffMember>)members!) },
        Row<string>(Language, "da or en: the language of mail to somebody whose own is unknown.", profile => profile.Language, (changes, language) => changes with { Language = language }),
        Row<IReadOnlyList<MajorRule>>(MajorIncidents, "When an incident is declared a major one without anybody saying so: by its rank, by how many tickets stand below it, by its category. Of a rule every condition that is named has to hold.", profile => profile.MajorIncidents, (changes, rules) => changes with { MajorIncidents = rules }),
        Row<Matrices>(Matrices, "Both priority matrices, cell by cell in reading order (AU-17, AU-19).", profile => profile.Matrices, (changes, matrices) => changes with { Matrices = matrices }),
        Row<string>(Name, "What the organisation is called.", profile => profile.Name, (changes, name) => changes with { Name = name }),
        Row<OrmisRules>(Ormis, "How incidents are coordinated (OR-01 to OR-12): whether at all, who manages what is global and what is local, the guidelines of a local one, and what a disturbance is, who has it and who is told of it. What is left out is as the product has it.", profile => profile.OrmisRules.Completed(), (changes, rules) => changes with { Ormis = rules }),
        Row<IReadOnlyList<string>>(ProcessManagement, "Mail addresses that are told of every ticket of rank 1 or 2 (AU-18).", profile => profile.ProcessManagement, (changes, mails) => changes with { ProcessManagement = mails }),
        Row<string>(Profile, $"Whose rules everything begins with: {string.Join(", ", BaseProfiles.All.Select(row => row.Id))}. What the other parameters decide stays decided.", profile => profile.Base, (changes, id) => changes with { Base = id }),
        Row<ReplyOnResolved>(ReplyOnResolved, "What an end user's message does to a resolved ticket (A15).", profile => profile.ReplyOnResolved, (changes, reply) => changes with { ReplyOnResolved = reply }),
        Row<IReadOnlyList<CannedAnswer>>(CannedAnswers, "Texts that agents send as they are, with {portal} for the portal's address (AU-53).", profile => profile.CannedAnswers, (changes, answers) => (changes with { CannedAnswers = answers }).Whole(CannedAnswers)),
        Row<string>(Portal, "Where end users create their cases, as canned answers name it (AU-53).", profile => profile.Portal, (changes, portal) => changes with { Portal = portal }),
        Row<RecurrenceRules>(Recurrence, "When incidents of the same category on the same configuration item (or at the same location) that come again after they were resolved are proposed as a problem: how often in how many days, and how often again after a proposal was decided. What is left out is as the product has it.", profile => profile.Recurrence, (changes, rules) => changes with { Recurrence = rules }),
        Row<IReadOnlyList<RequestType>>(RequestTypes, "Kinds of requests with a form and steps of their own (AU-10).", profile => profile.RequestTypes, (changes, types) => (changes with { RequestTypes = types }).Whole(RequestTypes)),
        Row<IReadOnlyList<SelfHelpEntry>>(SelfHelp, "Questions that end users answer for themselves, in both languages (IT-03).", profile => profile.SelfHelp, (changes, entries) => (changes with { SelfHelp = entries }).Whole(SelfHelp)),
        Row<IReadOnlyList<OnCallSchedule>>(OnCall, "Who of a team is on call: one after the other for so many local days each, and whoever swapped with them.", profile => profile.OnCall, (changes, schedules) => changes with { OnCall = [.. schedules.Select(Completed)] }),
        Row<IReadOnlyList<ServiceEscalation>>(ServiceEscalations, "Who is told of a warning or a breach, one after the other until somebody acknowledges it: the first rule that fits counts (IT-07, IT-08).", profile => profile.ServiceEscalations, (changes, rules) => changes with { ServiceEscalations = [.. rules.Select(Completed)] }),
        Row<IReadOnlyList<ServicePolicy>>(ServicePolicies, "What is promised for which tickets, in order: the first policy that fits a ticket is its policy; each target is counted in minutes of working time. What clocks have counted stays counted.", profile => profile.ServicePolicies, (changes, policies) => changes with { ServicePolicies = [.. policies.Select(Completed)] }),
        Row<bool>(ShowAssigned, "Whether the portal prints Assigned, or New until somebody begins (A8).", profile => profile.ShowAssigned, (changes, shown) => changes with { ShowAssigned = shown }),
        Row<SurveyRules>(Survey, "What a requester is asked after a resolution, for how many days after the close they may answer, and from which score down the team's leaders are told. What is left out is as the product has it.", profile => profile.Survey, (changes, rules) => changes with { Survey = rules }),
        Row<IReadOnlyList<Team>>(Teams, "The teams, with the addresses of their leaders and dispatchers (AU-25, AU-18).", profile => profile.Teams, (changes, teams) => (changes with { Teams = [.. teams.Select(Completed)] }).Whole(Teams)),
        Row<TriageRules>(Triage, "Whether incidents are triaged (FV-05 to FV-07), which team and protocol their class selects (FV-04), and who higher support is (FV-12). What is left out is as the product has it.", profile => profile.Triage, (changes, rules) => changes with { Triage = rules.Completed() }),
        Row<UpdateFlagAges>(UpdateFlagAges, "How old the update flag gets before the agent is warned, and before the dispatcher is told (AU-50).", profile => profile.Escalation.UpdateFlag, (changes, ages) => changes with { UpdateFlagAges = ages }),
        Row<IReadOnlyList<WaitRules>>(Waits, "What waits do by themselves, by reason: whom they remind and how often, how long they may last, and what that ends in (PR-01 to PR-17). A reason that is left out is as the product has it.", profile => profile.Waits, (changes, rules) => changes with { Waits = rules }),
        Row<string>(Zone, "IANA zone of the organisation's local days.", profile => profile.Zone, (changes, zone) => changes with { Zone = zone }),
    ];

    public static Parameter? Find(string? name) => All.FirstOrDefault(parameter => parameter.Name == name);

    private static Parameter Row<T>(string name, string meaning, Func<Profile, T> of, Func<ProfileChanges, T, ProfileChanges> decide)
        where T : notnull =>
        new(name, meaning, typeof(T), MayBeNull: false, profile => of(profile), (changes, value) => decide(changes, (T)value!));

    private static Parameter Team(string name, string meaning, Func<Profile, string?> of, Func<ProfileChanges, string?, ProfileChanges> decide) =>
        new(name, meaning, typeof(string), MayBeNull: true, of, (changes, value) => decide(changes, (string?)value));

    // Who sends a list leaves out what is empty; what is missing altogether is for the check to name.
    private static Team Completed(Team team) => team is null ? team! : team with { Leaders = team.Leaders ?? [], Dispatchers = team.Dispatchers ?? [] };

    private static NamedCalendar Completed(NamedCalendar calendar) => calendar is null ? calendar! : calendar with
    {
        Week = Completed(calendar.Week),
        LaterWeeks = calendar.LaterWeeks is { Count: > 0 } later ? [.. later.Select(week => week is null ? week! : week with { Week = Completed(week.Week) })] : null,
        Exceptions = [.. Some(calendar.Exceptions).Select(day => day is null ? day! : day with { Hours = Some(day.Hours) })],
    };

    private static ImmutableArray<WeeklyHours> Completed(ImmutableArray<WeeklyHours> week) => week.IsDefault ? default : [.. week.Select(day => day is null ? day! : day with { Hours = Some(day.Hours) })];

    private static ServicePolicy Completed(ServicePolicy policy) => policy is null ? policy! : policy with { When = policy.When ?? new(), Targets = policy.Targets ?? [] };

    private static ServiceEscalation Completed(ServiceEscalation rule) => rule is null ? rule! : rule with { Steps = rule.Steps ?? [] };

    private static OnCallSchedule Completed(OnCallSchedule schedule) => schedule is null ? schedule! : schedule with { People = schedule.People ?? [] };

    private static RankSteps Completed(RankSteps row) => row is null ? row! : row with { Steps = row.Steps ?? [], HandedOn = row.HandedOn ?? [] };

    private static ImmutableArray<StaffMember> Completed(ImmutableArray<StaffMember> members) =>
    [
        .. members.Select(member => member is null ? member! : member with
        {
            Teams = Some(member.Teams), Dispatches = Some(member.Dispatches), Leads = Some(member.Leads), Absences = Some(member.Absences),
        }),
    ];

    private static ImmutableArray<T> Some<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    // Rights are what the audit is asked about. Names, addresses and absences would be beyond the reach of erasing there.
    private static ImmutableArray<StaffMember> Rights(ImmutableArray<StaffMember> members) =>
        [.. members.Select(member => member with { Name = "", Mail = null, Language = null, Absences = [] })];
}
