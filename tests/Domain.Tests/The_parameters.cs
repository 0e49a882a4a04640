using ItsmFunctions.Domain.Problems;
using System.Collections.Immutable;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tests;

public sealed class The_parameters
{
    private static readonly ProfileCheck Check = new(text => text.Contains('@', StringComparison.Ordinal), id => id is { Length: > 0 and <= 128 } && char.IsAsciiLetterOrDigit(id[0]));
    private static readonly IReadOnlyList<Team> Teams = Aarhus.Profile.Teams;
    private static readonly IReadOnlyList<Area> Areas = Aarhus.Profile.Areas;
    private static readonly StaffMember Anna = new("anna", "Anna", "anna@example.org", "da", ["it-support"], [], [], []);
    private static readonly DateTimeOffset Start = Case.Start;
    private static readonly Domain.Channels.InboundMail Mail = Domain.Channels.InboundMail.Default;

    /// <summary>Parameter, what is wrong with it, its value, and the pointer of the first complaint.</summary>
    public static TheoryData<string, string, object?, string> Refused() => new()
    {
        { "default_inc_group_id", "no such team", "nobodys", "" },
        { "default_pro_group_id", "no such team", "nobodys", "" },
        { "default_cha_group_id", "no such team", "nobodys", "" },
        { "default_cha_review_group_id", "no such team", "", "" },
        { "closes_after_days", "none at all", 0, "" },
        { "closes_after_days", "more than a year", 366, "" },
        { "language", "another language", "de", "" },
        { "zone", "unknown", "Europe/Aarhus", "" },
        { "zone", "a name of Windows", "Romance Standard Time", "" },
        { "name", "blank", "  ", "" },
        { "name", "two lines", "A\nB", "" },
        { "name", "too long", new string('x', 101), "" },
        { "process_management", "no address", new[] { "a@example.org", "nobody" }, "/1" },
        { "process_management", "twice", new[] { "a@example.org", "A@example.org" }, "/1" },
        { "process_management", "too many", Enumerable.Range(0, 51).Select(i => $"{i}@example.org").ToArray(), "" },
        { "matrices", "a cell is missing", new Matrices([1, 2, 3, 2, 3, 4, 3, 4], [1, 2, 3, 2, 3, 3]), "/incident" },
        { "matrices", "a cell too many", new Matrices(Matrices.Aarhus.Incident, [1, 2, 3, 2, 3, 3, 3]), "/request" },
        { "matrices", "out of range", new Matrices([1, 2, 3, 2, 6, 4, 3, 4, 5], [1, 2, 3, 2, 3, 3]), "/incident/4" },
        { "matrices", "not on a request's scale", new Matrices(Matrices.Aarhus.Incident, [1, 2, 3, 2, 3, 4]), "/request/5" },
        { "matrices", "no rows", new Matrices(null!, null!), "/incident" },
        { "teams", "an id that cannot stand in a key", Changed(Teams, 2, Teams[2] with { Id = "|" }), "/2/id" },
        { "teams", "twice", Changed(Teams, 2, Teams[1]), "/2/id" },
        { "teams", "no name", Changed(Teams, 0, Teams[0] with { Name = null! }), "/0/name" },
        { "teams", "no address of a leader", Changed(Teams, 0, Teams[0] with { Leaders = ["lea"] }), "/0/leaders/0" },
        { "teams", "null", Changed(Teams, 1, null!), "/1" },
        { "teams", "an area names it", Teams.Where(team => team.Id != "hr-it").ToArray(), "" },
        { "teams", "the default for incidents is it", Teams.Where(team => team.Id != "it-support").ToArray(), "" },
        { "teams", "none", Array.Empty<Team>(), "" },
        { "areas", "no such team", Changed(Areas, 3, Areas[3] with { PrimaryTeam = "nobodys" }), "/3/primaryTeam" },
        { "areas", "no team", Changed(Areas, 3, Areas[3] with { PrimaryTeam = null! }), "/3/primaryTeam" },
        { "areas", "a matrix without a cell", Changed(Areas, 0, Areas[0] with { Matrices = new([1], [1, 2, 3, 2, 3, 3]) }), "/0/matrices/incident" },
        { "areas", "twice", Changed(Areas, 1, Areas[0]), "/1/id" },
        { "teams", "no such primary team", Changed(Teams, 1, Teams[1] with { PrimaryTeam = "nobodys" }), "/1/primaryTeam" },
        { "categories", "none", Array.Empty<Category>(), "" },
        { "categories", "no subcategory", new[] { new Category("x", "X", "X", []) }, "/0/subcategories" },
        { "categories", "an empty label", new[] { new Category("x", "X", "", [new("y", "Y", "Y")]) }, "/0/danish" },
        { "categories", "an empty label below", new[] { new Category("x", "X", "X", [new("y", " ", "Y")]) }, "/0/subcategories/0/english" },
        { "categories", "a subcategory twice", new[] { new Category("x", "X", "X", [new("y", "Y", "Y"), new("y", "Z", "Z")]) }, "/0/subcategories/1/id" },
        { "categories", "a question without words", new[] { new Category("x", "X", "X", [new("y", "Y", "Y")], [new("q", "Which?", "")]) }, "/0/questions/0/danish" },
        { "canned_answers", "no text", new[] { new CannedAnswer("x", "X", " ") }, "/0/danish" },
        { "canned_answers", "twice", new[] { new CannedAnswer("x", "X", "X"), new CannedAnswer("x", "Y", "Y") }, "/1/id" },
        { "self_help", "no answer", Help(Entry with { Danish = new("Hvad?", " ") }), "/0/danish/answer" },
        { "self_help", "one language alone", Help(Entry with { English = null! }), "/0/english" },
        { "self_help", "a question of two lines", Help(Entry with { English = new("What\nnow?", "That.") }), "/0/english/question" },
        { "self_help", "twice", Help(Entry, Entry), "/1/id" },
        { "self_help", "an id that cannot stand in a key", Help(Entry with { Id = null! }), "/0/id" },
        { "self_help", "no category", Help(Entry with { Category = "nothing" }), "/0/category" },
        { "self_help", "no subcategory", Help(Entry with { Category = "hardware", Subcategory = "nothing" }), "/0/subcategory" },
        { "self_help", "a subcategory of nothing", Help(Entry with { Subcategory = "printer" }), "/0/subcategory" },
        { "self_help", "of another kind", Help(Entry with { Kind = TicketKind.Change }), "/0/kind" },
        { "portal_address", "empty", " ", "" },
        { "portal_address", "a script", "javascript:alert(1)", "" },
        { "portal_address", "a port that is none", "javascript:1", "" },
        { "portal_address", "data", "data:text/html,<b>x", "" },
        { "portal_address", "another scheme", "ftp://support.example", "" },
        { "portal_address", "another scheme in disguise", "javascript://support.example/%0Aalert(1)", "" },
        { "portal_address", "somebody before the host", "https://au.dk@support.example", "" },
        { "portal_address", "a mail address", "mailto:it@support.example", "" },
        { "portal_address", "words", "ask at the desk", "" },
        { "request_types", "no category", Types(Screen with { Category = "nothing" }), "/0/category" },
        { "request_types", "no subcategory", Types(Screen with { Subcategory = "nothing" }), "/0/subcategory" },
        { "request_types", "twice", Types(Screen, Screen), "/1/id" },
        { "request_types", "no label", Types(Screen with { Danish = null! }), "/0/danish" },
        { "request_types", "a step of no team", Types(Screen with { Steps = [new("Do", "Gør", "nobodys")] }), "/0/steps/0/team" },
        { "request_types", "a choice of one", Types(Screen with { Questions = [new("q", "Q?", "Q?", AnswerKind.Choice, true, [new("one", "One", "En")])] }), "/0/questions/0/choices" },
        { "request_types", "a text of several", Types(Screen with { Questions = [new("q", "Q?", "Q?", AnswerKind.Text, true, [new("one", "One", "En"), new("two", "Two", "To")])] }), "/0/questions/0/choices" },
        { "request_types", "a question twice", Types(Screen with { Questions = [new("q", "Q?", "Q?", AnswerKind.Date, true), new("q", "R?", "R?", AnswerKind.YesNo, true)] }), "/0/questions/1/id" },
        { "directory", "no id", Staff(Anna with { Id = null! }), "/0/id" },
        { "directory", "twice", Staff(Anna, Anna with { Name = "Other" }), "/1/id" },
        { "directory", "no name", Staff(Anna with { Name = "" }), "/0/name" },
        { "directory", "no address", Staff(Anna with { Mail = "anna" }), "/0/mail" },
        { "directory", "another language", Staff(Anna with { Language = "sv" }), "/0/language" },
        { "directory", "an agent of no team", Staff(Anna, Anna with { Id = "bo", Teams = ["it-support", "nobodys"] }), "/1/teams/1" },
        { "directory", "a dispatcher of no team", Staff(Anna with { Dispatches = ["nobodys"] }), "/0/dispatches/0" },
        { "directory", "a leader of no team", Staff(Anna with { Leads = ["nobodys"] }), "/0/leads/0" },
        { "directory", "a team twice", Staff(Anna with { Teams = ["hr-it", "hr-it"] }), "/0/teams/1" },
        { "directory", "away for no time", Staff(Anna with { Absences = [new(Start, Start, null)] }), "/0/absences/0/until" },
        { "directory", "an empty reply", Staff(Anna with { Absences = [new(Start, Start.AddDays(1), " ")] }), "/0/absences/0/autoReply" },
        { "directory", "too many", Staff([.. Enumerable.Range(0, ProfileCheck.MostMembers + 1).Select(i => Anna with { Id = $"p{i}" })]), "" },
        { "directory", "null", Staff(Anna, null!), "/1" },
        { "areas", "no such calendar", Changed(Areas, 1, Areas[1] with { Calendar = "nights" }), "/1/calendar" },
        { "calendars", "none", Array.Empty<NamedCalendar>(), "" },
        { "calendars", "twice", new[] { Office, Office }, "/1/id" },
        { "calendars", "no name", new[] { Office with { Name = "" } }, "/0/name" },
        { "calendars", "no week", new[] { Office with { Week = default } }, "/0/week" },
        { "calendars", "never open", new[] { Office with { Week = [] } }, "/0/week" },
        { "calendars", "another zone", new[] { Office with { Zone = "Europe/Aarhus" } }, "/0/zone" },
        { "calendars", "closes before it opens", new[] { Office, Office with { Id = "b", Week = [new(DayOfWeek.Monday, [new(600, 480)])] } }, "/1/week/0/hours/0/until" },
        { "calendars", "a date twice", new[] { Office with { Exceptions = [CalendarException.Closed(new(2026, 12, 23), "A"), CalendarException.Closed(new(2026, 12, 23), "B")] } }, "/0/exceptions/1/date" },
        { "calendars", "null", new NamedCalendar[] { null! }, "/0" },
        { "escalation_thresholds", "a rank is missing", Thresholds.Take(4).ToArray(), "" },
        { "escalation_thresholds", "a rank twice", Changed(Thresholds, 4, Thresholds[0]), "/4/handlingRank" },
        { "escalation_thresholds", "no rank", Changed(Thresholds, 4, Thresholds[4] with { HandlingRank = 6 }), "/4/handlingRank" },
        { "escalation_thresholds", "neither minutes nor days", Changed(Thresholds, 0, Thresholds[0] with { NotBegun = new() }), "/0/notBegun" },
        { "escalation_thresholds", "both", Changed(Thresholds, 0, Thresholds[0] with { NoProgress = new(5, 5) }), "/0/noProgress" },
        { "escalation_thresholds", "no time at all", Changed(Thresholds, 0, Thresholds[0] with { NoProgress = new(0) }), "/0/noProgress/minutes" },
        { "escalation_thresholds", "days back", Changed(Thresholds, 0, Thresholds[0] with { NoProgress = new(null, -1) }), "/0/noProgress/workingDays" },
        { "escalation_thresholds", "too many", Thresholds.Append(Thresholds[0]).ToArray(), "" },
        { "escalation_steps", "a rank is missing", Steps.Skip(1).ToArray(), "" },
        { "escalation_steps", "one twice", Changed(Steps, 1, Steps[1] with { Steps = [EscalationRole.Leader, EscalationRole.Leader] }), "/1/steps/1" },
        { "escalation_steps", "who handed it on, of what nobody did", Changed(Steps, 1, Steps[1] with { Steps = [EscalationRole.Origin] }), "/1/steps/0" },
        { "update_flag_ages", "no time", new UpdateFlagAges(new(), AllowedTime.OfWorkingDays(2)), "/warn" },
        { "update_flag_ages", "too long", new UpdateFlagAges(AllowedTime.OfWorkingDays(1), AllowedTime.OfWorkingDays(251)), "/alert/workingDays" },
        { "update_flag_ages", "the alert first, in days", new UpdateFlagAges(AllowedTime.OfWorkingDays(2), AllowedTime.OfWorkingDays(1)), "/alert" },
        { "update_flag_ages", "the alert first, in minutes", new UpdateFlagAges(AllowedTime.OfMinutes(60), AllowedTime.OfMinutes(59)), "/alert" },
        { "update_flag_ages", "the alert first, in minutes before days", new UpdateFlagAges(AllowedTime.OfWorkingDays(1), AllowedTime.OfMinutes(5)), "/alert" },
        { "waits", "no such reason", new[] { new WaitRules("PR-18", null, 30) }, "/0/reason" },
        { "waits", "one reason twice", new[] { new WaitRules("PR-05", null, 30), new WaitRules("PR-05", null, 31) }, "/1/reason" },
        { "waits", "no time at all", new[] { new WaitRules("PR-05", null, 0) }, "/0/longestDays" },
        { "waits", "too long", new[] { new WaitRules("PR-05", null, 1_001) }, "/0/longestDays" },
        { "waits", "no end", new[] { new WaitRules("PR-05", null, 30, (WaitEnd)7) }, "/0/atTheEnd" },
        { "waits", "neither working time nor days", new[] { new WaitRules("PR-05", new(Reminded.Requester, null, null, 3), 30) }, "/0/remind" },
        { "waits", "both", new[] { new WaitRules("PR-05", new(Reminded.Requester, AllowedTime.OfWorkingDays(3), 3, 3), 30) }, "/0/remind" },
        { "waits", "no days", new[] { new WaitRules("PR-05", new(Reminded.Requester, null, 0, 3), 30) }, "/0/remind/days" },
        { "waits", "too many reminders", new[] { new WaitRules("PR-05", new(Reminded.Requester, null, 3, 13), 30) }, "/0/remind/most" },
        { "waits", "nobody", new[] { new WaitRules("PR-05", new((Reminded)9, null, 3, 3), 30) }, "/0/remind/to" },
        { "waits", "too long from one to the next", new[] { new WaitRules("PR-05", new(Reminded.Team, AllowedTime.OfMinutes(10_001), null, 3), 30) }, "/0/remind/working/minutes" },
        { "waits", "null", new WaitRules[] { null! }, "/0" },
        { "chase_answer", "too long", AllowedTime.OfMinutes(10_001), "/minutes" },
        { "attachments", "nothing at all", AttachmentRules.Default with { LargestMebibytes = 0 }, "/largestMebibytes" },
        { "attachments", "larger than a mail", AttachmentRules.Default with { LargestMebibytes = 26 }, "/largestMebibytes" },
        { "attachments", "with its dot", AttachmentRules.Default with { RefusedExtensions = ["exe", ".bat"] }, "/refusedExtensions/1" },
        { "attachments", "an extension twice", AttachmentRules.Default with { RefusedExtensions = ["exe", "EXE"] }, "/refusedExtensions/1" },
        { "attachments", "no media type", AttachmentRules.Default with { RefusedTypes = ["exe"] }, "/refusedTypes/0" },
        { "recurrence", "once is no recurrence", new RecurrenceRules(Count: 1), "/count" },
        { "recurrence", "more than are kept", new RecurrenceRules(Count: 51), "/count" },
        { "recurrence", "in no time", new RecurrenceRules(Days: 0), "/days" },
        { "recurrence", "in all time", new RecurrenceRules(Days: 367), "/days" },
        { "recurrence", "proposed for ever", new RecurrenceRules(NewEvidence: 0), "/newEvidence" },
        { "survey", "never answered", new SurveyRules(DaysAfterClose: 0), "/daysAfterClose" },
        { "survey", "answered for ever", new SurveyRules(DaysAfterClose: 91), "/daysAfterClose" },
        { "survey", "every answer is low", new SurveyRules(LowScore: 5), "/lowScore" },
        { "survey", "lower than any", new SurveyRules(LowScore: -1), "/lowScore" },
        { "survey", "no question", new SurveyRules(English: " "), "/english" },
        { "survey", "no question in Danish", new SurveyRules(Danish: null!), "/danish" },
        { "survey", "an essay", new SurveyRules(Danish: new string('x', 201)), "/danish" },
        { "survey", "two lines", new SurveyRules(English: "How?\nAnd why?"), "/english" },
        { "inbound_mail", "a gateway of two words", Mail with { AuthServId = "mx.example.org; dmarc=pass" }, "/authServId" },
        { "inbound_mail", "no category", Mail with { Category = "nobodys" }, "/category" },
        { "inbound_mail", "no such subcategory", Mail with { Category = "other", Subcategory = "printer" }, "/subcategory" },
        { "inbound_mail", "a subcategory of nothing", Mail with { Subcategory = "question" }, "/subcategory" },
        { "inbound_mail", "no impact", Mail with { Impact = null }, "/impact" },
        { "inbound_mail", "no urgency", Mail with { Urgency = null }, "/urgency" },
        { "change_types", "none", Array.Empty<ChangeType>(), "" },
        { "change_types", "twice", new[] { General, General }, "/1/id" },
        { "change_types", "one stage", new[] { General with { Stages = [General.Stages[0]] } }, "/0/stages" },
        { "change_types", "begins with a review", new[] { General with { Stages = [.. General.Stages.Skip(1)] } }, "/0/stages" },
        { "change_types", "never carried out", new[] { General with { Stages = [.. General.Stages.Where(stage => stage.Kind != StageKind.Scheduled)] } }, "/0/stages" },
        { "change_types", "nobody looks at it", new[] { General with { Stages = [.. General.Stages.SkipLast(1)] } }, "/0/stages" },
        { "change_types", "a stage twice", new[] { General with { Stages = [.. General.Stages.Take(2), .. General.Stages.Skip(1)] } }, "/0/stages/2/id" },
        { "change_types", "a stage that reads as the end", new[] { General with { Stages = [General.Stages[0] with { Id = "Closed" }, .. General.Stages.Skip(1)] } }, "/0/stages/0/id" },
        { "change_types", "a stage that reads as given up", new[] { General with { Stages = [General.Stages[0] with { Id = "cancelled" }, .. General.Stages.Skip(1)] } }, "/0/stages/0/id" },
        { "change_types", "tells somebody twice", new[] { General with { Stages = [General.Stages[0] with { Notify = [ChangeAudience.Reviewers, ChangeAudience.Reviewers] }, .. General.Stages.Skip(1)] } }, "/0/stages/0/notify/1" },
        { "change_types", "a role twice", new[] { Reviewed(Rules with { Quorum = new(QuorumKind.Roles, Roles: [ReviewRole.TeamLeader, ReviewRole.Reviewer, ReviewRole.TeamLeader]) }) }, "/0/stages/1/review/quorum/roles/2" },
        { "change_types", "a review without rules", new[] { Reviewed(null) }, "/0/stages/1/review" },
        { "change_types", "rules of no review", new[] { General with { Stages = [General.Stages[0] with { Review = Rules }, .. General.Stages.Skip(1)] } }, "/0/stages/0/review" },
        { "change_types", "nobody decides", new[] { Reviewed(Rules with { Quorum = new(QuorumKind.Number) }) }, "/0/stages/1/review/quorum/count" },
        { "change_types", "no role", new[] { Reviewed(Rules with { Quorum = new(QuorumKind.Roles) }) }, "/0/stages/1/review/quorum/roles" },
        { "change_types", "no time", new[] { Reviewed(Rules with { Deadline = new(0) }) }, "/0/stages/1/review/deadline/minutes" },
        { "change_types", "no time around the clock", new[] { Reviewed(Rules with { Deadline = new(ClockMinutes: 14) }) }, "/0/stages/1/review/deadline" },
        { "change_types", "for ever around the clock", new[] { Reviewed(Rules with { Deadline = new(ClockMinutes: 10_001) }) }, "/0/stages/1/review/deadline/clockMinutes" },
        { "change_types", "by two clocks", new[] { Reviewed(Rules with { Deadline = new(Minutes: 60, ClockMinutes: 60) }) }, "/0/stages/1/review/deadline" },
        { "chase_answer", "around the clock", new AllowedTime(ClockMinutes: 60), "" },
        { "change_types", "reminded all the time", new[] { Reviewed(Rules with { RemindEvery = new(1) }) }, "/0/stages/1/review/remindEvery" },
        { "change_templates", "of no type", new[] { Template with { Type = "unheard-of" } }, "/0/type" },
        { "change_templates", "of no category", new[] { Template with { Subcategory = "printer" } }, "/0/category" },
        { "change_templates", "of nobody", new[] { Template with { Team = "unheard-of" } }, "/0/team" },
        { "change_templates", "says nothing", new[] { Template with { Description = "" } }, "/0/description" },
        { "change_freezes", "over before it begins", new[] { Freeze with { Until = Start } }, "/0/until" },
        { "change_freezes", "twice", new[] { Freeze, Freeze }, "/1/id" },
        { "change_freezes", "of nobody", new[] { Freeze with { Team = "unheard-of" } }, "/0/team" },
        { "profile", "no such bundle", "ormiss", "" },
        { "profile", "not to the letter", "OMFLOW", "" },
        { "inbound_mail", "no mail at all", Mail with { SenderHourlyCap = 0 }, "/senderHourlyCap" },
        { "inbound_mail", "a mailbox without an address", Mail with { Mailboxes = [new("arts", "arts")] }, "/mailboxes/0/address" },
        { "inbound_mail", "a mailbox twice", Mail with { Mailboxes = [new("a@example.org", "arts"), new("A@example.org", "bss")] }, "/mailboxes/1/address" },
        { "inbound_mail", "a mailbox of no area", Mail with { Mailboxes = [new("a@example.org", "nobodys")] }, "/mailboxes/0/area" },
    };

