using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Every HTTP function, one row each. A function without a row, or a row without a function, fails a test.</summary>
public static partial class Operations
{
    public static readonly IReadOnlyList<(string Name, string Description)> Tags =
    [
        ("Intake", "Opening incidents and requests."),
        ("Tickets", "Reading tickets: one, a page of them, their history and their notes."),
        ("Commands", "What people do with a ticket: one route for each command."),
        ("Changes", "Changes: opened, reviewed, planned and carried out. What every ticket takes (notes, files, watchers, links) a change takes too, at `/api/tickets/{number}`."),
        ("Problems", "Problems: opened from incidents, looked into, and closed with their cause or with a workaround. What every ticket takes (notes, tasks, links) a problem takes too, at `/api/tickets/{number}`: `link` with the kind `causes` adds an incident, `unlink` takes it away."),
        ("Coordination", "How an incident is coordinated where the organisation does so as ORMIS has it: the profile `ormis`, or the parameter `ormis`."),
        ("Major incidents", "Incidents that more depends on: declared, told to everybody who is affected, published without a login, reviewed by their timeline."),
        ("Service levels", "What is promised of a ticket, how it stands, and why."),
        ("Attachments", "Files on a ticket: put there, listed, fetched."),
        ("Notifications", "What was mailed, and what was not and why."),
        ("Catalogue", "What a portal needs to draw its forms."),
        ("Self-help", "What end users find out for themselves before they open a ticket, and whether it helped."),
        ("Knowledge", "What the desk knows beside its tickets: written, published, found."),
        ("Parameters", "What an organisation decides for itself: read, set, and who set what when."),
        ("Reports", "Numbers for managers."),
        ("Events", "What happens to tickets, for machines that follow it."),
        ("Health", "For probes and operators."),
        ("Documentation", "This contract, for machines and for people."),
    ];

    private static readonly ProblemCode[] Always = [NotSignedIn, Unexpected, TryAgain];
    private static readonly ProblemCode[] Written = [InvalidRequest, TooLarge, UnsupportedMediaType, IdempotencyKeyReused, NotAllowed, NotFound, .. Always];

    public static readonly IReadOnlyList<Operation> All =
    [
        .. OfTickets,
        .. OfCommands,
        .. OfChanges,
        .. OfProblems,
        .. OfProposals,
        .. OfOrmis,
        .. OfMajorIncidents,
        .. OfFiles,
        .. OfKnowledge,
        .. OfSimulations,
        .. OfTheOrganisation,
        .. OfReports,
        .. OfReportQueries,
        .. OfTheFeed,
        .. OfOperators,
    ];

    /// <summary>
    /// The preflight answers a browser on any path, which OpenAPI cannot say: it stands in the introduction. The pages behind signed
    /// links are for people who click in a mail, and the web report is one too.
    /// </summary>
    public static readonly IReadOnlySet<string> NotDescribed = new HashSet<string> { "Preflight", "AskToReopen", "ReopenByLink", "AskSurvey", "AnswerSurveyByLink", "AskVote", "VoteByLink", "FollowChangeCalendar", "ReportAutomation", "WebReport", "WebReportFile" };

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
