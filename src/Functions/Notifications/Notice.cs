using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Waiting;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Whom a notice goes to.</summary>
public enum Audience
{
    Requester,

    /// <summary>Leaders and dispatchers of the ticket's team, and process management (AU-18).</summary>
    Coordinators,

    /// <summary>Those who read along with the requester.</summary>
    Watchers,

    /// <summary>The one who was just added to them.</summary>
    NewWatcher,

    /// <summary>Who is asked for an approval: the one who is named, or the leaders of the ticket's team (PR-03).</summary>
    Approvers,

    /// <summary>The dispatchers of a team; its leaders where it has none, or all are away (AU-20, A23).</summary>
    Dispatchers,
    Leaders,
    ProcessManagement,

    /// <summary>Everybody of the team that got the order (OM-05).</summary>
    Department,

    /// <summary>Those, and who wrote the change.</summary>
    DepartmentAndAuthor,

    /// <summary>Everybody of the groups that the order names, who are not of that team.</summary>
    Groups,

    /// <summary>The requester, and who opened it on their behalf (A1, OM-08).</summary>
    Openers,

    /// <summary>Those whom the event names as asked for their vote.</summary>
    Electors,

    /// <summary>Those whom the event names for a problem, without whoever named them (OM-13, OM-14).</summary>
    Named,

    /// <summary>Whoever a major incident keeps waiting: the requester, those who read along, and the stakeholders.</summary>
    Affected,

    /// <summary>Those whom the event names as stakeholders (OR-10).</summary>
    Stakeholders,

    /// <summary>The agent who has the ticket, or the task that is due; the dispatchers where nobody has it, or the agent is away (AU-47).</summary>
    Assignee,

    /// <summary>Whoever of the team is on call when it is told; the leaders where nobody is.</summary>
    OnCall,
}

/// <summary>One text that is owed for an event.</summary>
/// <param name="Template">Name of the template, which is also part of the notification's id: a promise.</param>
/// <param name="Team">Id of the team whose people are told; null for the ticket's own.</param>
/// <param name="Person">Id of somebody of the desk who is told too.</param>
public sealed record Notice(string Template, Audience Audience, string? Team = null, string? Person = null)
{
    public static readonly Notice Opened = new("opened", Audience.Requester);
    public static readonly Notice Replied = new("replied", Audience.Requester);
    public static readonly Notice Pended = new("pended", Audience.Requester);
    public static readonly Notice Resolved = new("resolved", Audience.Requester);
    public static readonly Notice Withdrawn = new("withdrawn", Audience.Requester);
    public static readonly Notice Reopened = new("reopened", Audience.Requester);
    public static readonly Notice Closed = new("closed", Audience.Requester);
    public static readonly Notice Urgent = new("urgent", Audience.Coordinators);

    public static readonly Notice Followed = new("followed", Audience.Watchers);
    public static readonly Notice Watching = new("watching", Audience.NewWatcher);
    public static readonly Notice Merged = new("merged", Audience.Requester);
    public static readonly Notice Approval = new("approval", Audience.Approvers);
    public static readonly Notice Offered = new("offered", Audience.Dispatchers);
    public static readonly Notice Bounced = new("bounced", Audience.Dispatchers);
    public static readonly Notice Declined = new("declined", Audience.Assignee);
    public static readonly Notice NotBegun = new("not-begun", Audience.Dispatchers);
    public static readonly Notice NoProgress = new("no-progress", Audience.Dispatchers);
    public static readonly Notice FollowUp = new("follow-up", Audience.Dispatchers);
    public static readonly Notice UpdateFlag = new("update-flag", Audience.Assignee);
    public static readonly Notice Due = new("due", Audience.Assignee);
    public static readonly Notice Chased = new("chased", Audience.Assignee);
    public static readonly Notice Absent = new("absent", Audience.Requester);
    public static readonly Notice Absence = new("absence", Audience.Dispatchers);
    public static readonly Notice ChaseUnanswered = new("chase-unanswered", Audience.Dispatchers);

    public static readonly Notice Warned = new("service-level-warned", Audience.Assignee);
    public static readonly Notice Breached = new("service-level-breached", Audience.Dispatchers);

    /// <summary>The requester is waited for, and reminded.</summary>
    public static readonly Notice Reminder = new("reminder", Audience.Requester);

    /// <summary>Whoever is to decide is reminded.</summary>
    public static readonly Notice DecisionReminder = new("decision-reminder", Audience.Approvers);
    public static readonly Notice StillWaiting = new("still-waiting", Audience.Assignee);
    public static readonly Notice WaitOver = new("wait-over", Audience.Assignee);

    /// <summary>How to live with the problem behind an incident.</summary>
    public static readonly Notice Workaround = new("workaround", Audience.Requester);

    /// <summary>A requester is little satisfied.</summary>
    public static readonly Notice LowScore = new("low-score", Audience.Leaders);