    private static ChangeType General => ChangeTypes.Omflow[1];

    private static ReviewRules Rules => General.Stages[1].Review!;

    private static ChangeType Reviewed(ReviewRules? rules) => General with { Stages = [General.Stages[0], General.Stages[1] with { Review = rules }, .. General.Stages.Skip(2)] };

    private static ChangeTemplate Template => new("x", "X", "X", "That.", "network", "wired");

    private static FreezeWindow Freeze => new("exams", "Exams", "Eksamen", Start, Start.AddDays(9));

    private static NamedCalendar Office => NamedCalendar.Aarhus;

    private static IReadOnlyList<RankThresholds> Thresholds => EscalationRules.Aarhus.Thresholds;

    private static IReadOnlyList<RankSteps> Steps => EscalationRules.Aarhus.Steps;

    public static TheoryData<string, object?> Accepted() => new()
    {
        { "default_inc_group_id", "infrastructure" },
        { "default_pro_group_id", "infrastructure" },
        { "default_cha_group_id", null },
        { "default_cha_review_group_id", "security" },
        { "attachments", new AttachmentRules(5, ["exe"], ["application/x-msdownload"]) },
        { "inbound_mail", Mail with { AuthServId = "exchange-online", Mailboxes = [new("arts-it@example.org", "arts")] } },
        { "recurrence", new RecurrenceRules(Proposed: false) },
        { "recurrence", new RecurrenceRules(Count: 2, Days: 30, NewEvidence: 1) },
        { "survey", new SurveyRules(Asked: false) },
        { "survey", new SurveyRules(QuickCases: true, DaysAfterClose: 90, LowScore: 0, English: "How was it?", Danish: "Hvordan gik det?") },
        { "closes_after_days", 1 },
        { "closes_after_days", 365 },
        { "reply_on_resolved", ReplyOnResolved.Reopen },
        { "show_assigned", true },
        { "language", "en" },
        { "zone", "America/New_York" },
        { "name", "Ørsted – IT" },
        { "process_management", new[] { "a@example.org" } },
        { "matrices", new Matrices([1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]) },
        { "teams", Teams.Append(new("service-desk", "Service desk", Line.First, null!, null!)).ToArray() },
        { "areas", Array.Empty<Area>() },
        { "areas", new[] { new Area("x", "X", "it-support", Matrices.Aarhus) } },
        { "categories", new[] { new Category("x", "X", "X", [new("y", "Y", "Y")]) } },
        { "canned_answers", new[] { new CannedAnswer("x", "Go to {portal}.", "Gå til {portal}.") } },
        { "self_help", Help(Entry, Entry with { Id = "other", Category = "hardware", Subcategory = "printer", Kind = TicketKind.Request }) },
        { "self_help", Array.Empty<SelfHelpEntry>() },
        { "portal_address", "support.example" },
        { "portal_address", "support.example/it?new" },
        { "portal_address", "https://support.example:8443/it" },
        { "portal_address", "http://intranet/it" },
        { "request_types", Array.Empty<RequestType>() },
        { "request_types", Types(Screen, Screen with { Id = "other", Steps = [new("Do", "Gør", "infrastructure")], Importance = Importance.MustHave }) },
        { "directory", Staff(Anna, new("bo", "Bo", null, null, default, default, default, default)) },
        { "directory", Staff([.. Enumerable.Range(0, ProfileCheck.MostMembers).Select(i => Anna with { Id = $"p{i}" })]) },
        { "directory", Staff(Anna with { Absences = [new(Start, Start.AddTicks(1), "Away\nuntil Monday.")] }) },
        { "calendars", new[] { Office, new NamedCalendar("operations", "Drift", [new(DayOfWeek.Saturday, [OpenInterval.WholeDay])], [new(new(2026, 12, 24), "Juleaften", default)], null, "America/New_York") } },
        { "escalation_thresholds", Changed(Thresholds, 4, new RankThresholds(5, null, null)) },
        { "escalation_steps", Changed(Steps, 4, new RankSteps(5, null!, [])) },
        { "change_types", ChangeTypes.Omflow.Append(ChangeTypes.Omflow[1] with { Id = "lab" }).ToArray() },
        { "change_templates", Array.Empty<ChangeTemplate>() },
        { "change_templates", new[] { new ChangeTemplate("x", "X", "X", "That.", "network", "wired", null, "infrastructure", null!) } },
        { "change_freezes", new[] { new FreezeWindow("exams", "Exams", "Eksamen", Start, Start.AddDays(9), "infrastructure", "STADS", ["emergency"]) } },
        { "update_flag_ages", new UpdateFlagAges(AllowedTime.OfMinutes(60), AllowedTime.SameWorkingDay) },
        { "update_flag_ages", new UpdateFlagAges(AllowedTime.OfMinutes(60), AllowedTime.OfMinutes(60)) },
        { "waits", new[] { new WaitRules("PR-05", new(Reminded.Requester, null, 7, 2), 21, WaitEnd.Resolve), new WaitRules("PR-09", null, 5) } },
        { "chase_answer", AllowedTime.OfWorkingDays(1) },
    };

