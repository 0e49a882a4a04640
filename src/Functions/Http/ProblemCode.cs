using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Http;

/// <summary>What can go wrong, as the HTTP contract names it: stable, declared here and nowhere else, listed in docs/errors.md.</summary>
/// <param name="Meaning">When it comes.</param>
/// <param name="Remedy">What the caller does next.</param>
public sealed record ProblemCode(string Code, int Status, Sentence Title, string Meaning, Sentence Remedy)
{
    public static readonly ProblemCode InvalidRequest = new(
        "invalid-request", 400, new("Invalid request", "Anmodningen er ugyldig"),
        "The body, the query or a header cannot be accepted: not JSON, an unknown or repeated member, a value out of range, a continuation token of another query.",
        new("errors[] points at each member that is wrong and says what is accepted.", "errors[] peger på hvert felt, der er forkert, og siger, hvad der kan godtages."));

    public static readonly ProblemCode NotSignedIn = new(
        "not-signed-in", 401, new("Not signed in", "Ikke logget ind"),
        "The request does not say who it is from in a way that counts.",
        new("Sign in and send the token; on the local runtime send X-MS-CLIENT-PRINCIPAL.", "Log ind, og prøv igen."));

    public static readonly ProblemCode NotAllowed = new(
        "not-allowed", 403, new("Not allowed", "Ikke tilladt"),
        "The caller may see the ticket, but their roles do not allow the command, or the list; or a mail gateway knocks at another door than its own.",
        new("Ask somebody who may: the detail says who that is.", "Spørg en, der må: teksten siger hvem."));

    public static readonly ProblemCode ResolveBySupport = new(
        "resolve-by-support", 403, new("Support resolves", "Supporten løser"),
        "Second and third line do not resolve.",
        new("Hand the ticket back to support with a note that describes the solution.", "Send sagen tilbage til supporten med en journalnote, der beskriver løsningen."));

    public static readonly ProblemCode NotFound = new(
        "not-found", 404, new("Not found", "Findes ikke"),
        "There is no such ticket, parameter or article, or it is not the caller's to see: both look the same.",
        new("Check the number, or the name.", "Kontrollér nummeret eller navnet."));

    public static readonly ProblemCode TransitionNotAllowed = new(
        "transition-not-allowed", 409, new("Not in this status", "Ikke i denne status"),
        "A ticket in its present status does not take the command.",
        new("Read the ticket again: commands lists what it takes now.", "Læs sagen igen: commands viser, hvad der kan gøres nu."));

    public static readonly ProblemCode TicketClosed = new(
        "ticket-closed", 409, new("Closed", "Lukket"),
        "Closed is closed: the ticket takes no command any more.",
        new("followUp says how to open a ticket that is linked to it.", "followUp siger, hvordan der oprettes en ny sag, som er knyttet til den."));

    public static readonly ProblemCode HandoverIncomplete = new(
        "handover-incomplete", 409, new("Not ready to be handed over", "Ikke klar til overdragelse"),
        "Something that a handover to another team needs is missing: a note that says something, an answer, the category's confirmation, the end user's knowledge, a contact, an agreement.",
        new("errors[] lists all of it at once, each with the member that mends it; ?dryRun=true asks beforehand.", "errors[] viser det hele på én gang, hver med det felt, der retter det; ?dryRun=true spørger på forhånd."));

    public static readonly ProblemCode NothingOffered = new(
        "nothing-offered", 409, new("Nothing is offered", "Der er ikke tilbudt noget"),
        "The ticket is offered to nobody: somebody else was first, or it was never offered.",
        new("Read the ticket again: its team has it.", "Læs sagen igen: dens team har den."));

    public static readonly ProblemCode NeverHandedOver = new(
        "never-handed-over", 409, new("Nobody handed it over", "Ingen har overdraget den"),
        "A ticket that no team handed on cannot be bounced.",
        new("Dispatch it to the team that is to have it.", "Send den med dispatch til det team, der skal have den."));

    public static readonly ProblemCode OpenTasks = new(
        "open-tasks", 409, new("Open tasks", "Åbne opgaver"),
        "The ticket has tasks that nobody has done yet.",
        new("Complete or cancel them, or send openTasks: cancel.", "Udfør eller annullér dem, eller send openTasks: cancel."));

    public static readonly ProblemCode NoOpenTask = new(
        "no-open-task", 409, new("No open task", "Ingen åben opgave"),
        "The task is done or cancelled already, or the ticket has none that is open.",
        new("Read the ticket again: tasks lists them with their states.", "Læs sagen igen: tasks viser dem med deres status."));

    public static readonly ProblemCode NothingToApprove = new(
        "nothing-to-approve", 409, new("Nothing to approve", "Intet at godkende"),
        "The ticket waits for nobody's approval: it was decided already, or waits for something else.",
        new("Read the ticket again: its status says where it stands.", "Læs sagen igen: dens status siger, hvor den står."));

