using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What people do with a ticket.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfCommands =>
    [
        Change("Assign", "Give a ticket to an agent of its team", typeof(AssignBody), new AssignBody("bo"), "Without an assignee it goes back to the team's queue. One that nobody has begun becomes assigned. Another team gets a ticket by `dispatch`."),
        Change("BeginWork", "Begin work", typeof(EmptyBody), new EmptyBody(), "The one state change by hand that the end user sees as In Progress."),
        Change("Pend", "Let a ticket wait", typeof(PendBody), Examples.Pend, "With one of the 17 reasons; some need the date that is waited for, and any date wakes the ticket. While an external supplier is waited for, `prompts` asks when the ticket is expected to be done, until `expectedAt` or `expect` says it."),
        Change("Resume", "Go on with a ticket that waits", typeof(EmptyBody), new EmptyBody()),
        Change("SetPriority", "Override the handling rank", typeof(SetPriorityBody), new SetPriorityBody(1, "The whole campus is waiting for it."), "Against the matrix, with a reason; without a rank the matrix counts again."),
        Change("Reclassify", "Correct the classification", typeof(ReclassifyBody), new ReclassifyBody(null, null, null, Domain.Priorities.Urgency.High, null, null, null, null, null), "What is left out stays as it is. Priority and rank follow the matrix."),
        Change("Resolve", "Resolve a ticket", typeof(ResolveBody), new ResolveBody("The tray was empty; it is filled now.", null, null, null), "The solution is mailed to the end user. The ticket closes by itself 30 days later.", ResolveBySupport, OpenTasks),
        Change("Reopen", "Reopen a resolved ticket", typeof(ReopenBody), new ReopenBody("It is broken again.")),
        Change("Cancel", "Withdraw a ticket", typeof(CancelBody), new CancelBody("It works again by itself."), "It is resolved with closure code `withdrawn`."),
        Append("Reply", "Write to the other side", typeof(ReplyBody), new ReplyBody("Could you send us a picture of the display?", null, null), "From the requester to the desk, or from the desk to the requester. With `from: requester` an agent writes down what the requester said on the phone, at the desk or in a mail to them: it counts as the requester's message, wakes what waits for their reply, names who wrote it down, and is mailed to nobody."),
        Append("WriteJournal", "Write a note", typeof(JournalBody), new JournalBody("Called the supplier.", Domain.Tickets.Visibility.Internal), "Internal, unless it says that it is public; a public note is a reply."),
        Change("Dispatch", "Hand a ticket to another team", typeof(DispatchBody), Examples.Dispatch, "Needs all that the handover contract asks for; `409` lists at once what is missing. At rank 2 the ticket is offered, and moves when somebody of the team accepts. A change or a problem needs a note that says something, and moves at once. With `dryRun=true` nothing changes: the answer is the ticket as it stands, or what would be refused. Where nobody has said when it is expected to be done, `prompts` asks for it; `expectedAt` says it in the same call.", HandoverIncomplete) with { Takes = ["dryRun", "If-Match", "Idempotency-Key", "Accept-Language"] },
        Append("Accept", "Accept a ticket that was offered", typeof(EmptyBody), new EmptyBody(), "Whoever of the receiving team comes first has it; of two at once one gets `409`.", TransitionNotAllowed, NothingOffered),
        Change("Bounce", "Give a ticket back", typeof(BounceBody), new BounceBody("The room number and the name of the machine are missing."), "To where it came from, with the reason.", NeverHandedOver),
        Append("AddTask", "Add a task", typeof(AddTaskBody), new AddTaskBody("Create the shared drive", "infrastructure", null, null, null), "A piece of the work for a team or an agent of its own; the end user never sees it.", TransitionNotAllowed),
        Append("AssignTask", "Give a task to a team or an agent", typeof(AssignTaskBody), new AssignTaskBody(1, "infrastructure", "ivan"), "The ticket stays where it is.", NoOpenTask, TransitionNotAllowed),
        Append("CompleteTask", "Complete a task", typeof(CompleteTaskBody), new CompleteTaskBody(1, "The drive is there, and the group has access."), "With a note of what was done.", NoOpenTask, TransitionNotAllowed),
        Append("CancelTask", "Cancel a task", typeof(CancelTaskBody), new CancelTaskBody(1, "The user found another way."), "With a reason.", NoOpenTask, TransitionNotAllowed),
        Change("ReturnToAssignment", "Give a begun ticket back to assignment", typeof(ReturnBody), new ReturnBody("It needs somebody with access to the server room."), "From the Process checkpoint to Assign; only in a profile with checkpoints."),
        Change("CheckClosure", "Record a check before closing", typeof(CheckClosureBody), new CheckClosureBody("resolution-confirmed", null, "The user confirmed it on the phone."), "Only in a profile that asks for checks: until all are recorded a resolved ticket stays open, and its owner is told.", ClosureIncomplete),
        Change("Triage", "Triage an incident", typeof(TriageBody), Examples.Triage, "The decisions of the flowchart in its order: automated resolution, high impact, critical. Each is recorded with its evidence, and what follows is done: to the team of its class, with an impact of at least a department, or at rank 1 to higher support. Where the parameter `triage` turns it on, as the profile v2 does; as often as needed."),
        Change("Escalate", "Escalate to higher support", typeof(EscalateBody), new EscalateBody("specialists", "It needs somebody who knows the kernel of the storage array."), "To a senior team, to specialists or to external support: one of the targets of the parameter `triage`. The target's team gets it."),
        Change("Verify", "Record what shows that a ticket is resolved", typeof(VerifyBody), Examples.Verify, "User confirmation, system tests and log analysis, each passed, failed or not applicable. All three recorded and none failed meet the check `resolution-confirmed`; one that failed opens the ticket again, and what an automation was to resolve goes on at High impact."),
        Append("PinNote", "Pin a note", typeof(PinBody), new PinBody("INC-0000042-000002"), "The journal shows it first. Of the notes and messages of the ticket, by their ids there."),
        Append("UnpinNote", "Unpin a note", typeof(PinBody), new PinBody("INC-0000042-000002"), "It stands in its place again."),
        Append("SetSupplier", "Record a supplier's case", typeof(SupplierBody), new SupplierBody("Konica Minolta", "KM-2026-118"), "Where the fault is reported in a supplier's own system. Without a supplier it is taken back."),
        Append("AddWatcher", "Add a watcher", typeof(WatcherBody), new WatcherBody(new(null, "Carl Colleague", "carl@example.org", "da")), "Somebody who reads what the requester reads and gets the same mails, by id or by mail address."),
        Append("RemoveWatcher", "Remove a watcher", typeof(RemoveWatcherBody), new RemoveWatcherBody("carl.colleague"), "Who watches may stop themselves."),
        Append("LinkTicket", "Link two tickets", typeof(LinkBody), new LinkBody("INC-0000017", Domain.Tickets.LinkKind.CausedBy), "Both have it: the other end follows within seconds. The caller may read both.", LinkNotPossible),
        Append("UnlinkTicket", "Take a link back", typeof(UnlinkBody), new UnlinkBody("INC-0000017"), "On the ticket on which it was made.", LinkNotPossible),
        Append("SplitTicket", "Split a ticket", typeof(SplitBody), new SplitBody("The projector has no picture", "Beside the printer, the projector in the same room.", "teaching", "auditorium", null, null, null, null, null), "Several problems for different teams: a part becomes a ticket of its own, with the same requester, linked both ways. With an `Idempotency-Key` once.", TransitionNotAllowed) with
        {
            Answers = [new(201, "The new ticket.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["Location", "ETag", "Idempotency-Replayed"])],
        },
        Change("MergeTicket", "Merge a duplicate into its master", typeof(MergeBody), new MergeBody("INC-0000017", "The whole building has this problem; we go on with it there."), "The duplicate is resolved with closure code `duplicate`, its requester follows the master, its journal stays. Reopening takes it back.", LinkNotPossible),
        Change("Approve", "Approve a request", typeof(ApproveBody), new ApproveBody("Agreed with the budget."), "By the approver that was named, or a leader of the ticket's team where none was; never by the requester. The ticket goes on.", NothingToApprove),
        Change("Reject", "Reject a request", typeof(RejectBody), new RejectBody("There is no budget this year."), "With a reason, which stands in the journal for the desk. The ticket goes on, with its update flag up.", NothingToApprove),
        Append("RecordSupplierReply", "Write down what a supplier answered", typeof(SupplierReplyBody), new SupplierReplyBody("The part is on its way and arrives on Monday."), "Of a ticket that waits for a supplier, inside or outside: it goes on, with its update flag up unless who writes it has the ticket.", TransitionNotAllowed, NotAwaited),
        Append("RecordDelivery", "Say that what was ordered has come", typeof(DeliveryBody), new DeliveryBody("Two screens, at the service desk."), "Of a ticket that waits for a delivery: it goes on.", TransitionNotAllowed, NotAwaited),
        new("RecoverTicket", "Commands", "Have a lost wait carried again")
        {
            Description = "What carries the wait of a ticket is started again where it was lost or terminated, at the stage at which the ticket stands; nothing happens where it is not. For leaders of its team, process managers and process owners.",
            Body = typeof(EmptyBody),
            Example = new EmptyBody(),
            Takes = ["Accept-Language"],
            Answers = [Done],
            Refuses = [.. Written.Where(code => code != IdempotencyKeyReused)],
        },
        Append("Chase", "Chase a ticket in another team", typeof(ChaseBody), new ChaseBody("The user called again: the whole office cannot print."), "A note for whoever has the ticket: it raises the update flag, is mailed to the agent, or to the dispatcher where nobody has it, is counted, and waits for an expected time.", TransitionNotAllowed),
        Append("AcknowledgeEscalation", "Acknowledge what was escalated", typeof(AcknowledgeBody), new AcknowledgeBody("Two of us are on it."), "Says that somebody sees to the warnings and breaches that were told so far: they climb no further. What falls due later is told anew. Where nothing climbs, the ticket stays as it stands."),
        Append("CorrectServiceLevel", "Correct a clock", typeof(CorrectionBody), Examples.Correction, "Takes time away that a clock should not have counted, also of a ticket that is closed: its deadline and its outcome are counted anew, and the history has who did it, and why. It never adds any. With `dryRun=true` nothing changes: the answer explains the clock as it would be. For process managers and process owners.") with
        {
            By = "mia",
            Takes = ["dryRun", "If-Match (optional)", "Idempotency-Key", "Accept-Language"],
            Refuses = [StaleVersion, .. Written],
            Answers = [new(200, "The clock as it stands now, explained.", typeof(ExplanationReply), Headers: ["ETag", "Idempotency-Replayed"])],
        },
        Append("Expect", "Say when it is expected to be done", typeof(ExpectBody), new ExpectBody(new DateTimeOffset(2035, 5, 4, 10, 0, 0, TimeSpan.Zero), "The part comes on Monday."), "For colleagues, who can tell the end user; it answers a chase. Only the team that has the ticket can say it.", TransitionNotAllowed),
        Survey("AnswerSurvey", "Say how satisfied one is with the resolution", typeof(SurveyBody), new SurveyBody(5, "Fast and friendly."), "For the requester alone, while the ticket is resolved and for some days after it is closed. A later answer takes the place of an earlier one, which stays in the history; a reopened ticket asks anew. It raises no flag, and the ticket closes when it would have."),
        Append("SetFlags", "Turn a flag on or off", typeof(FlagsBody), new FlagsBody(null, true), "The ticket's update flag, or the caller's own attention flag."),

        new("BulkCommand", "Commands", "Send one command to many tickets")
        {
            Description = $"At most {BulkCommands.Most} tickets, each judged, done and answered for itself: `200` says that the request was carried out, `results` what became of each ticket. With an `Idempotency-Key` the whole can be sent again: what was done is not done twice.",
            Body = typeof(BulkBody),
            Example = new BulkBody("journal", [new("INC-0000042", null)], new JournalBody("The supplier has confirmed the fault.", Domain.Tickets.Visibility.Internal)),
            Takes = ["Idempotency-Key"],
            Answers = [new(200, "What became of each.", typeof(BulkReply), Example: new BulkReply(1, 0, [new("INC-0000042", 200, "\"8\"", null, null, null)]))],
            Refuses = [InvalidRequest, TooLarge, UnsupportedMediaType, NotSignedIn],
        },
    ];
}
