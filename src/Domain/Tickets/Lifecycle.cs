using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can be asked of a desk. Those on a ticket have a row in its lifecycle, and every one a row among the rights.</summary>
public enum Act
{
    Assign,
    BeginWork,
    Pend,
    Resume,
    Reply,

    /// <summary>Writing down what the requester said.</summary>
    ReplyForAnother,
    Journal,

    /// <summary>The ticket's update flag.</summary>
    Flag,

    /// <summary>One's own attention flag (AU-51, A13).</summary>
    Attention,
    SetPriority,
    Reclassify,
    Resolve,
    Reopen,
    Cancel,
    Close,
    WakeUp,
    /// <summary>From the Process checkpoint back to Assign (OM-07).</summary>
    ReturnToAssignment,

    /// <summary>Records one of the checks before closing (OR-11, FV-13).</summary>
    CheckClosure,

    /// <summary>The decisions of the flowchart (FV-05 to FV-07).</summary>
    Triage,

    /// <summary>To higher support (FV-12).</summary>
    Escalate,

    /// <summary>Records what shows that it is resolved (FV-10).</summary>
    Verify,

    /// <summary>What becomes of the run of an automation.</summary>
    RunAutomation,
    Dispatch,
    Accept,
    Bounce,
    AddTask,
    AssignTask,
    CompleteTask,
    CancelTask,
    Pin,
    Unpin,
    SetSupplier,
    AddWatcher,
    RemoveWatcher,
    Approve,
    Reject,

    /// <summary>The supplier that a ticket waits for has answered (PR-02, PR-07).</summary>
    SupplierReplied,

    /// <summary>What was ordered is there (PR-08).</summary>
    Delivered,
    Prompt,

    /// <summary>Seeing to what was escalated.</summary>
    AcknowledgeEscalation,

    /// <summary>Takes time away from a clock, also of a ticket that is over: what is reported of it is to be right.</summary>
    CorrectServiceLevel,
    Chase,
    Expect,
    Link,
    Unlink,
    Split,
    Merge,

    /// <summary>The other end of a link follows its owner.</summary>
    MirrorLink,

    /// <summary>Seeing to it that what a ticket waits for is carried.</summary>
    Recover,

    /// <summary>Answers how satisfied the requester is.</summary>
    Survey,

    /// <summary>Hands a change in for its reviews (A3).</summary>
    SubmitChange,
    Vote,
    DelegateVote,
    ScheduleChange,
    StartChange,
    ImplementChange,
    CloseChange,
    CancelChange,

    /// <summary>From stage to stage of a change; reminders and deadlines of its reviews.</summary>
    CarryChange,

    /// <summary>At the Assign checkpoint of a problem: from there to Investigate (OM-13).</summary>
    AssignInvestigators,
    ResolveProblem,
    CancelProblem,

    /// <summary>From Investigate to Process (OM-14).</summary>
    AssignHandlers,

    /// <summary>Closes a problem whose cause is gone (OM-15).</summary>
    EliminateRootCause,

    /// <summary>Closes one that is lived with (OM-15, A2).</summary>
    ClearCondition,

    /// <summary>Root cause and workaround of a problem.</summary>
    RecordFindings,
    RetireKnownError,
    CommunicateWorkaround,

    /// <summary>An incident's end user is told how to live with the problem behind it.</summary>
    TellWorkaround,

    /// <summary>Incident or disturbance (OR-02).</summary>
    Classify,

    /// <summary>Local or global (OR-05, OR-12).</summary>
    SetScope,
    RecordGuideline,
    PlanAction,
    ReportArea,
    DecideCommunication,
    RecordMeeting,
    NameStakeholder,
    TellFinalUpdate,

    /// <summary>An incident that more depends on than one person can judge.</summary>
    DeclareMajor,
    InformAffected,
    PublishStatus,
    StandDown,

    /// <summary>Whoever reads along on a ticket below a major incident is told.</summary>
    TellAffected,

    Open,
    OpenForAnother,
    OpenChange,
    OpenProblem,

    /// <summary>Before there is an incident (IT-15).</summary>
    OpenProactiveProblem,

    /// <summary>On what is proposed as a problem because it came again.</summary>
    DecideProposals,

    /// <summary>Logged and resolved in one go (AU-03).</summary>
    OpenQuick,
    Read,

    /// <summary>Internal notes, assignee, flags.</summary>
    ReadAsDesk,

    /// <summary>The caller's own tickets.</summary>
    ListOwn,
    List,
    ReadQueue,
    ReadNotifications,
    ReadNotSent,
    ReadReports,
    ReadParameters,
    WriteParameters,
    ReadCatalogue,