    public static readonly ProblemCode NotAwaited = new(
        "not-awaited", 409, new("Not waited for", "Det ventes der ikke på"),
        "The ticket waits, but not for this.",
        new("Read the ticket again: pending says what it waits for; a reply or a note can be written at any time.", "Læs sagen igen: pending viser, hvad den venter på; et svar eller en note kan altid skrives."));

    public static readonly ProblemCode TooManyAttachments = new(
        "too-many-attachments", 409, new("No room for more files", "Ikke plads til flere filer"),
        "The ticket holds as many files as a ticket can.",
        new("Link to where the files lie, or open a ticket that follows this one up.", "Henvis til, hvor filerne ligger, eller opret en sag, der følger op på denne."));

    public static readonly ProblemCode AttachmentInfected = new(
        "attachment-infected", 409, new("The file is infected", "Filen er inficeret"),
        "The scanner found something in the file: it is not taken, and nobody gets it.",
        new("Clean the file, or send what is needed of it in another form.", "Rens filen, eller send det nødvendige i en anden form."));

    public static readonly ProblemCode AttachmentNotScanned = new(
        "attachment-not-scanned", 409, new("The file is not scanned yet", "Filen er ikke scannet endnu"),
        "The scanner has not seen the file, and nobody gets it before.",
        new("Try again in a while; if it lasts, the operators have to look at the scanner.", "Prøv igen om lidt; bliver det ved, må driften se på scanneren."));

    public static readonly ProblemCode LinkNotPossible = new(
        "link-not-possible", 409, new("Link not possible", "Forbindelsen er ikke mulig"),
        "The two tickets cannot be linked, unlinked or merged like this: they are linked otherwise, it would lead in a circle, the other end owns the link, or the master is closed or a duplicate itself.",
        new("Read both tickets again: links says how they stand to one another.", "Læs begge sager igen: links viser, hvordan de står til hinanden."));

    public static readonly ProblemCode SurveyNotOpen = new(
        "survey-not-open", 409, new("No question is open", "Intet spørgsmål er åbent"),
        "Nobody was asked about this resolution, it is another one than that which stands, or the ticket was closed too long ago.",
        new("Read the ticket again: survey is there while its requester is asked, and says until when.", "Læs sagen igen: survey er der, mens brugeren bliver spurgt, og siger hvor længe."));

    public static readonly ProblemCode CursorExpired = new(
        "cursor-expired", 410, new("The cursor is too old", "Cursoren er for gammel"),
        "Events that stand behind the cursor are kept no longer.",
        new("Begin anew without after: it leads to the oldest events that are kept. What came before is read with the tickets.", "Begynd forfra uden after: det fører til de ældste hændelser, der gemmes. Det, der skete før, læses på sagerne."));
    public static readonly ProblemCode ReviewClosed = new(
        "review-closed", 409, new("The review is closed", "Gennemgangen er afsluttet"),
        "The change is in no review, or the votes have decided it already.",
        new("Read the change again: its stage says where it is, and its reviews what was decided.", "Læs ændringen igen: dens trin siger, hvor den er, og dens gennemgange, hvad der blev besluttet."));

    public static readonly ProblemCode ProposalDecided = new(
        "proposal-decided", 409, new("It has been decided already", "Det er allerede afgjort"),
        "A proposal is to be accepted or dismissed that was decided otherwise before.",
        new("Read the list of those that are open; open a problem by hand where the decision was wrong.", "Læs listen over dem, der er åbne; opret et problem i hånden, hvis afgørelsen var forkert."));

    public static readonly ProblemCode WorkaroundMissing = new(
        "workaround-missing", 409, new("There is no workaround", "Der er ingen omgåelse"),
        "A problem is to be closed as lived with, declared a known error, or its workaround told to users, and none is recorded.",
        new("Record the workaround, or send it along.", "Registrér omgåelsen, eller send den med."));

    public static readonly ProblemCode NotMajor = new(
        "not-major", 409, new("It is no major incident", "Det er ikke en større hændelse"),
        "Only an incident that was declared a major one has this command, most of them only until it is stood down; and only an incident can be declared one.",
        new("Declare it first: POST /api/tickets/{number}/major.", "Erklær den først: POST /api/tickets/{number}/major."));

    public static readonly ProblemCode NotCoordinated = new(
        "not-coordinated", 409, new("It is not coordinated like this", "Den koordineres ikke sådan"),
        "Only an incident that somebody classified is coordinated, and a disturbance has neither scope nor guidelines.",
        new("Classify it first: POST /api/tickets/{number}/ormis/classify.", "Klassificér den først: POST /api/tickets/{number}/ormis/classify."));