    public static readonly Notice OrderOpened = new("order-opened", Audience.Department);
    public static readonly Notice OrderClosed = new("order-closed", Audience.Openers);

    public static readonly IReadOnlyList<Notice> All =
        [OrderOpened, OrderClosed, Opened, Replied, Pended, Resolved, Withdrawn, Reopened, Closed, Urgent, Offered, Bounced, Declined, NotBegun, NoProgress, FollowUp, Warned, Breached, UpdateFlag, Due, Chased, ChaseUnanswered, Absent, Absence, Followed, Watching, Approval, Merged, LowScore, Reminder, DecisionReminder, StillWaiting, WaitOver, Workaround, .. ChangeNotices.All, .. ProblemNotices.All, .. OrmisNotices.All, .. MajorNotices.All];

    /// <summary>Whether an event of this name can be told to anybody: the others need not be read.</summary>
    public static bool MayConcern(string what) => what is
        nameof(Happening.Opened) or nameof(Happening.Replied) or nameof(Happening.Pended) or nameof(Happening.Resolved) or nameof(Happening.Reopened)
        or nameof(Happening.WatcherAdded) or nameof(Happening.ApprovalAsked)
        or nameof(Happening.Closed) or nameof(Happening.RankOverridden) or nameof(Happening.RankRestored) or nameof(Happening.Reclassified)
        or nameof(Happening.Offered) or nameof(Happening.Bounced) or nameof(Happening.OfferDeclined) or nameof(Happening.Prompted) or nameof(Happening.Chased) or nameof(Happening.AutoReplied) or nameof(Happening.UpdateFlagRaised)
        or nameof(Happening.ServiceLevelWarned) or nameof(Happening.ServiceLevelBreached) or nameof(Happening.EscalationClimbed)
        or nameof(Happening.SurveyAnswered) or nameof(Happening.WaitReminded) or nameof(Happening.WorkaroundTold) or nameof(Happening.Resumed) || ChangeNotices.MayConcern(what) || ProblemNotices.MayConcern(what) || OrmisNotices.MayConcern(what) || MajorNotices.MayConcern(what);

    /// <summary>
    /// What an event is told as (AU-15, AU-18, AU-21, AU-27, AU-28, AU-39, AU-49, AU-57). Internal notes, flags and assignments are
    /// told to nobody, and a requester's own message raises the update flag instead of a mail.
    /// </summary>
    /// <param name="rankBefore">The handling rank before the event; null for the first event of a ticket.</param>
    /// <param name="agentIsAway">Whether the agent who has the ticket was away when it happened (AU-47).</param>
    /// <param name="profile">Says whom its stages are told to, where it has such a table.</param>
    public static IReadOnlyList<Notice> Of(TicketEvent e, int? rankBefore, Profile profile, bool agentIsAway = false)
    {
        Notice? told = e.What switch
        {
            // The table says it cell by cell; what is closed with its resolution is told once, when it is closed.
            Happening.Opened or Happening.Pended or Happening.Resolved or Happening.Reopened or Happening.Closed when profile.StageNotices is not null => null,
            Happening.Resolved when profile.ClosePolicy == ClosePolicy.AtOnce => null,
            Happening.Closed when profile.ClosePolicy == ClosePolicy.AtOnce => OrderClosed,
            // A quick case is solved when it is logged: its one mail is the solution's.
            Happening.Opened { Markers.Quick: true } => null,
            Happening.Opened { Silent: true } => null,
            Happening.Opened => Opened,
            Happening.Replied { FromRequester: false } => Replied,
            Happening.WorkaroundTold => Workaround,
            Happening.Pended => Pended,
            Happening.Resolved { ClosureCode: TicketDesk.ClosureWithdrawn } => Withdrawn,
            Happening.Resolved { MergedInto: not null } => Merged,
            Happening.Resolved => Resolved,
            Happening.Reopened => Reopened,
            Happening.Closed => Closed,
            // Whose ticket was merged has been told that with the merging.
            Happening.WatcherAdded when e.By != Actor.Clock.Id => Watching,
            Happening.ApprovalAsked => Approval,
            Happening.Offered offered => Offered with { Team = offered.Team, Person = offered.Assignee },
            Happening.Bounced bounced => Bounced with { Team = bounced.Team },
            Happening.OfferDeclined => Declined,
            Happening.Chased => Chased,
            Happening.AutoReplied => Absent,
            Happening.SurveyAnswered answered when answered.Score <= profile.Survey.LowScore => LowScore,
            Happening.Prompted prompted => Of(prompted),
            IClockEvent of => OfClock(of),
            // The table of stages tells a requester of no other.
            Happening.WaitReminded { To: Reminded.Requester } => profile.StageNotices is null ? Reminder : null,
            Happening.WaitReminded { To: Reminded.Approver } => DecisionReminder,
            Happening.WaitReminded { To: Reminded.Forum } => DecisionReminder with { Audience = Audience.ProcessManagement },
            Happening.WaitReminded => StillWaiting,
            Happening.Resumed { Cause: ResumeCause.Expired } => WaitOver,
            _ => OrmisNotices.Of(e.What) ?? MajorNotices.Of(e.What),
        };
        // Who dispatches has the absentee's tickets in view: what is theirs by itself already says who is away.
        bool alerts = agentIsAway && e.What is not Happening.SurveyAnswered && (e.What is Happening.UpdateFlagRaised || told?.Audience is Audience.Leaders or Audience.ProcessManagement || told?.Team is not null && e.What is Happening.Prompted);
        Notice?[] notices = [told, alerts ? Absence : null, MayChangeRank(e.What) ? UrgentOf(e.Dimensions.HandlingRank, rankBefore) : null];
        return [.. OfStage(e.What, profile), .. notices.OfType<Notice>()];
    }