    /// <summary>The change calendar, and what a change would meet.</summary>
    ReadChangeCalendar,

    /// <summary>Saying whether an entry of self-help helped.</summary>
    AnswerSelfHelp,

    /// <summary>Handing over what came by mail.</summary>
    ReceiveMail,

    /// <summary>Reporting what a monitoring system sees (IT-15).</summary>
    ReceiveAlerts,

    /// <summary>What is published for all.</summary>
    ReadKnowledge,

    /// <summary>Internal articles, drafts, and what holds no more.</summary>
    ReadKnowledgeAsDesk,
    WriteKnowledge,

    /// <summary>Publishing an article, retiring it, and changing one that is published.</summary>
    PublishKnowledge,

    /// <summary>Following what happens to all tickets, as a machine does.</summary>
    ReadEvents,

    /// <summary>Whom outside the desk tells of events.</summary>
    ManageWebhooks,

    /// <summary>Looking for tickets among those that one may read.</summary>
    Search,
}

/// <summary>One row of a lifecycle: in which statuses an act is taken. Where it leads stands in <see cref="TicketDesk"/>, in the events it lets happen.</summary>
public sealed record LifecycleRow(Act Act, IReadOnlyList<TicketStatus> From);

/// <summary>The lifecycle of Aarhus University, and that of changes, as data.</summary>
public static class Lifecycle
{
    /// <summary>By the kind of ticket: how incidents and requests go is the profile's, changes and problems go by their stages.</summary>
    public static IReadOnlyList<LifecycleRow> Of(TicketKind kind, Profile profile) => kind switch
    {
        TicketKind.Change => OfChanges,
        TicketKind.Problem => OfProblems,
        _ => [.. profile.Lifecycle, .. profile.Triage.Enabled ? OfTriage.Where(row => kind == TicketKind.Incident || row.Act != Act.Triage) : [], .. OfMajorIncidents.Where(row => kind == TicketKind.Incident || row.Act == Act.TellAffected)],
    };

    private static readonly TicketStatus[] Open = [TicketStatus.New, TicketStatus.Assigned, TicketStatus.InProgress, TicketStatus.Pending];
    private static readonly TicketStatus[] NotClosed = [.. Open, TicketStatus.Resolved];
    private static readonly TicketStatus[] Unbegun = [TicketStatus.New, TicketStatus.Assigned];

    /// <summary>Where checks are recorded before a ticket may close.</summary>
    public static readonly LifecycleRow Checking = new(Act.CheckClosure, [TicketStatus.InProgress, TicketStatus.Pending, TicketStatus.Resolved]);

    /// <summary>Where there is triage; of incidents alone, the rest of every ticket.</summary>
    public static readonly IReadOnlyList<LifecycleRow> OfTriage = [new(Act.Triage, Open), new(Act.Escalate, Open), new(Act.Verify, [TicketStatus.InProgress, TicketStatus.Pending, TicketStatus.Resolved])];

    /// <summary>Where follow-ups outlive the resolution (FV-11).</summary>
    public static LifecycleRow AlsoResolved(LifecycleRow row) => row with { From = [.. row.From, TicketStatus.Resolved] };

    /// <summary>Major incidents, in every profile.</summary>
    public static readonly IReadOnlyList<LifecycleRow> OfMajorIncidents =
    [
        new(Act.DeclareMajor, Open),
        new(Act.InformAffected, NotClosed),
        new(Act.PublishStatus, NotClosed),
        new(Act.StandDown, NotClosed),
        new(Act.TellAffected, NotClosed),
    ];

    /// <summary>How an incident is coordinated, where the profile has it (OR-01 to OR-12).</summary>
    public static readonly IReadOnlyList<LifecycleRow> OfOrmis =
    [
        new(Act.Classify, NotClosed),
        new(Act.SetScope, Open),
        new(Act.RecordGuideline, NotClosed),
        new(Act.PlanAction, NotClosed),
        new(Act.ReportArea, NotClosed),
        new(Act.DecideCommunication, NotClosed),
        new(Act.RecordMeeting, NotClosed),
        new(Act.NameStakeholder, NotClosed),
        // The last word follows the solution.
        new(Act.TellFinalUpdate, [TicketStatus.Resolved]),
    ];

    /// <summary>What the clock does, in every profile: what it owes a ticket it can do however the desk works by then.</summary>
    public static readonly IReadOnlyList<LifecycleRow> OfTheClock =
    [
        new(Act.Close, [TicketStatus.Resolved]),
        new(Act.WakeUp, [TicketStatus.Pending]),
        new(Act.MirrorLink, Enum.GetValues<TicketStatus>()),
        new(Act.TellWorkaround, Open),
        new(Act.RunAutomation, Enum.GetValues<TicketStatus>()),
        // What was due before it closed is told all the same.
        new(Act.Prompt, Enum.GetValues<TicketStatus>()),
    ];