    public static readonly ProblemCode ClosureIncomplete = new(
        "closure-incomplete", 409, new("It is not complete yet", "Den er ikke fuldstændig endnu"),
        "A check before closing is to be recorded as met, and something that it asks for is missing: an open action item, a stakeholder who is not satisfied, the final update.",
        new("detail lists it; GET /api/tickets/{number}/ormis does too.", "detail viser det; det gør GET /api/tickets/{number}/ormis også."));

    public static readonly ProblemCode ChangeFrozen = new(
        "change-frozen", 409, new("Nothing is changed then", "Der ændres intet på det tidspunkt"),
        "The planned window, or the start, lies in a freeze window of the organisation.",
        new("Plan it outside; an emergency gives freezeReason.", "Planlæg den udenfor; en hasteændring angiver freezeReason."));

    public static readonly ProblemCode SimulationRequired = new(
        "simulation-required", 409, new("Simulate it first", "Simulér først"),
        "What an organisation promises, or the calendars that it is counted in, would change, and no simulation of exactly this value is named that is finished, no older than a day, and made against what is published now.",
        new("Send the value to POST /api/sla/simulations, look at what it comes to, and repeat the request with its id in simulation.", "Send værdien til POST /api/sla/simulations, se på resultatet, og gentag anmodningen med dens id i simulation."));

    public static readonly ProblemCode StaleVersion = new(
        "stale-version", 412, new("Stale version", "Forældet udgave"),
        "The ticket, the parameter or the article has changed since the version that If-Match names.",
        new("Read it again and decide anew; currentETag is the version that stands.", "Læs den igen, og tag stilling på ny; currentETag er den udgave, der gælder."));

    public static readonly ProblemCode TooLarge = new(
        "too-large", 413, new("Too large", "For stor"),
        "The body holds more than 256 KiB, a mail more than 25 MiB, a file more than the organisation takes, or a parameter's value more than a row of storage.",
        new("Send less.", "Send mindre."));

    public static readonly ProblemCode UnsupportedMediaType = new(
        "unsupported-media-type", 415, new("Unsupported media type", "Formatet kan ikke bruges"),
        "The body is said to be something else than JSON, or than a mail where a mail is taken; or it is a form where a file is taken.",
        new("Send Content-Type: application/json; for a mail message/rfc822; a file as its own bytes.", "Send Content-Type: application/json; til en mail message/rfc822; en fil som dens egne bytes."));

    public static readonly ProblemCode AttachmentTypeRefused = new(
        "attachment-type-refused", 415, new("Files like this are not taken", "Den slags filer tages ikke imod"),
        "The organisation does not take files with this extension or of this type, or the file is a program.",
        new("Send the content in another form.", "Send indholdet i en anden form."));

    public static readonly ProblemCode IdempotencyKeyReused = new(
        "idempotency-key-reused", 422, new("Idempotency-Key reused", "Idempotency-Key er brugt før"),
        "The key came before, with another request.",
        new("Use a fresh key for each intention.", "Brug en ny nøgle til hver hensigt."));

    public static readonly ProblemCode PreconditionRequired = new(
        "precondition-required", 428, new("Precondition required", "If-Match mangler"),
        "A command that changes the state of a ticket, a parameter's new value, or a change of an article came without If-Match.",
        new("Send If-Match with the ETag of what the decision was made for.", "Send If-Match med ETag for det, som beslutningen gælder."));

    public static readonly ProblemCode Unexpected = new(
        "unexpected", 500, new("Something went wrong", "Noget gik galt"),
        "A fault of the desk, not of the request.",
        new("Report it with the traceId.", "Meld det med traceId."));

    public static readonly ProblemCode TryAgain = new(
        "try-again", 503, new("Try again", "Prøv igen"),
        "Storage does not answer in time, or too many write to the same ticket at once.",
        new("Wait as long as Retry-After says, then repeat the request with the same Idempotency-Key.", "Vent, så længe Retry-After siger, og gentag så anmodningen med samme Idempotency-Key."));

    public static readonly IReadOnlyList<ProblemCode> All =
    [
        InvalidRequest, NotSignedIn, NotAllowed, ResolveBySupport, NotFound, TransitionNotAllowed, TicketClosed, HandoverIncomplete, NothingOffered, NeverHandedOver, OpenTasks, NoOpenTask, NothingToApprove, NotAwaited, LinkNotPossible, SurveyNotOpen, ReviewClosed, ChangeFrozen, WorkaroundMissing, NotMajor, NotCoordinated, ClosureIncomplete, ProposalDecided, SimulationRequired,
        TooManyAttachments, AttachmentInfected, AttachmentNotScanned, CursorExpired, StaleVersion, TooLarge, UnsupportedMediaType, AttachmentTypeRefused, IdempotencyKeyReused, PreconditionRequired, Unexpected, TryAgain,
    ];
}