    // Whoever is of the team that got it is told as such, and not once more as one of a group.
    private static IEnumerable<Notice> OfStage(Happening what, Profile profile)
    {
        OrderStage? stage = what switch
        {
            Happening.Opened { Silent: not true } => OrderStage.Open,
            Happening.Closed => OrderStage.Close,
            _ => null,
        };
        return (profile.StageNotices ?? []).Where(cell => cell.Stage == stage).Select(cell => cell.To switch
        {
            StageAudience.AssignedDepartment => OrderOpened,
            StageAudience.IncidentGroups => OrderOpened with { Audience = Audience.Groups },
            StageAudience.Opener => stage == OrderStage.Close ? OrderClosed : Opened,
            _ => throw new InvalidOperationException($"Nobody is {cell.To}."),
        });
    }

    // AU-18: into rank 1 or 2. AU-27a: rank 1 is a leader's at once, also where it was 2.
    private static Notice? UrgentOf(int rank, int? before) =>
        !Priority.IsNotifiable(rank) ? null
        : before is not { } was || !Priority.IsNotifiable(was) ? Urgent
        : rank == Priority.HighestRank && was != rank ? Urgent with { Audience = Audience.Leaders }
        : null;

    private static Notice Of(Happening.Prompted prompted)
    {
        Notice notice = prompted.Kind switch
        {
            PromptKind.NotBegun => NotBegun,
            PromptKind.NoProgress => NoProgress,
            PromptKind.FollowUp => FollowUp,
            PromptKind.UpdateFlag => UpdateFlag,
            PromptKind.Chase => ChaseUnanswered,
            PromptKind.Due => Due,
            _ => throw new InvalidOperationException($"Nobody is told of {prompted.Kind}."),
        };
        return To(notice, prompted.To, prompted.Origin);
    }

    /// <summary>Of a warning or a breach; null where nobody is told of it.</summary>
    internal static Notice? OfClock(IClockEvent told) =>
        told.Whom is { } role ? To(told is { Percent: null, Lead: null } ? Breached : Warned, role, origin: null) : null;

    /// <summary>Whether a later warning or the breach of the same clock was written down with it: whoever hears of both hears of that one.</summary>
    public static bool IsOvertaken(TicketEvent e, IEnumerable<StoredEvent> events) =>
        e.What is Happening.ServiceLevelWarned warned
        && events.Any(other => other.Event.Version > e.Version && other.Event.RecordedAt == e.RecordedAt && other.Event.What is IClockEvent { Told: 1 } later && (later.Target, later.Cycle) == (warned.Target, warned.Cycle));

    private static Notice To(Notice notice, EscalationRole role, string? origin) => role switch
    {
        EscalationRole.Dispatcher => notice with { Audience = Audience.Dispatchers, Team = origin },
        EscalationRole.Leader => notice with { Audience = Audience.Leaders },
        EscalationRole.ProcessManager => notice with { Audience = Audience.ProcessManagement },
        EscalationRole.Origin => notice with { Audience = Audience.Dispatchers, Team = origin },
        EscalationRole.Assignee => notice with { Audience = Audience.Assignee, Team = origin },
        EscalationRole.OnCall => notice with { Audience = Audience.OnCall },
        _ => throw new InvalidOperationException($"Nobody is {role}."),
    };

    /// <summary>What those who read along are told of it: whatever the requester is told, and nothing else.</summary>
    public static IReadOnlyList<Notice> OfFollowed(TicketEvent e) => e.What is
        Happening.Replied { FromRequester: false } or Happening.WorkaroundTold or Happening.Pended or Happening.Resolved or Happening.Reopened or Happening.Closed ? [Followed] : [];

    /// <summary>Whether the rank before the event must be known to tell whether it rose into 1 or 2.</summary>
    public static bool NeedsRankBefore(TicketEvent e) =>
        e.Version > 1 && MayChangeRank(e.What) && Priority.IsNotifiable(e.Dimensions.HandlingRank);

    private static bool MayChangeRank(Happening what) =>
        what is Happening.Opened or Happening.RankOverridden or Happening.RankRestored or Happening.Reclassified;
}
