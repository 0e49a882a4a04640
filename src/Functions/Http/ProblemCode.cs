namespace ItsmFunctions.Functions.Http;

/// <summary>What can go wrong, as the HTTP contract names it: stable, declared here and nowhere else, listed in docs/errors.md.</summary>
/// <param name="Meaning">When it comes.</param>
/// <param name="Remedy">What the caller does next.</param>
public sealed record ProblemCode(string Code, int Status, string Title, string Meaning, string Remedy)
{
    public static readonly ProblemCode InvalidRequest = new(
        "invalid-request", 400, "Invalid request",
        "The body, the query or a header cannot be accepted: not JSON, an unknown or repeated member, a value out of range, a continuation token of another query.",
        "errors[] points at each member that is wrong and says what is accepted.");

    public static readonly ProblemCode NotSignedIn = new(
        "not-signed-in", 401, "Not signed in",
        "The request does not say who it is from in a way that counts.",
        "Sign in and send the token; on the local runtime send X-MS-CLIENT-PRINCIPAL.");

    public static readonly ProblemCode NotAllowed = new(
        "not-allowed", 403, "Not allowed",
        "The caller may see the ticket, but their roles do not allow the command, or the list; or a mail gateway knocks at another door than its own.",
        "Ask somebody who holds a role that the detail names.");

    public static readonly ProblemCode ResolveBySupport = new(
        "resolve-by-support", 403, "Support resolves",
        "Second and third line do not resolve.",
        "Hand the ticket back to support with a note that describes the solution.");

    public static readonly ProblemCode NotFound = new(
        "not-found", 404, "Not found",
        "There is no such ticket or parameter, or it is not the caller's to see: both look the same.",
        "Check the number, or the name.");

    public static readonly ProblemCode TransitionNotAllowed = new(
        "transition-not-allowed", 409, "Not in this status",
        "A ticket in its present status does not take the command.",
        "Read the ticket again: commands lists what it takes now.");

    public static readonly ProblemCode TicketClosed = new(
        "ticket-closed", 409, "Closed",
        "Closed is closed: the ticket takes no command any more.",
        "followUp says how to open a ticket that is linked to it.");

    public static readonly ProblemCode HandoverIncomplete = new(
        "handover-incomplete", 409, "Not ready to be handed over",
        "Something that a handover to another team needs is missing: a note that says something, an answer, the category's confirmation, the end user's knowledge, a contact, an agreement.",
        "errors[] lists all of it at once, each with the member that mends it; ?dryRun=true asks beforehand.");

    public static readonly ProblemCode NothingOffered = new(
        "nothing-offered", 409, "Nothing is offered",
        "The ticket is offered to nobody: somebody else was first, or it was never offered.",
        "Read the ticket again: its team has it.");

    public static readonly ProblemCode NeverHandedOver = new(
        "never-handed-over", 409, "Nobody handed it over",
        "A ticket that no team handed on cannot be bounced.",
        "Dispatch it to the team that is to have it.");

    public static readonly ProblemCode OpenTasks = new(
        "open-tasks", 409, "Open tasks",
        "The ticket has tasks that nobody has done yet.",
        "Complete or cancel them, or send openTasks: cancel.");

    public static readonly ProblemCode NoOpenTask = new(
        "no-open-task", 409, "No open task",
        "The task is done or cancelled already, or the ticket has none that is open.",
        "Read the ticket again: tasks lists them with their states.");

    public static readonly ProblemCode NothingToApprove = new(
        "nothing-to-approve", 409, "Nothing to approve",
        "The ticket waits for nobody's approval: it was decided already, or waits for something else.",
        "Read the ticket again: its status says where it stands.");

    public static readonly ProblemCode TooManyAttachments = new(
        "too-many-attachments", 409, "No room for more files",
        "The ticket holds as many files as a ticket can.",
        "Link to where the files lie, or open a ticket that follows this one up.");

    public static readonly ProblemCode AttachmentInfected = new(
        "attachment-infected", 409, "The file is infected",
        "The scanner found something in the file: it is not taken, and nobody gets it.",
        "Clean the file, or send what is needed of it in another form.");

    public static readonly ProblemCode AttachmentNotScanned = new(
        "attachment-not-scanned", 409, "The file is not scanned yet",
        "The scanner has not seen the file, and nobody gets it before.",
        "Try again in a while; if it lasts, the operators have to look at the scanner.");

    public static readonly ProblemCode LinkNotPossible = new(
        "link-not-possible", 409, "Link not possible",
        "The two tickets cannot be linked, unlinked or merged like this: they are linked otherwise, it would lead in a circle, the other end owns the link, or the master is closed or a duplicate itself.",
        "Read both tickets again: links says how they stand to one another.");

    public static readonly ProblemCode StaleVersion = new(
        "stale-version", 412, "Stale version",
        "The ticket, or the parameter, has changed since the version that If-Match names.",
        "Read it again and decide anew; currentETag is the version that stands.");

    public static readonly ProblemCode TooLarge = new(
        "too-large", 413, "Too large",
        "The body holds more than 256 KiB, a mail more than 25 MiB, a file more than the organisation takes, or a parameter's value more than a row of storage.",
        "Send less.");

    public static readonly ProblemCode UnsupportedMediaType = new(
        "unsupported-media-type", 415, "Unsupported media type",
        "The body is said to be something else than JSON, or than a mail where a mail is taken.",
        "Send Content-Type: application/json; for a mail message/rfc822.");

    public static readonly ProblemCode AttachmentTypeRefused = new(
        "attachment-type-refused", 415, "Files like this are not taken",
        "The organisation does not take files with this extension or of this type, or the file is a program.",
        "Send the content in another form.");

    public static readonly ProblemCode IdempotencyKeyReused = new(
        "idempotency-key-reused", 422, "Idempotency-Key reused",
        "The key came before, with another request.",
        "Use a fresh key for each intention.");

    public static readonly ProblemCode PreconditionRequired = new(
        "precondition-required", 428, "Precondition required",
        "A command that changes the state of a ticket, or a parameter's new value, came without If-Match.",
        "Send If-Match with the ETag of what the decision was made for.");

    public static readonly ProblemCode Unexpected = new(
        "unexpected", 500, "Something went wrong",
        "A fault of the desk, not of the request.",
        "Report it with the traceId.");

    public static readonly ProblemCode TryAgain = new(
        "try-again", 503, "Try again",
        "Storage does not answer in time, or too many write to the same ticket at once.",
        "Wait as long as Retry-After says, then repeat the request with the same Idempotency-Key.");

    public static readonly IReadOnlyList<ProblemCode> All =
    [
        InvalidRequest, NotSignedIn, NotAllowed, ResolveBySupport, NotFound, TransitionNotAllowed, TicketClosed, HandoverIncomplete, NothingOffered, NeverHandedOver, OpenTasks, NoOpenTask, NothingToApprove, LinkNotPossible,
        TooManyAttachments, AttachmentInfected, AttachmentNotScanned, StaleVersion, TooLarge, UnsupportedMediaType, AttachmentTypeRefused, IdempotencyKeyReused, PreconditionRequired, Unexpected, TryAgain,
    ];
}