    public static readonly IReadOnlyList<LifecycleRow> Aarhus =
    [
        new(Act.Assign, Open),
        new(Act.BeginWork, Unbegun),
        new(Act.Pend, Open),
        new(Act.Resume, [TicketStatus.Pending]),
        new(Act.Reply, NotClosed),
        new(Act.ReplyForAnother, NotClosed),
        new(Act.Journal, NotClosed),
        new(Act.Flag, NotClosed),
        new(Act.Attention, NotClosed),
        new(Act.SetPriority, Open),
        new(Act.Reclassify, Open),
        new(Act.Resolve, Open),
        new(Act.Reopen, [TicketStatus.Resolved]),
        new(Act.Cancel, Open),
        new(Act.Dispatch, Open),
        new(Act.Accept, Open),
        new(Act.Bounce, Open),
        new(Act.AddTask, Open),
        new(Act.AssignTask, Open),
        new(Act.CompleteTask, Open),
        new(Act.CancelTask, Open),
        new(Act.Pin, NotClosed),
        new(Act.Unpin, NotClosed),
        new(Act.SetSupplier, NotClosed),
        new(Act.AddWatcher, NotClosed),
        new(Act.RemoveWatcher, NotClosed),
        new(Act.Link, NotClosed),
        new(Act.Unlink, NotClosed),
        new(Act.Split, Open),
        new(Act.Merge, Open),
        new(Act.Approve, [TicketStatus.Pending]),
        new(Act.Reject, [TicketStatus.Pending]),
        new(Act.SupplierReplied, [TicketStatus.Pending]),
        new(Act.Delivered, [TicketStatus.Pending]),
        new(Act.Chase, Open),
        new(Act.Expect, Open),
        new(Act.Survey, [TicketStatus.Resolved, TicketStatus.Closed]),
        new(Act.AcknowledgeEscalation, NotClosed),
        new(Act.CorrectServiceLevel, Enum.GetValues<TicketStatus>()),
        .. OfTheClock,
    ];

    /// <summary>What stands in the way beside the status says the stage (<see cref="ChangeDesk"/>).</summary>
    public static readonly IReadOnlyList<LifecycleRow> OfChanges =
    [
        new(Act.SubmitChange, Unbegun),
        new(Act.Vote, Open),
        new(Act.DelegateVote, [TicketStatus.Pending]),
        new(Act.ScheduleChange, Open),
        new(Act.StartChange, [TicketStatus.InProgress, TicketStatus.Pending]),
        new(Act.ImplementChange, [TicketStatus.InProgress]),
        new(Act.CloseChange, [TicketStatus.Resolved]),
        new(Act.CancelChange, Open),
        new(Act.CarryChange, Enum.GetValues<TicketStatus>()),
        .. OfEveryKind,
    ];

    /// <summary>Likewise (<see cref="Problems.ProblemStages"/>).</summary>
    public static readonly IReadOnlyList<LifecycleRow> OfProblems =
    [
        new(Act.AssignInvestigators, Open),
        new(Act.ResolveProblem, Open),
        new(Act.CancelProblem, Open),
        new(Act.AssignHandlers, Open),
        new(Act.EliminateRootCause, Open),
        new(Act.ClearCondition, Open),
        new(Act.RecordFindings, [.. Open, TicketStatus.Closed]),
        new(Act.RetireKnownError, [.. Open, TicketStatus.Closed]),
        new(Act.CommunicateWorkaround, [.. Open, TicketStatus.Closed]),
        .. OfEveryKind,
    ];

    /// <summary>Whether nothing but a problem takes it.</summary>
    internal static bool OfProblemsAlone(Act act) => OfProblems.Except(OfEveryKind).Any(row => row.Act == act);

    // What notes, files, tasks, links and another team are to every kind of ticket.
    private static IEnumerable<LifecycleRow> OfEveryKind => Aarhus.Where(row => row.Act is Act.Assign or Act.Reply or Act.ReplyForAnother or Act.Journal or Act.Flag or Act.Attention or Act.SetPriority or Act.Reclassify
            or Act.AddTask or Act.AssignTask or Act.CompleteTask or Act.CancelTask or Act.Pin or Act.Unpin or Act.SetSupplier or Act.AddWatcher or Act.RemoveWatcher
            or Act.Link or Act.Unlink or Act.MirrorLink or Act.Dispatch or Act.AcknowledgeEscalation or Act.CorrectServiceLevel or Act.Prompt);
}
