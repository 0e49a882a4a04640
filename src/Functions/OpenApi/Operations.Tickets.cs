using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Opening and reading tickets, their files and their mails.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfTickets =>
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

        new("ReceiveAlerts", "Intake", "Report alerts")
        {
            Description = "Alertmanager's webhook (version 4) as it is sent, and what others send in its form; or CloudEvents 1.0, structured (`application/cloudevents+json`), in batches (`application/cloudevents-batch+json`) or binary (`ce-` headers). Each fingerprint has one open incident: the first alert opens it, one that says something new leaves an internal note, one that is over resolves it as long as nobody has begun, and one that fires again reopens it. The same alert again changes nothing, in whatever order it comes; so no key is needed. Each alert is answered for itself, in the order of the request; where storage fails for one, the answer is 503, and all of it can be sent again. At most 500 alerts and 2 MiB. Needs the role Monitoring.",
            Body = typeof(Alerts.AlertmanagerBody),
            Example = Examples.Alertmanager,
            By = "probe",
            Takes = ["Accept-Language"],
            Answers = [new(200, "What became of each.", typeof(Alerts.AlertsReply), Example: Examples.AlertsTaken)],
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
        new("SearchTickets", "Tickets", "Search tickets")
        {
            Description = "The tickets that the caller may read by their words, the best first: title, description, messages, solution and public files, in Danish and English, with any spelling of Danish letters and any ending; for the desk its notes too. Everybody else finds what is their own and what they follow, and `total` counts nothing else. A ticket's whole number finds it at once; everything else as of `asOf`: what changes is found within a few minutes, and where nothing changes `asOf` stands still. Without `asOf` nothing is indexed yet, and it is seen to. Needs most of the words; where no ticket has them, one.",
            Query = "q=printer+paper&top=20",
            Takes = ["q (search)", "kind", "top (search)", "Accept-Language"],
            Answers = [new(200, "The tickets.", typeof(SearchReply))],
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
        new("ReadServiceLevels", "Service levels", "Read a ticket's clocks")
        {
            Description = "What is promised of the ticket, how much of it has been used up and when it is due, folded from its events by the policies and calendars that held when each of them happened. None where no policy fits it: Aarhus University binds itself to nothing. The desk reads agreements of teams and contracts of suppliers too. With `asOf` as it stood then, with nothing that happened or was published later. The desk reads how likely a breach is, too: by how much more time like tickets needed, with how many there were and what they have in common.",
            Takes = ["asOf"],
            Answers = [new(200, "The clocks.", typeof(ServiceLevelsReply))],
            Refuses = [InvalidRequest, NotFound, .. Always],
        },
        new("ExplainServiceLevel", "Service levels", "Explain a clock")
        {
            Description = "Every moment from the start of a clock to now, or to its end: counted, outside hours, a holiday by its name, or paused, with the reason and who was waited for; and a sentence in both languages. Where no such clock runs, the sentence says why.",
            Takes = ["asOf", "cycle"],
            Answers = [new(200, "The explanation.", typeof(ExplanationReply))],
            Refuses = [InvalidRequest, NotFound, .. Always],
        },
        new("ReadJournal", "Tickets", "Read a ticket's notes")
        {
            Description = "Messages between desk and end user, and to the desk its internal notes too.",
            Answers = [new(200, "The notes, oldest first.", typeof(JournalReply), Example: Examples.Journal)],
            Refuses = [NotFound, .. Always],
        },
    ];

    private static IReadOnlyList<Operation> OfFiles =>
    [
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
    ];
}
