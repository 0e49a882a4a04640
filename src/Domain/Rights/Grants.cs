using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Rights;

/// <summary>Roles and rights, as data (AU-05, AU-25).</summary>
public static class Grants
{
    private const Roles None = Roles.None;
    private const Roles Coordinators = Roles.Dispatcher | Roles.TeamLeader;
    private const Roles Management = Roles.ProcessManager | Roles.ProcessOwner;
    private const Roles Team = Roles.Agent | Coordinators;

    // A replay repeats what another desk let happen: its people's rights were judged there, the statuses are judged here.
    private const Roles Replay = Roles.Import;

    /// <summary>What is about no ticket: the same in every profile.</summary>
    public static readonly IReadOnlyList<Grant> Desk =
    [
        new(Act.Open, Own: false, None, Roles.Desk | Roles.Requester),
        new(Act.OpenForAnother, Own: false, None, Roles.Desk),
        // AU-03, A17: any supporter, whatever their line.
        new(Act.OpenQuick, Own: false, None, Roles.Agent),
        new(Act.OpenChange, Own: false, None, Team | Management | Roles.ChangeReviewer),
        new(Act.OpenProblem, Own: false, None, Team | Management),
        new(Act.OpenProactiveProblem, Own: false, None, Management),
        new(Act.DecideProposals, Own: false, None, Management),
        new(Act.ReadChangeCalendar, Own: false, None, Roles.Desk | Roles.ChangeReviewer),
        new(Act.ListOwn, Own: true, None, Roles.Everybody),
        new(Act.List, Own: false, None, Roles.Desk),
        new(Act.ReadCatalogue, Own: true, None, Roles.Everybody),
        new(Act.AnswerSelfHelp, Own: true, None, Roles.Everybody),
        new(Act.ReadQueue, Own: false, Team, Management),
        // Those who see to it that users are kept informed (AU-28, AU-38).
        new(Act.ReadNotSent, Own: false, None, Coordinators | Management),
        new(Act.ReadReports, Own: false, None, Roles.Desk | Roles.ReportingViewer),
        new(Act.ReadParameters, Own: false, None, Roles.Desk),
        new(Act.WriteParameters, Own: false, None, Management),
        new(Act.ReceiveMail, Own: false, None, Roles.MailGateway),
        new(Act.ReceiveAlerts, Own: false, None, Roles.Monitoring),
        new(Act.ReadKnowledge, Own: true, None, Roles.Everybody),
        new(Act.ReadKnowledgeAsDesk, Own: false, None, Roles.Desk),
        new(Act.WriteKnowledge, Own: false, None, Team | Management),
        new(Act.Search, Own: true, None, Roles.Everybody),
        new(Act.PublishKnowledge, Own: false, None, Coordinators | Management),
        new(Act.ReadEvents, Own: false, None, Roles.Desk | Roles.Integration),
        new(Act.ManageWebhooks, Own: false, None, Management),
    ];