    private static SelfHelpEntry Entry => new("x", new("What now?", "That.\nAnd this."), new("Hvad nu?", "Det."));

    private static SelfHelpEntry[] Help(params SelfHelpEntry[] entries) => entries;

    private static RequestType Screen => new("screen", "Screen", "Skærm", "hardware", "screen");

    private static RequestType[] Types(params RequestType[] types) => types;

    [Theory]
    [MemberData(nameof(Refused))]
    [Trait("Rule", "OM-09")]
    [Trait("Rule", "OM-16")]
    [Trait("Rule", "OM-21")]
    public void Are_refused_with_a_pointer(string name, string why, object? value, string pointer)
    {
        ImmutableArray<Complaint> complaints = Look(Aarhus.Profile, new(), name, value);
        Assert.True(complaints.Length > 0, why);
        Assert.Equal(pointer, complaints[0].Pointer);
        Assert.All(complaints, complaint => Assert.EndsWith(".", complaint.Detail.English, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    [Trait("Rule", "OM-16")]
    [Trait("Rule", "OM-21")]
    public void Are_accepted_and_count(string name, object? value)
    {
        Parameter parameter = ProfileParameters.Find(name)!;
        Assert.Empty(Look(Aarhus.Profile, new(), name, value));
        object? counts = parameter.Of(parameter.Decide(new(), value).On(Aarhus.Profile));
        if (value is System.Collections.ICollection several)
            Assert.Equal(several.Count, ((System.Collections.ICollection)counts!).Count);
        else
            Assert.Equal(value, counts);
    }

    [Fact]
    [Trait("Rule", "OM-09")]
    public void Name_the_team_of_what_neither_its_opener_nor_its_area_gives_one()
    {
        Profile profile = new ProfileChanges(DefaultTeam: "security").On(Aarhus.Profile);

        Assert.Equal(("security", "bss-it"), (Case.Incident(profile).Ticket.Team, Case.Incident(profile, area: "bss").Ticket.Team));
        Assert.Equal("infrastructure", Case.Opened(Case.Wanted() with { Team = "infrastructure" }, profile).Ticket.Team);
    }

    [Fact]
    public void Of_the_default_profile_have_nothing_wrong() =>
        Assert.All(ProfileParameters.All, parameter => Assert.Empty(Look(Aarhus.Profile, new(), parameter.Name, parameter.Of(Aarhus.Profile))));

    [Fact]
    public void Name_who_relies_on_a_team_that_would_vanish()
    {
        var directory = new ProfileChanges(Directory: new([Anna with { Leads = ["security"] }]), DefaultChangeTeam: "security");
        ImmutableArray<Complaint> complaints = Look(directory.On(Aarhus.Profile), directory, "teams", Teams.Where(team => team.Id != "security").ToArray());
        Assert.Equal(
            ["default_cha_group_id relies on it: There is no team 'security'.", "directory/0/leads/0 relies on it: There is no team 'security'."],
            complaints.Select(complaint => complaint.Detail.English));
    }

    [Fact]
    public void Are_not_held_to_what_was_wrong_elsewhere_before()
    {
        var broken = new ProfileChanges(ProcessManagement: ["nobody"]);
        Assert.Empty(Look(broken.On(Aarhus.Profile), broken, "closes_after_days", 14));
        Assert.NotEmpty(Look(broken.On(Aarhus.Profile), broken, "process_management", new[] { "nobody" }));
    }

    /// <summary>A member that somebody adds to the changes is a parameter too.</summary>
    [Fact]
    public void Are_all_that_an_organisation_can_decide() =>
        Assert.Equal(typeof(ProfileChanges).GetProperties().Count(member => member.Name != nameof(ProfileChanges.Alone)), ProfileParameters.All.Count);

    private static ImmutableArray<Complaint> Look(Profile before, ProfileChanges changes, string name, object? value)
    {
        Parameter parameter = ProfileParameters.Find(name)!;
        return Check.Complain(parameter, before, parameter.Decide(changes, value).On(Aarhus.Profile));
    }

    private static T[] Changed<T>(IReadOnlyList<T> items, int at, T other) => [.. items.Select((item, i) => i == at ? other : item)];

    private static ImmutableArray<StaffMember> Staff(params StaffMember[] members) => [.. members];
}
