using System.Collections.Immutable;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Feed;

/// <summary>What one kind of happening is called outside.</summary>
/// <param name="Kind">The happening's own name, which may change; <paramref name="Name"/> may not.</param>
/// <param name="Meaning">When it comes.</param>
public sealed record EventName(string Kind, string Name, string Meaning)
{
    /// <summary>Every kind of happening has one row: what machines outside are told is never a guess. A test holds it against the kinds.</summary>
    public static readonly ImmutableArray<EventName> All =
    [
        new(nameof(Happening.Opened), "ticket.opened", "A ticket was opened."),
        new(nameof(Happening.Assigned), "ticket.assigned", "It was given to a team, or to an agent."),
        new(nameof(Happening.WorkBegun), "ticket.work-begun", "Its agent began."),
        new(nameof(Happening.Pended), "ticket.pended", "It waits: `pendingReason` says what for, `until` till when at the latest."),
        new(nameof(Happening.WaitPlanned), "wait.planned", "A wait that stood already is carried by the desk from now on."),
        new(nameof(Happening.WaitReminded), "wait.reminded", "Somebody was reminded of what it waits for."),
        new(nameof(Happening.Resumed), "ticket.resumed", "It waits no more."),
        new(nameof(Happening.Replied), "ticket.replied", "Desk or end user wrote to the other."),
        new(nameof(Happening.NoteWritten), "ticket.note-written", "An internal note was written."),
        new(nameof(Happening.RankOverridden), "ticket.rank-overridden", "Its handling rank was set by hand."),
        new(nameof(Happening.RankRestored), "ticket.rank-restored", "The matrix ranks it again."),
        new(nameof(Happening.Reclassified), "ticket.reclassified", "It was categorised or assessed anew."),
        new(nameof(Happening.Resolved), "ticket.resolved", "It was resolved, as `closureCode` says; `until` is when it closes by itself, `ticket` the one that goes on in its place."),
        new(nameof(Happening.Reopened), "ticket.reopened", "It was resolved, and is open again."),
        new(nameof(Happening.Closed), "ticket.closed", "It was closed, for good."),
        new(nameof(Happening.Cancelled), "ticket.cancelled", "It was given up before it was resolved."),
        new(nameof(Happening.ReturnedToAssignment), "ticket.returned-to-assignment", "It went back from processing to assignment."),
        new(nameof(Happening.ClosureChecked), "ticket.closure-checked", "A check before closing was recorded."),
        new(nameof(Happening.UpdateFlagRaised), "ticket.update-flag-raised", "There is news, as a message of the end user or the end of a wait: it waits for a reaction."),
        new(nameof(Happening.UpdateFlagCleared), "ticket.update-flag-cleared", "Somebody reacted."),
        new(nameof(Happening.QuestionAnswered), "ticket.question-answered", "An additional question of its category was answered."),
        new(nameof(Happening.Offered), "ticket.offered", "It was offered to the team `toTeam`, which has yet to accept."),
        new(nameof(Happening.OfferAccepted), "ticket.offer-accepted", "The team that was asked took it."),
        new(nameof(Happening.OfferDeclined), "ticket.offer-declined", "The team `toTeam`, which was asked, did not take it."),
        new(nameof(Happening.Dispatched), "ticket.dispatched", "It was handed to another team."),
        new(nameof(Happening.Bounced), "ticket.bounced", "It was given back by a team that it should not have come to."),
        new(nameof(Happening.Attached), "ticket.file-attached", "A file was put on it, under the id `attachment`."),
        new(nameof(Happening.Prompted), "ticket.prompted", "The clock reminded the desk's own people."),
        new(nameof(Happening.Chased), "ticket.chased", "A colleague asked after it."),
        new(nameof(Happening.ExpectedTimeStated), "ticket.expected-time-stated", "It is expected to be done at `until`."),
        new(nameof(Happening.AutoReplied), "ticket.auto-replied", "The end user was told that the agent is away."),
        new(nameof(Happening.AttentionTurned), "ticket.attention-turned", "An agent began or ceased to watch it."),
        new(nameof(Happening.FormFilled), "ticket.form-filled", "The questions of its type were answered."),
        new(nameof(Happening.TaskAdded), "task.added", "The task `task` was added."),
        new(nameof(Happening.TaskAssigned), "task.assigned", "The task `task` was given to a team or an agent."),
        new(nameof(Happening.TaskCompleted), "task.completed", "The task `task` was done."),
        new(nameof(Happening.TaskCancelled), "task.cancelled", "The task `task` was given up; without `task` all that were open."),
        new(nameof(Happening.Linked), "link.added", "It was linked to `ticket`."),
        new(nameof(Happening.Unlinked), "link.removed", "Its link to `ticket` was taken back."),
        new(nameof(Happening.LinkFollowed), "link.followed", "Its end of a link that `ticket` owns followed."),
        new(nameof(Happening.NotePinned), "ticket.note-pinned", "A note was pinned."),
        new(nameof(Happening.NoteUnpinned), "ticket.note-unpinned", "A note was unpinned."),
        new(nameof(Happening.SupplierCaseRecorded), "ticket.supplier-case-recorded", "A supplier's case was recorded or taken back."),
        new(nameof(Happening.WatcherAdded), "watcher.added", "Somebody is kept informed too."),
        new(nameof(Happening.WatcherRemoved), "watcher.removed", "Somebody is kept informed no more."),
        new(nameof(Happening.ApprovalAsked), "approval.asked", "An approval is waited for."),
        new(nameof(Happening.ApprovalGiven), "approval.given", "It was given."),
        new(nameof(Happening.ApprovalRefused), "approval.refused", "It was refused."),
        new(nameof(Happening.SupplierReplied), "ticket.supplier-replied", "The supplier that it waited for answered."),
        new(nameof(Happening.Delivered), "ticket.delivered", "What it waited for was delivered."),
        new(nameof(Happening.InvoiceReady), "invoice.ready", "What was handed over can be invoiced: once for each wait for it."),
        new(nameof(Happening.ChangePlanned), "change.planned", "A change was opened, with the stages that it passes."),
        new(nameof(Happening.ChangeHandedIn), "change.handed-in", "Its author handed it in for its reviews."),
        new(nameof(Happening.StageEntered), "change.stage-entered", "It came to another stage."),
        new(nameof(Happening.VoteCast), "change.vote-cast", "A reviewer voted."),
        new(nameof(Happening.VoteDelegated), "change.vote-delegated", "A reviewer gave their vote to somebody else for a time."),
        new(nameof(Happening.ReviewersReminded), "change.reviewers-reminded", "Those who had not voted were reminded."),
        new(nameof(Happening.ReviewOverdue), "change.review-overdue", "A review passed its deadline without a decision."),
        new(nameof(Happening.ReviewDecided), "change.review-decided", "A review was approved or rejected."),
        new(nameof(Happening.ChangeScheduled), "change.scheduled", "It was planned for a time."),
        new(nameof(Happening.BuildStarted), "change.build-started", "Work on it began, before its launch."),
        new(nameof(Happening.ChangeStarted), "change.started", "It is being carried out."),
        new(nameof(Happening.ChangeImplemented), "change.implemented", "It was carried out, or backed out."),
        new(nameof(Happening.ProblemStated), "problem.stated", "A problem was opened, with the incidents that it is to end."),
        new(nameof(Happening.InvestigatorsAssigned), "problem.investigators-assigned", "It is being looked into."),
        new(nameof(Happening.HandlersAssigned), "problem.handlers-assigned", "It is being handled."),
        new(nameof(Happening.FindingsRecorded), "problem.findings-recorded", "Its root cause or a workaround was recorded."),
        new(nameof(Happening.KnownErrorDeclared), "problem.known-error-declared", "A known error stands beside it."),
        new(nameof(Happening.KnownErrorRetired), "problem.known-error-retired", "Its known error holds no more."),
        new(nameof(Happening.WorkaroundCommunicated), "problem.workaround-communicated", "The end users of its open incidents are told how to live with it."),
        new(nameof(Happening.WorkaroundTold), "ticket.workaround-told", "Its end user was told the workaround of the problem `ticket`."),
        new(nameof(Happening.TriageAnswered), "triage.answered", "A question of the triage was answered."),
        new(nameof(Happening.Triaged), "triage.decided", "The triage led somewhere, or went on where an automation had failed."),
        new(nameof(Happening.Escalated), "ticket.escalated", "It was escalated to higher support; `toTeam` is the team that gets it."),
        new(nameof(Happening.Verified), "ticket.verified", "Something that shows whether it is resolved was recorded."),
        new(nameof(Happening.ResolutionLogged), "ticket.resolution-logged", "What resolved it was logged, before it was closed."),
        new(nameof(Happening.OrmisClassified), "ormis.classified", "It was said to be an incident or a disturbance."),
        new(nameof(Happening.ScopeSet), "ormis.scope-set", "It became local or global, and got its incident manager."),
        new(nameof(Happening.GuidelineRecorded), "ormis.guideline-recorded", "A guideline was followed, or deviated from."),
        new(nameof(Happening.ActionPlanned), "ormis.action-planned", "An item of its action plan was added or changed."),
        new(nameof(Happening.ActionMoved), "ormis.action-moved", "An item of its action plan was done, dropped or opened again."),
        new(nameof(Happening.AreaReported), "ormis.area-reported", "What an affected area knows was recorded."),
        new(nameof(Happening.CommunicationDecided), "ormis.communication-decided", "It was decided whether clients are informed."),
        new(nameof(Happening.MeetingRecorded), "ormis.meeting-recorded", "A resolution meeting was recorded."),
        new(nameof(Happening.StakeholderNamed), "ormis.stakeholder-named", "Somebody is to be satisfied before it closes."),
        new(nameof(Happening.StakeholderJudged), "ormis.stakeholder-judged", "A stakeholder said whether they are satisfied."),
        new(nameof(Happening.FinalUpdateTold), "ormis.final-update-told", "All stakeholders were told the last word."),
        new(nameof(Happening.SurveyAnswered), "survey.answered", "The requester said how satisfied they are: `score`, 1 to 5."),
    ];

    private static readonly ImmutableDictionary<string, string> Names = All.ToImmutableDictionary(row => row.Kind, row => row.Name);

    /// <summary>The names, each once: more than one kind may share a name.</summary>
    public static readonly ImmutableSortedSet<string> Known = All.Select(row => row.Name).ToImmutableSortedSet(StringComparer.Ordinal);

    public static string Of(Happening what) => Names[what.GetType().Name];
}