    /// <summary>What is about a ticket, at Aarhus University.</summary>
    public static readonly IReadOnlyList<Grant> Aarhus =
    [
        // About 300 agents can read everything (AU-31).
        new(Act.Read, Own: true, None, Roles.Desk),
        new(Act.ReadAsDesk, Own: false, None, Roles.Desk),
        new(Act.ReadNotifications, Own: false, None, Roles.Desk),

        new(Act.Assign, Own: false, Team, Replay),
        new(Act.BeginWork, Own: false, Roles.Agent, Replay),
        new(Act.Pend, Own: false, Roles.Agent | Roles.TeamLeader, Replay),
        new(Act.Resume, Own: false, Roles.Agent | Roles.TeamLeader, Replay),
        // Whoever hears the requester: who may write to them, and never they themselves.
        new(Act.ReplyForAnother, Own: false, Team, Roles.FirstLine),
        // First line speaks with the end user wherever the ticket is (AU-06, AU-37, A22).
        new(Act.Reply, Own: true, Team, Roles.FirstLine),
        // A note is how a colleague of another team asks after a ticket (AU-41).
        new(Act.Journal, Own: false, None, Team | Management | Replay),
        new(Act.Flag, Own: false, Team, None),
        new(Act.Attention, Own: false, None, Team | Management),
        new(Act.SetPriority, Own: false, Team, Management),
        new(Act.Reclassify, Own: false, Team, Replay),
        // AU-49, A17: operations hand back to support, and support selects Resolved.
        new(Act.Resolve, Own: false, Roles.FirstLine, Replay),
        new(Act.Reopen, Own: true, Team, Roles.FirstLine | Replay),
        new(Act.Cancel, Own: true, None, Roles.FirstLine),
        new(Act.ReturnToAssignment, Own: false, Roles.Agent, None),
        new(Act.CheckClosure, Own: false, Team, Management),
        new(Act.Triage, Own: false, Team, None),
        new(Act.Escalate, Own: false, Team, None),
        new(Act.Verify, Own: false, Team, Management),
        new(Act.RunAutomation, Own: false, None, Roles.Clock),
        new(Act.Dispatch, Own: false, Team, None),
        // The team that counts is the one that the ticket was offered to.
        new(Act.Accept, Own: false, Team, None),
        new(Act.Bounce, Own: false, Team, None),
        new(Act.AddTask, Own: false, Team, None),
        new(Act.AssignTask, Own: false, Team, None),
        // The team of the task counts beside the ticket's.
        new(Act.CompleteTask, Own: false, Team, None),
        new(Act.CancelTask, Own: false, Team, None),
        new(Act.Pin, Own: false, None, Team | Management),
        new(Act.Unpin, Own: false, None, Team | Management),
        new(Act.SetSupplier, Own: false, Team, None),
        new(Act.AddWatcher, Own: true, Team, Roles.FirstLine),
        // Whoever watches may stop.
        new(Act.RemoveWatcher, Own: true, Team, Roles.FirstLine),
        new(Act.Link, Own: false, None, Team | Management),
        new(Act.Unlink, Own: false, None, Team | Management),
        new(Act.Split, Own: false, Team, None),
        // It resolves the ticket: support does that, or who dispatches it.
        new(Act.Merge, Own: false, Roles.FirstLine | Coordinators, None),
        new(Act.MirrorLink, Own: false, None, Roles.Clock),
        // Or whoever is named as the approver; what waits for the forum of continual improvement is the forum's alone (A9).
        new(Act.Approve, Own: false, Roles.TeamLeader, None),
        new(Act.Reject, Own: false, Roles.TeamLeader, None),
        new(Act.SupplierReplied, Own: false, Team, None),
        new(Act.Delivered, Own: false, Team, None),
        new(Act.Recover, Own: false, Roles.TeamLeader, Management),
        new(Act.Close, Own: false, None, Roles.Clock | Replay),
        new(Act.WakeUp, Own: false, None, Roles.Clock),
        new(Act.Prompt, Own: false, None, Roles.Clock),
        // Whoever is told: the team that has it, and who stands above.
        new(Act.AcknowledgeEscalation, Own: false, Team, Management),
        // Whoever is measured does not correct the measure.
        new(Act.CorrectServiceLevel, Own: false, None, Management),
        new(Act.Chase, Own: false, None, Team | Management),
        // Only those who have it can say when it will be done.
        new(Act.Expect, Own: false, Team, None),
        // Its author writes it; the group that processes it plans it and carries it out.
        new(Act.SubmitChange, Own: true, Team, None),
        // Those who were asked, and whom they asked in their place: the change names them.
        new(Act.Vote, Own: false, None, None),
        new(Act.DelegateVote, Own: false, None, Management),
        new(Act.ScheduleChange, Own: true, Team, None),
        new(Act.StartChange, Own: false, Team, None),
        new(Act.ImplementChange, Own: false, Team, None),
        new(Act.CloseChange, Own: false, Team, None),
        new(Act.CancelChange, Own: true, Roles.TeamLeader, Management),
        new(Act.CarryChange, Own: false, None, Roles.Clock),
        // The department that has the problem; whom it names to look into it and to handle it may too (OM-13 to OM-15).
        new(Act.AssignInvestigators, Own: false, Team, Management),
        new(Act.ResolveProblem, Own: false, Team, None),
        new(Act.CancelProblem, Own: true, Roles.TeamLeader, Management),
        new(Act.AssignHandlers, Own: false, Team, Management),
        new(Act.EliminateRootCause, Own: false, Team, None),
        new(Act.ClearCondition, Own: false, Team, None),
        new(Act.RecordFindings, Own: false, Team, Management),
        new(Act.RetireKnownError, Own: false, Team, Management),
        // It writes to everybody whom the problem keeps waiting.
        new(Act.CommunicateWorkaround, Own: false, Team, Management),
        new(Act.TellWorkaround, Own: false, None, Roles.Clock),
        // It calls many people and writes to more: those who coordinate.
        new(Act.DeclareMajor, Own: false, Coordinators, Management),
        new(Act.InformAffected, Own: false, Coordinators, Management),
        new(Act.PublishStatus, Own: false, Coordinators, Management),
        new(Act.StandDown, Own: false, Coordinators, Management),
        new(Act.TellAffected, Own: false, None, Roles.Clock),
        // Whose incident it is, whoever manages it (OR-06, OR-07), and process management.
        new(Act.Classify, Own: false, Team, Management),
        new(Act.SetScope, Own: false, Team, Management),
        new(Act.RecordGuideline, Own: false, Team, Management),
        new(Act.PlanAction, Own: false, Team, Management),
        new(Act.ReportArea, Own: false, Team, Management),
        new(Act.DecideCommunication, Own: false, Team, Management),
        new(Act.RecordMeeting, Own: false, Team, Management),
        new(Act.NameStakeholder, Own: false, Team, Management),
        new(Act.TellFinalUpdate, Own: false, Team, Management),
        // Whoever was helped, and nobody in their place.
        new(Act.Survey, Own: true, None, None),
    ];
}
