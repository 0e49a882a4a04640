using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>One route for each command on a ticket.</summary>
public sealed class Commands(CommandDoor door)
{
    [Function("Assign"), Door(Act.Assign)]
    public Task<IResult> Assign([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/assign")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<AssignBody>(request, number, body => body.ToCommand(), stop);

    [Function("BeginWork"), Door(Act.BeginWork)]
    public Task<IResult> BeginWork([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/begin-work")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<EmptyBody>(request, number, _ => new TicketCommand.BeginWork(), stop);

    [Function("Pend"), Door(Act.Pend)]
    public Task<IResult> Pend([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/pend")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<PendBody>(request, number, body => body.ToCommand(request.Caller().Organisation), stop);

    [Function("Resume"), Door(Act.Resume)]
    public Task<IResult> Resume([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/resume")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<EmptyBody>(request, number, _ => new TicketCommand.Resume(), stop);

    [Function("SetPriority"), Door(Act.SetPriority)]
    public Task<IResult> SetPriority([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/set-priority")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<SetPriorityBody>(request, number, body => body.ToCommand(), stop);

    [Function("Reclassify"), Door(Act.Reclassify)]
    public Task<IResult> Reclassify([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/reclassify")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ReclassifyBody>(request, number, body => body.ToCommand(), stop);

    [Function("Resolve"), Door(Act.Resolve)]
    public Task<IResult> Resolve([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/resolve")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ResolveBody>(request, number, body => body.ToCommand(), stop);

    [Function("Reopen"), Door(Act.Reopen)]
    public Task<IResult> Reopen([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/reopen")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ReopenBody>(request, number, body => new TicketCommand.Reopen(body.Reason), stop);

    [Function("Cancel"), Door(Act.Cancel)]
    public Task<IResult> Cancel([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/cancel")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<CancelBody>(request, number, body => new TicketCommand.Cancel(body.Reason ?? ""), stop);

    [Function("Reply"), Door(Act.Reply)]
    public Task<IResult> Reply([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/reply")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<ReplyBody>(request, number, body => body.ToCommand(), stop);

    [Function("WriteJournal"), Door(Act.Journal)]
    public Task<IResult> WriteJournal([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/journal")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<JournalBody>(request, number, body => body.ToCommand(), stop);

    [Function("Dispatch"), Door(Act.Dispatch)]
    public Task<IResult> Dispatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/dispatch")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<DispatchBody>(request, number, body => body.ToCommand(), stop, mayBeDry: true);

    [Function("Accept"), Door(Act.Accept)]
    public Task<IResult> Accept([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/accept")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<EmptyBody>(request, number, _ => new TicketCommand.Accept(), stop);

    [Function("Bounce"), Door(Act.Bounce)]
    public Task<IResult> Bounce([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/bounce")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<BounceBody>(request, number, body => new TicketCommand.Bounce(body.Reason ?? ""), stop);

    [Function("Chase"), Door(Act.Chase)]
    public Task<IResult> Chase([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/chase")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<ChaseBody>(request, number, body => new TicketCommand.Chase(body.Text ?? ""), stop);

    [Function("AcknowledgeEscalation"), Door(Act.AcknowledgeEscalation)]
    public Task<IResult> AcknowledgeEscalation([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/acknowledge-escalation")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<AcknowledgeBody>(request, number, body => new TicketCommand.AcknowledgeEscalation(body.Note), stop);

    [Function("Expect"), Door(Act.Expect)]
    public Task<IResult> Expect([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/expect")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<ExpectBody>(request, number, body => new TicketCommand.Expect(body.ExpectedAt, body.Note), stop);

    [Function("SetFlags"), Door(Act.Flag)]
    public Task<IResult> SetFlags([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/flags")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<FlagsBody>(request, number, body => body.ToCommand(), stop);
}

/// <summary>A command without members: send {} or nothing.</summary>
public sealed record EmptyBody;

/// <param name="Assignee">Person id of the agent; without one it waits in the team's queue.</param>
/// <param name="Team">Id of the team that has the ticket, where the caller wants to be sure; another team gets it by dispatch.</param>
public sealed record AssignBody([property: MaxLength(Person.LongestId)] string? Assignee, string? Team = null)
{
    internal TicketCommand ToCommand() => new TicketCommand.Assign(Team, Assignee);
}

/// <param name="Reason">PR-01 to PR-17.</param>
/// <param name="Until">The instant that is waited for: required by some reasons, wakes the ticket with any.</param>
/// <param name="Note">An internal note to go with it.</param>
/// <param name="Supplier">Of a reason that waits for a supplier: their name.</param>
/// <param name="SupplierCase">Their number for it.</param>
/// <param name="Approver">Of a reason that waits for an approval: who is asked; left out, the leaders of the ticket's team.</param>
/// <param name="ExpectedAt">When it is expected to be done, for colleagues who can tell the end user: an instant in the future.</param>
public sealed record PendBody(
    [property: Required] string? Reason, DateTimeOffset? Until, [property: MaxLength(Texts.LongestNote)] string? Note,
    [property: MaxLength(Texts.LongestName)] string? Supplier, [property: MaxLength(Texts.LongestName)] string? SupplierCase, PersonBody? Approver, DateTimeOffset? ExpectedAt)
{
    internal TicketCommand ToCommand(OrganisationId organisation) => new TicketCommand.Pend(
        Reason ?? "", Until, Note, Supplier is null && SupplierCase is null ? null : new(Supplier ?? "", SupplierCase), Approver?.ToPerson(organisation, "/approver"), ExpectedAt);
}

/// <param name="HandlingRank">1 (high) to 5, against the matrix; left out, the matrix counts again.</param>
/// <param name="Reason">Mandatory.</param>
public sealed record SetPriorityBody([property: Range(1, 5)] int? HandlingRank, [property: Required, MaxLength(Texts.LongestReason)] string? Reason)
{
    internal TicketCommand ToCommand() => new TicketCommand.SetPriority(HandlingRank, Reason ?? "");
}

/// <param name="Solution">Mandatory: it is mailed to the end user (AU-49).</param>
/// <param name="ClosureCode">"solved" if left out.</param>
/// <param name="FirstContact">True where whoever was asked first solved it: no other team had it, and it was never reopened.</param>
/// <param name="OpenTasks">cancel, where open tasks go with the ticket; left out, they stand in the way.</param>
public sealed record ResolveBody(
    [property: Required, MaxLength(Texts.LongestNote)] string? Solution, [property: MaxLength(Texts.LongestName)] string? ClosureCode, bool? FirstContact, OnOpenTasks? OpenTasks)
{
    internal TicketCommand ToCommand() => new TicketCommand.Resolve(Solution ?? "", ClosureCode, FirstContact ?? false, OpenTasks == OnOpenTasks.Cancel);
}

/// <summary>What becomes of the open tasks of a ticket that is resolved.</summary>
public enum OnOpenTasks
{
    Cancel,
}

/// <param name="Reason">What is wrong still: a message to the desk.</param>
public sealed record ReopenBody([property: MaxLength(Texts.LongestNote)] string? Reason);

/// <param name="Reason">Mandatory.</param>
public sealed record CancelBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <summary>What a handover to another team needs: <c>?dryRun=true</c> tells all that is missing, and changes nothing.</summary>
/// <param name="Team">Id of the receiving team; left out, the team that handed the ticket on.</param>
/// <param name="Assignee">Person id: only with an agreement, or where the rank has the receiver accept first.</param>
/// <param name="Agreement">What was agreed with that person.</param>
/// <param name="Note">Sums up the issue and what was tried: an internal note.</param>
/// <param name="Message">To the end user: that another team takes over.</param>
/// <param name="UserInformed">phone, in-person or mail, where the end user was told otherwise.</param>
/// <param name="CategoryConfirmed">True: the category was held against the description.</param>
/// <param name="Contact">Who of the receiving team was spoken to, at rank 1.</param>
/// <param name="Answers">To the category's additional questions, by id.</param>
/// <param name="ExpectedAt">When it is expected to be done, for colleagues who can tell the end user: an instant in the future.</param>
public sealed record DispatchBody(
    [property: MaxLength(Texts.LongestName)] string? Team,
    [property: MaxLength(Person.LongestId)] string? Assignee,
    [property: MaxLength(Texts.LongestReason)] string? Agreement,
    [property: MaxLength(Texts.LongestNote)] string? Note,
    [property: MaxLength(Texts.LongestNote)] string? Message,
    string? UserInformed,
    bool? CategoryConfirmed,
    ContactBody? Contact,
    IReadOnlyDictionary<string, string>? Answers,
    DateTimeOffset? ExpectedAt)
{
    internal TicketCommand ToCommand() => new TicketCommand.Dispatch(
        Team, Assignee, Agreement, Note, Message, UserInformed, CategoryConfirmed ?? false,
        Contact is null ? null : new(Contact.Person ?? "", Contact.Role ?? ContactRole.Dispatcher, Contact.DispatcherUnavailable ?? false), Answers, ExpectedAt);
}

/// <param name="Person">Name or id.</param>
/// <param name="Role">dispatcher (the default) or leader.</param>
/// <param name="DispatcherUnavailable">True where the dispatcher was tried first: only then the leader will do.</param>
public sealed record ContactBody([property: Required, MaxLength(Texts.LongestName)] string? Person, ContactRole? Role, bool? DispatcherUnavailable);

/// <param name="Reason">Mandatory: what is not right or not enough.</param>
public sealed record BounceBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <param name="Text">The message, at most 32,000 characters.</param>
/// <param name="From">requester, where an agent writes down what the requester said; left out, the message is the caller's own.</param>
/// <param name="Channel">How the requester said it: phone, in-person or mail. Only with `from`, and required there.</param>
public sealed record ReplyBody([property: Required, MaxLength(Texts.LongestNote)] string? Text, ReplyFrom? From, [property: AllowedValues("phone", "in-person", "mail")] string? Channel)
{
    /// <exception cref="UnreadableRequestException">It says how the caller's own message came.</exception>
    internal TicketCommand ToCommand() => From switch
    {
        ReplyFrom.Requester => new TicketCommand.RecordReply(Text ?? "", Channel),
        _ when Channel is not null => throw new UnreadableRequestException(Problem.Invalid(new("The request has members that cannot be accepted.", "Anmodningen har felter, som ikke kan godtages."), new Complaint("/channel", new("Only what the requester said has one: say from: requester.", "Kun det, brugeren har sagt, har en kanal: angiv from: requester.")))),
        _ => new TicketCommand.Reply(Text ?? ""),
    };
}

/// <summary>Whose words a message is, where they are not the caller's own.</summary>
public enum ReplyFrom
{
    Requester,
}

/// <param name="Text">The note, at most 32,000 characters.</param>
/// <param name="Visibility">internal (the default) or public.</param>
public sealed record JournalBody([property: Required, MaxLength(Texts.LongestNote)] string? Text, Visibility? Visibility)
{
    internal TicketCommand ToCommand() => new TicketCommand.Journal(Text ?? "", Visibility ?? Domain.Tickets.Visibility.Internal);
}

/// <param name="Note">What is done about it.</param>
public sealed record AcknowledgeBody([property: MaxLength(Texts.LongestReason)] string? Note);

/// <param name="Text">What is asked, at most 32,000 characters: an internal note.</param>
public sealed record ChaseBody([property: Required, MaxLength(Texts.LongestNote)] string? Text);

/// <param name="ExpectedAt">When it is expected to be done: an instant in the future.</param>
/// <param name="Note">An internal note to go with it.</param>
public sealed record ExpectBody([property: Required] DateTimeOffset? ExpectedAt, [property: MaxLength(Texts.LongestNote)] string? Note);

/// <param name="Update">False when the user has been answered.</param>
/// <param name="Attention">The caller's own.</param>
public sealed record FlagsBody(bool? Update, bool? Attention)
{
    internal TicketCommand ToCommand() => new TicketCommand.Flag(Update, Attention);
}

/// <summary>What is left out stays as it is. An incident takes impact and urgency, a request importance and speed.</summary>
/// <param name="Category">Id of a category; the catalogue lists them.</param>
/// <param name="Subcategory">Id of one of the category's subcategories.</param>
/// <param name="Impact">How many it stops: company, department or individual.</param>
/// <param name="Urgency">How long it can wait: high (not at all), medium or low.</param>
/// <param name="Importance">How much it is needed: mustHave, shouldHave or wheneverPossible.</param>
/// <param name="Speed">How fast: expedite or standard.</param>
/// <param name="Service">The IT service that it is about, in free text.</param>
/// <param name="Location">Where it is: a building, a room.</param>
/// <param name="ConfigurationItem">The device or system that it is about, by the name that the desk knows it under.</param>
public sealed record ReclassifyBody(
    string? Category, string? Subcategory, Impact? Impact, Urgency? Urgency, Importance? Importance, Speed? Speed,
    [property: MaxLength(Texts.LongestName)] string? Service,
    [property: MaxLength(Texts.LongestName)] string? Location,
    [property: MaxLength(Texts.LongestName)] string? ConfigurationItem)
{
    internal TicketCommand ToCommand() => new TicketCommand.Reclassify(Category, Subcategory, Impact, Urgency, Importance, Speed, Service, Location, ConfigurationItem);
}
