using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Opens changes, and one route for each command on a change (OM-17 to OM-22).</summary>
public sealed class Changes(Desk desk, CommandDoor door, Replies replies)
{
    [Function("OpenChange"), Door(Act.OpenChange)]
    public async Task<IResult> OpenChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (ChangeBody body, byte[] bytes) = await Bodies.ReadAsync<ChangeBody>(request, stop);
        Outcome outcome = await desk.OpenChangeAsync(caller, body.ToNewChange(caller.Person.Id), IdempotencyKeys.Read(request, caller, bytes), stop);
        return await replies.ChangedAsync(outcome, caller, stop);
    }

    [Function("SubmitChange"), Door(Act.SubmitChange)]
    public Task<IResult> SubmitChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/submit")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<SubmitChangeBody>(request, number, body => body.ToCommand(), replies.ChangedAsync, stop);

    [Function("Vote"), Door(Act.Vote)]
    public Task<IResult> Vote([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/votes")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<VoteBody>(request, number, body => body.ToCommand(), stop);

    [Function("DelegateVote"), Door(Act.DelegateVote)]
    public Task<IResult> DelegateVote([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/delegations")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<DelegationBody>(request, number, body => body.ToCommand(), replies.ChangedAsync, stop);

    [Function("ScheduleChange"), Door(Act.ScheduleChange)]
    public Task<IResult> ScheduleChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/schedule")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ScheduleBody>(request, number, body => new ChangeCommand.Schedule(body.From, body.Until, body.FreezeReason), replies.ChangedAsync, stop);

    [Function("StartChange"), Door(Act.StartChange)]
    public Task<IResult> StartChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/start")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<StartBody>(request, number, body => new ChangeCommand.Start(body.Reason), stop);

    [Function("ImplementChange"), Door(Act.ImplementChange)]
    public Task<IResult> ImplementChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/implemented")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ImplementedBody>(request, number, body => new ChangeCommand.Implement(body.Outcome, body.Report ?? ""), stop);

    [Function("CloseChange"), Door(Act.CloseChange)]
    public Task<IResult> CloseChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/close")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<CloseChangeBody>(request, number, body => new ChangeCommand.CloseIt(body.Note), stop);

    [Function("CancelChange"), Door(Act.CancelChange)]
    public Task<IResult> CancelChange([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/{number}/cancel")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<CancelBody>(request, number, body => new ChangeCommand.CancelIt(body.Reason ?? ""), stop);
}

/// <summary>A change. Its type decides the stages that it passes.</summary>
public sealed record ChangeBody
{
    /// <summary>standard, general or emergency, or a type of the organisation's own; the catalogue lists them. Required.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>Id of a template of the catalogue: required for a pre-approved type, such as standard, whose description, category and back-out plan are the template's. What is left out is the template's.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Template { get; init; }

    /// <summary>One line, at most 200 characters. Required without a template; likewise what follows. Of a pre-approved type it follows the template's title.</summary>
    [MaxLength(Texts.LongestTitle)]
    public string? Title { get; init; }

    /// <summary>What is changed and why, at most 32,000 characters.</summary>
    [MaxLength(Texts.LongestNote)]
    public string? Description { get; init; }

    /// <summary>Id of a category; the catalogue lists them.</summary>
    public string? Category { get; init; }

    /// <summary>Id of one of the category's subcategories.</summary>
    public string? Subcategory { get; init; }

    /// <summary>How many it reaches: company, department (where it is left out) or individual.</summary>
    public Impact? Impact { get; init; }

    /// <summary>How long it can wait: high (not at all), medium or low. Where it is left out: high for a type that may pass a freeze, such as emergency, and medium for all others.</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>The IT service that it touches, in free text.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Service { get; init; }

    /// <summary>Where it is: a building, a room.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Location { get; init; }

    /// <summary>The device or system that is changed, by the name that the desk knows it under.</summary>
    [MaxLength(Texts.LongestName)]
    public string? ConfigurationItem { get; init; }

    /// <summary>Id of an area.</summary>
    public string? Area { get; init; }

    /// <summary>Id of the team that carries it out: the change processing group. The parameter default_cha_group_id names it where it is left out.</summary>
    public string? Team { get; init; }

    /// <summary>Id of the team that reviews it. The parameter default_cha_review_group_id names it where it is left out.</summary>
    public string? ReviewTeam { get; init; }

    /// <summary>Person ids of who reviews it, in the team's place; never its author.</summary>
    [MaxLength(Electorate.Most)]
    public IReadOnlyList<string>? Reviewers { get; init; }

    /// <summary>How it is undone: required where the type asks for it, as general and emergency do.</summary>
    [MaxLength(Texts.LongestNote)]
    public string? BackOutPlan { get; init; }

    /// <summary>What can go wrong.</summary>
    [MaxLength(Texts.LongestNote)]
    public string? Risk { get; init; }

    /// <summary>When it is to be carried out; it can be said later, by schedule.</summary>
    public ScheduleBody? Window { get; init; }

    /// <summary>Number of an earlier ticket that this one follows up, such as a change that was backed out.</summary>
    public string? FollowUpOf { get; init; }

    /// <summary>True where it is not handed in yet: submit does that.</summary>
    public bool? Draft { get; init; }

    internal NewChange ToNewChange(string requester)
    {
        for (int i = 0; i < Reviewers?.Count; i++)
            ChangeBodies.Demand($"/reviewers/{i}", Reviewers[i]);
        return new(
            Type, Template, Title, Description, Category, Subcategory, requester, Area, Impact, Urgency, Service, Location, ConfigurationItem, Team, ReviewTeam, Reviewers, BackOutPlan, Risk,
            Window?.From, Window?.Until, Window?.FreezeReason, Draft ?? false, FollowUpOf is { } earlier ? Numbers.Read("/followUpOf", earlier) : null);
    }
}

/// <summary>What is left out stays as it reads.</summary>
/// <param name="BackOutPlan">How it is undone.</param>
/// <param name="Risk">What can go wrong.</param>
/// <param name="Reviewers">Person ids of who reviews it, in the team's place.</param>
/// <param name="Title">One line; not of a pre-approved type, whose title and description are the template's.</param>
/// <param name="Description">What is changed and why.</param>
public sealed record SubmitChangeBody(
    [property: MaxLength(Texts.LongestNote)] string? BackOutPlan = null, [property: MaxLength(Texts.LongestNote)] string? Risk = null, [property: MaxLength(Electorate.Most)] IReadOnlyList<string>? Reviewers = null,
    [property: MaxLength(Texts.LongestTitle)] string? Title = null, [property: MaxLength(Texts.LongestNote)] string? Description = null)
{
    internal TicketCommand ToCommand()
    {
        for (int i = 0; i < Reviewers?.Count; i++)
            ChangeBodies.Demand($"/reviewers/{i}", Reviewers[i]);
        return new ChangeCommand.Submit(BackOutPlan, Risk, Reviewers, Title, Description);
    }
}

/// <param name="Choice">approve, reject or abstain.</param>
/// <param name="Comment">Mandatory: what it was decided on.</param>
/// <param name="For">Person id of whose vote it is, where the caller votes in the place of several.</param>
public sealed record VoteBody(
    [property: Required] VoteChoice? Choice, [property: Required, MaxLength(Texts.LongestReason)] string? Comment, [property: MaxLength(Person.LongestId)] string? For)
{
    internal TicketCommand ToCommand() => new ChangeCommand.Vote(Choice ?? ChangeBodies.Missing<VoteChoice>("/choice"), Comment ?? "", For);
}

/// <param name="To">Person id of who votes in the meantime.</param>
/// <param name="Until">The first instant at which they no longer do.</param>
/// <param name="From">From when on; now where it is left out.</param>
/// <param name="Of">Person id of whose vote it is: their own where it is left out; for others a process manager delegates.</param>
public sealed record DelegationBody(
    [property: Required, MaxLength(Person.LongestId)] string? To, [property: Required] DateTimeOffset? Until, DateTimeOffset? From, [property: MaxLength(Person.LongestId)] string? Of)
{
    internal TicketCommand ToCommand()
    {
        ChangeBodies.Demand("/to", To ?? "");
        return new ChangeCommand.Delegate(Of, To!, From, Until);
    }
}

/// <param name="From">The first instant in which it is carried out.</param>
/// <param name="Until">The first instant after it, at most 31 days later.</param>
/// <param name="FreezeReason">Of an emergency: why it cannot wait for the end of a freeze window.</param>
public sealed record ScheduleBody([property: Required] DateTimeOffset? From, [property: Required] DateTimeOffset? Until, [property: MaxLength(Texts.LongestReason)] string? FreezeReason);

/// <param name="Reason">Why it is carried out at another time than it was planned for; of an emergency: why in a freeze window that its own does not lie in.</param>
public sealed record StartBody([property: MaxLength(Texts.LongestReason)] string? Reason);

/// <param name="Outcome">successful, successfulWithIssues, failed or backedOut.</param>
/// <param name="Report">Mandatory: what was done.</param>
public sealed record ImplementedBody([property: Required] ChangeOutcome? Outcome, [property: Required, MaxLength(Texts.LongestNote)] string? Report);

/// <param name="Note">An internal note to go with it.</param>
public sealed record CloseChangeBody([property: MaxLength(Texts.LongestNote)] string? Note);

internal static class ChangeBodies
{
    /// <exception cref="UnreadableRequestException">It is no person id.</exception>
    public static void Demand(string pointer, string person)
    {
        if (!Callers.IsPersonId(person))
            throw Wrong(pointer, new("1 to 128 letters, digits and . _ @ + -", "1 til 128 bogstaver, cifre og . _ @ + -"));
    }

    /// <exception cref="UnreadableRequestException">Always.</exception>
    public static T Missing<T>(string pointer) => throw Wrong(pointer, Texts.Required);

    private static UnreadableRequestException Wrong(string pointer, Sentence what) =>
        new(Problem.Invalid(new("The request has members that cannot be accepted.", "Anmodningen har felter, som ikke kan godtages."), new Complaint(pointer, what)));
}
