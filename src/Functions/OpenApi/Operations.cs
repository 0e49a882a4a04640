using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Every HTTP function, one row each. A function without a row, or a row without a function, fails a test.</summary>
public static class Operations
{
    public static readonly IReadOnlyList<(string Name, string Description)> Tags =
    [
        ("Intake", "Opening incidents and requests."),
        ("Tickets", "Reading tickets: one, a page of them, their history and their notes."),
        ("Commands", "What people do with a ticket: one route for each command."),
        ("Attachments", "Files on a ticket: put there, listed, fetched."),
        ("Notifications", "What was mailed, and what was not and why."),
        ("Catalogue", "What a portal needs to draw its forms."),
        ("Self-help", "What end users find out for themselves before they open a ticket, and whether it helped."),
        ("Parameters", "What an organisation decides for itself: read, set, and who set what when."),
        ("Reports", "Numbers for managers."),
        ("Health", "For probes and operators."),
        ("Documentation", "This contract, for machines and for people."),
    ];

    private static readonly ProblemCode[] Always = [NotSignedIn, Unexpected, TryAgain];
    private static readonly ProblemCode[] Written = [InvalidRequest, TooLarge, UnsupportedMediaType, IdempotencyKeyReused, NotAllowed, NotFound, .. Always];

    public static readonly IReadOnlyList<Operation> All =
    [
        Open("OpenIncident", "Open an incident", typeof(IncidentBody), Examples.Incident),
        Open("OpenRequest", "Open a request", typeof(RequestBody), Examples.Request),

        new("ReceiveMail", "Intake", "Hand over a mail")
        {
            Description = "Raw MIME (RFC 5322), at most 25 MiB, from the organisation's mail gateway. It becomes a new ticket, an answer or an internal note on the ticket that its subject or its references name, or nothing where nobody wrote it. The same mail handed over twice is one. Whatever a mail looks like, the answer is not an error; 4xx is for what a gateway has to mend. Needs the role Mail.Gateway.",
            Raw = Channels.MailDoor.MediaType,
            RawText = @"From: Anna <anna@example.org>\r\nTo: it-support@desk.example\r\nSubject: It jams\r\nMessage-ID: <1@example.org>\r\n\r\nIt takes the paper.\r\n",
            By = "gate",
            Answers =
            [
                new(201, "A ticket was opened.", typeof(Channels.InboundMailReply), Example: Examples.MailOpened, Headers: ["Location"]),
                new(200, "An answer, a note, or nothing: `outcome` says which.", typeof(Channels.InboundMailReply), Example: Examples.MailIgnored),
            ],
            Refuses = [InvalidRequest, TooLarge, UnsupportedMediaType, NotAllowed, .. Always],
        },

        new("ReadTicket", "Tickets", "Read a ticket")
        {
            Description = "Answers `304` where `If-None-Match` names the version that stands. A requester gets what a requester may see.",
            Takes = ["If-None-Match", "Accept-Language"],
            Answers = [new(200, "The ticket.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["ETag"]), new(304, "The ticket is the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag"])],
            Refuses = [NotFound, .. Always],
        },
        new("ListTickets", "Tickets", "List tickets")
        {
            Description = "A page of tickets by one leading key: `team`, `assignee`, `requester`, `attention` or `updatedSince`. `kind`, `status`, `priority` and `pendingReason` filter it, by one value each. A team's or an assignee's list has what is open, and Resolved counts as open until it closes. The work of one page is bounded: where the filter leaves out all that storage came upon within three requests, the page is empty and its `continuation` goes on from there. So a page may be short, or empty, and still have a next one; the end is where `continuation` is missing. A requester leaves the leading key out and gets their own tickets.",
            Query = "team=it-support&top=20",
            Takes = ["team (leading)", "assignee", "requester", "attention", "updatedSince", "kind", "status", "priority", "pendingReason", "top", "continuation", "Accept-Language"],
            Answers = [new(200, "A page.", typeof(TicketPage), Example: Examples.Page)],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadQueue", "Tickets", "Read a team's queue")
        {
            Description = "What the team has not resolved yet, by handling rank, then by what is due first; what other teams offer it; and its agents with what they have to do and when they are away. For the team's own people, and the process manager and owner.",
            By = "lea",
            Query = "show=unassigned&top=20",
            Takes = ["show", "top", "Accept-Language"],
            Answers = [new(200, "The queue.", typeof(QueueReply))],
            Refuses = [InvalidRequest, NotAllowed, NotFound, .. Always],
        },
        new("ReadEvents", "Tickets", "Read a ticket's history")
        {
            Description = "Every event, oldest first, each with the hash of its predecessor. A requester reads the events that changed what they see.",
            Answers = [new(200, "The history.", typeof(EventsReply))],
            Refuses = [NotFound, .. Always],
        },
        new("ReadJournal", "Tickets", "Read a ticket's notes")
        {
            Description = "Messages between desk and end user, and to the desk its internal notes too.",
            Answers = [new(200, "The notes, oldest first.", typeof(JournalReply), Example: Examples.Journal)],
            Refuses = [NotFound, .. Always],
        },

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
        Change("Dispatch", "Hand a ticket to another team", typeof(DispatchBody), Examples.Dispatch, "Needs all that the handover contract asks for; `409` lists at once what is missing. At rank 2 the ticket is offered, and moves when somebody of the team accepts. With `dryRun=true` nothing changes: the answer is the ticket as it stands, or what would be refused. Where nobody has said when it is expected to be done, `prompts` asks for it; `expectedAt` says it in the same call.", HandoverIncomplete) with { Takes = ["dryRun", "If-Match", "Idempotency-Key", "Accept-Language"] },
        Append("Accept", "Accept a ticket that was offered", typeof(EmptyBody), new EmptyBody(), "Whoever of the receiving team comes first has it; of two at once one gets `409`.", TransitionNotAllowed, NothingOffered),
        Change("Bounce", "Give a ticket back", typeof(BounceBody), new BounceBody("The room number and the name of the machine are missing."), "To where it came from, with the reason.", NeverHandedOver),
        Append("AddTask", "Add a task", typeof(AddTaskBody), new AddTaskBody("Create the shared drive", "infrastructure", null), "A piece of the work for a team or an agent of its own; the end user never sees it.", TransitionNotAllowed),
        Append("AssignTask", "Give a task to a team or an agent", typeof(AssignTaskBody), new AssignTaskBody(1, "infrastructure", "bent.second"), "The ticket stays where it is.", NoOpenTask, TransitionNotAllowed),
        Append("CompleteTask", "Complete a task", typeof(CompleteTaskBody), new CompleteTaskBody(1, "The drive is there, and the group has access."), "With a note of what was done.", NoOpenTask, TransitionNotAllowed),
        Append("CancelTask", "Cancel a task", typeof(CancelTaskBody), new CancelTaskBody(1, "The user found another way."), "With a reason.", NoOpenTask, TransitionNotAllowed),
        Change("ReturnToAssignment", "Give a begun ticket back to assignment", typeof(ReturnBody), new ReturnBody("It needs somebody with access to the server room."), "From the Process checkpoint to Assign; only in a profile with checkpoints."),
        Change("CheckClosure", "Record a check before closing", typeof(CheckClosureBody), new CheckClosureBody("resolution-confirmed", null, "The user confirmed it on the phone."), "Only in a profile that asks for checks: until all are recorded a resolved ticket stays open, and its owner is told."),
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
        Append("Chase", "Chase a ticket in another team", typeof(ChaseBody), new ChaseBody("The user called again: the whole office cannot print."), "A note for whoever has the ticket: it raises the update flag, is mailed to the agent, or to the dispatcher where nobody has it, is counted, and waits for an expected time.", TransitionNotAllowed),
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

        new("Attach", "Attachments", "Put a file on a ticket")
        {
            Description = "The body is the file. Its name stands in `Content-Disposition` (RFC 6266) or in `name`. What a requester sends is public; what the desk sends is internal unless `visibility` says otherwise. A file from the requester raises the update flag. The parameter `attachments` says how large a file may be and which are not taken.",
            Raw = "application/octet-stream",
            RawText = "E42",
            Query = "name=display.txt",
            Takes = ["name (file)", "visibility", "Content-Disposition", "Idempotency-Key"],
            Answers = [new(201, "The file, as the ticket has it.", typeof(Attachments.AttachmentReply), Example: Examples.Attachment, Headers: ["Location", "Idempotency-Replayed"]), DoneBefore],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TicketClosed, TooManyAttachments, AttachmentInfected, TooLarge, UnsupportedMediaType, AttachmentTypeRefused, IdempotencyKeyReused, .. Always],
        },
        new("ListAttachments", "Attachments", "List a ticket's files")
        {
            Description = "A requester gets the public ones. The original of a mail is among the internal ones.",
            Answers = [new(200, "The files, oldest first.", typeof(Attachments.AttachmentsReply), Example: Examples.Attachments)],
            Refuses = [NotFound, .. Always],
        },
        new("ReadAttachment", "Attachments", "Fetch a file")
        {
            Description = "Always to be saved, never to be shown: `Content-Disposition: attachment` with its name (RFC 8187), no type that a browser could make something of, and a policy under which it may do nothing. A file that the scanner has not seen yet, or found something in, is not handed out.",
            Answers = [new(200, "The bytes.", MediaType: "application/octet-stream")],
            Refuses = [NotFound, AttachmentInfected, AttachmentNotScanned, .. Always],
        },

        new("ListNotifications", "Notifications", "List what was not sent")
        {
            Description = "Every mail that the desk gave up, with the reason, the latest first. Needs the role Dispatcher, TeamLeader, ProcessManager or ProcessOwner. The end is where `continuation` is missing.",
            By = "lea",
            Query = "state=not-sent&top=20",
            Takes = ["state (notification)", "top", "continuation"],
            Answers = [new(200, "A page.", typeof(NotificationsPage), Example: Examples.NotSent)],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadNotifications", "Notifications", "Read what was mailed about a ticket")
        {
            Description = "Each mail about each event with what became of it. For the desk; a requester has their mails.",
            Answers = [new(200, "The notifications, in the order of the events.", typeof(NotificationsReply), Example: Examples.Notifications)],
            Refuses = [NotAllowed, NotFound, .. Always],
        },

        new("ReadCatalogue", "Catalogue", "Read the catalogue")
        {
            Description = "Statuses, pending reasons, matrices, categories, teams, areas, channels and roles of the caller's organisation, with their labels in English and Danish.",
            Answers = [new(200, "The catalogue.", typeof(CatalogueReply))],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadPrinciples", "Catalogue", "Read the five principles")
        {
            Description = "What everybody at the desk keeps in mind, in English and Danish.",
            Answers = [new(200, "The principles.", typeof(PrinciplesReply))],
            Refuses = [NotSignedIn, NotAllowed],
        },
        new("ReadCannedAnswers", "Catalogue", "Read the canned answers")
        {
            Description = "Texts that agents send as they are, such as the one to a direct approach, in English and Danish.",
            Answers = [new(200, "The answers.", typeof(CannedAnswersReply))],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadSelfHelp", "Self-help", "Look for help")
        {
            Description = "Questions with their answers: the best match first where `q` names some words, in either language and with any spelling of Danish letters. A portal asks as its user types the title of a ticket; sends the user's answer to `POST /api/self-help/{entry}/answered`; and where a ticket is opened nevertheless names what was read in `selfHelp`. Reading is not recorded. For everybody who is signed in.",
            Query = "q=printer&lang=en",
            By = "anna",
            Takes = ["q", "lang", "Accept-Language"],
            Answers = [new(200, "The entries.", typeof(SelfHelpReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("AnswerSelfHelp", "Self-help", "Say whether it helped")
        {
            Description = "Counts once for a person, an entry and a local day of the organisation: a second click counts nothing, a change of mind on the same day takes the place of the answer before. Who answered is kept as a hash for that day alone. For everybody who is signed in.",
            Body = typeof(SelfHelpAnswerBody),
            Example = new SelfHelpAnswerBody(true),
            By = "anna",
            Takes = ["Idempotency-Key (day)"],
            Answers = [new(200, "The answer that counts today.", typeof(SelfHelpAnswerReply), Example: new SelfHelpAnswerReply("restart", true), Headers: ["Idempotency-Replayed"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TooLarge, UnsupportedMediaType, IdempotencyKeyReused, .. Always],
        },
        new("ListParameters", "Parameters", "List the parameters")
        {
            Description = "Each parameter of the caller's organisation with its type, its default, its value and its version. Needs a role of the desk.",
            Answers = [new(200, "The parameters, by name.", typeof(ParametersReply), Example: Examples.Parameters)],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadParameter", "Parameters", "Read a parameter")
        {
            Description = "Its ETag is its version, `\"0\"` while nobody has set it. Needs a role of the desk.",
            Answers = [new(200, "The parameter.", typeof(ParameterReply), Example: Examples.Parameter, Headers: ["ETag"])],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
        new("WriteParameter", "Parameters", "Set a parameter")
        {
            Description = "The whole value takes the place of the one that stands, and is checked against all other parameters: a team that something still names cannot go. The value that stands makes no version, so a repetition does no harm. It counts at once where it was set, and everywhere within 30 seconds. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(ParameterBody),
            Example = new ParameterBody(System.Text.Json.JsonSerializer.SerializeToElement("it-support")),
            By = "mia",
            Takes = ["If-Match (parameter)"],
            Answers = [new(200, "The parameter as it stands now.", typeof(ParameterReply), Example: Examples.Parameter, Headers: ["ETag"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, StaleVersion, PreconditionRequired, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReadParameterHistory", "Parameters", "Read who set a parameter")
        {
            Description = "Every version, the latest first: the value before and after, who, in which role, and when. Of the directory it keeps who works where, without names, addresses and absences. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Query = "top=20",
            Takes = ["before", "top"],
            Answers = [new(200, "A page.", typeof(ParameterHistoryReply), Example: Examples.ParameterHistory)],
            Refuses = [InvalidRequest, NotAllowed, NotFound, .. Always],
        },
        new("ReadSummary", "Reports", "Read the monthly summary")
        {
            Description = "Opened, resolved, backlog, mean time to resolve and share within target, per priority, month and team: from projections, never by scanning tickets. Needs a role of the desk or ReportingViewer.",
            Query = "kind=incident&team=it-support",
            Takes = ["from", "to", "kind", "team (filter)", "If-None-Match"],
            Answers = [new(200, "The summary.", typeof(Reporting.Summaries.Summary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadHandovers", "Reports", "Read how well tickets are handed over")
        {
            Description = "For each pair of teams: handovers, those that came back done, those that were bounced, and how long until somebody of the receiving team had the ticket. Needs a role of the desk or ReportingViewer.",
            Query = "team=it-support",
            Takes = ["from", "to", "team (filter)", "If-None-Match"],
            Answers = [new(200, "The handovers.", typeof(Reporting.Summaries.HandoverSummary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadSatisfaction", "Reports", "Read how satisfied requesters are")
        {
            Description = "For each month and team: how many resolutions asked their requester, how many of them were answered, and of the answers given in the month the mean and how many there are of each score. Needs a role of the desk or ReportingViewer.",
            Query = "team=it-support",
            Takes = ["from", "to", "team (filter)", "If-None-Match"],
            Answers = [new(200, "The answers.", typeof(Reporting.Summaries.SatisfactionSummary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadSelfHelpReport", "Reports", "Read what self-help achieves")
        {
            Description = "For each entry and month: answers of people whom it helped and whom it did not, and tickets of people who had read it. Counted when it happens, without looking at tickets. Needs a role of the desk or ReportingViewer.",
            Query = "from=2026-01&to=2026-12",
            Takes = ["from", "to", "If-None-Match"],
            Answers = [new(200, "The figures.", typeof(Reporting.Summaries.SelfHelpSummary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("Live", "Health", "Is the process alive?") { Answers = [new(200, "It is.", typeof(LiveReply), Example: new LiveReply("alive"))] },
        new("Ready", "Health", "Can it work?")
        {
            Description = "Asks Table and Queue Storage, and looks at the oldest event that has not been told to the world.",
            Answers =
            [
                new(200, "It can.", typeof(ReadyReply), Example: new ReadyReply("ready", true, true, null, 0, 0)),
                new(503, "It cannot: a member says why.", typeof(ReadyReply), Example: new ReadyReply("notReady", false, true, null, 0, 0)),
            ],
        },
        new("OpenApi", "Documentation", "Read this document") { Answers = [new(200, "OpenAPI 3.1.")] },
        new("Docs", "Documentation", "Read this document as a page") { Answers = [new(200, "HTML without scripts and without anything from elsewhere.", MediaType: "text/html")] },
        new("DocsStyle", "Documentation", "The page's style sheet") { Answers = [new(200, "CSS.", MediaType: "text/css")] },
    ];

    /// <summary>
    /// The preflight answers a browser on any path, which OpenAPI cannot say: it stands in the introduction. The pages behind signed
    /// links are for people who click in a mail.
    /// </summary>
    public static readonly IReadOnlySet<string> NotDescribed = new HashSet<string> { "Preflight", "AskToReopen", "ReopenByLink", "AskSurvey", "AnswerSurveyByLink" };

    private static Operation Open(string function, string summary, Type body, object example) => new(function, "Intake", summary)
    {
        Description = "The matrix gives the priority, the area its team. The ticket stands in the requester's list when the answer comes.",
        Body = body,
        Example = example,
        By = "anna",
        Takes = ["Idempotency-Key", "Accept-Language"],
        Answers = [new(201, "The ticket.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["Location", "ETag", "Idempotency-Replayed"])],
        Refuses = Written,
    };

    private static Operation Change(string function, string summary, Type body, object example, string? description = null, params ProblemCode[] also) => new(function, "Commands", summary)
    {
        Description = description,
        Body = body,
        Example = example,
        Takes = ["If-Match", "Idempotency-Key", "Accept-Language"],
        Answers = [Done, DoneBefore],
        // A command without members has no other body that its key could come with.
        Refuses = [TransitionNotAllowed, TicketClosed, StaleVersion, PreconditionRequired, .. also, .. Written.Where(code => code != IdempotencyKeyReused || body != typeof(EmptyBody))],
    };

    private static Operation Append(string function, string summary, Type body, object example, string description, params ProblemCode[] also) => new(function, "Commands", summary)
    {
        Description = $"{description} It appends: `If-Match` is honoured, not needed.",
        Body = body,
        Example = example,
        Takes = ["If-Match (optional)", "Idempotency-Key", "Accept-Language"],
        Answers = [Done, DoneBefore],
        Refuses = [TicketClosed, StaleVersion, .. also, .. Written.Where(code => code != IdempotencyKeyReused || body != typeof(EmptyBody))],
    };

    // The one command that a closed ticket takes.
    private static Operation Survey(string function, string summary, Type body, object example, string description) =>
        Append(function, summary, body, example, description) with { By = "anna", Answers = [Done], Refuses = [TransitionNotAllowed, SurveyNotOpen, StaleVersion, .. Written] };

    private static Answer DoneBefore => new(204, "The same key did it before; the ticket is not the caller's to read any more.", MediaType: null, Headers: ["Idempotency-Replayed"]);

    private static Answer Done => new(200, "The ticket as it stands now.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["ETag", "Idempotency-Replayed"]);
}
