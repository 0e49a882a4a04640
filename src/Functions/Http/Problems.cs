using System.ComponentModel.DataAnnotations;
using Azure;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Opens problems, and one route for each command on a problem (OM-10 to OM-15).</summary>
public sealed class Problems(Desk desk, CommandDoor door, Replies replies)
{
    [Function("OpenProblem"), Door(Act.OpenProblem)]
    public async Task<IResult> OpenProblem([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (ProblemBody body, byte[] bytes) = await Bodies.ReadAsync<ProblemBody>(request, stop);
        Outcome outcome = await desk.OpenProblemAsync(caller, body.ToNewProblem(caller.Person.Id), IdempotencyKeys.Read(request, caller, bytes), stop);
        return await replies.FromAsync(outcome, caller, stop);
    }

    [Function("AssignInvestigators"), Door(Act.AssignInvestigators)]
    public Task<IResult> AssignInvestigators([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/assign-investigators")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<PeopleBody>(request, number, body => new ProblemCommand.AssignInvestigators(body.Ids(), body.Note), stop);

    [Function("ResolveProblem"), Door(Act.ResolveProblem)]
    public Task<IResult> ResolveProblem([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/resolve-now")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ResolveNowBody>(request, number, body => new ProblemCommand.ResolveNow(body.Solution ?? ""), OfferAsync, stop);

    [Function("CancelProblem"), Door(Act.CancelProblem)]
    public Task<IResult> CancelProblem([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/cancel")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<CancelBody>(request, number, body => new ProblemCommand.CancelIt(body.Reason ?? ""), stop);

    [Function("AssignHandlers"), Door(Act.AssignHandlers)]
    public Task<IResult> AssignHandlers([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/assign-handlers")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<PeopleBody>(request, number, body => new ProblemCommand.AssignHandlers(body.Ids(), body.Note), stop);

    [Function("EliminateRootCause"), Door(Act.EliminateRootCause)]
    public Task<IResult> EliminateRootCause([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/eliminate-root-cause")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<EliminateBody>(request, number, body => new ProblemCommand.Eliminate(body.Solution ?? "", body.RootCause), OfferAsync, stop);

    [Function("ClearCondition"), Door(Act.ClearCondition)]
    public Task<IResult> ClearCondition([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/clear-condition")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ClearBody>(request, number, body => new ProblemCommand.Clear(body.Solution ?? "", body.InternalWorkaround, body.PublicWorkaround, body.PublicTitle), OfferAsync, stop);

    [Function("RecordFindings"), Door(Act.RecordFindings)]
    public Task<IResult> RecordFindings([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/findings")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<FindingsBody>(request, number, body => new ProblemCommand.Record(body.RootCause, body.InternalWorkaround, body.PublicWorkaround, body.KnownError ?? false, body.PublicTitle), stop);

    [Function("CommunicateWorkaround"), Door(Act.CommunicateWorkaround)]
    public Task<IResult> CommunicateWorkaround([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problems/{number}/communicate-workaround")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<EmptyBody>(request, number, _ => new ProblemCommand.Communicate(), stop);

    [Function("ListProblemIncidents"), Door(Act.Read)]
    public async Task<IResult> Incidents([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/problems/{number}/incidents")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return TicketNumber.TryParse(number, out TicketNumber problem) && caller.ReadsAsDesk && await desk.ReadAsync(caller, problem, stop) is { Problem: not null } ticket
            ? Results.Json(new ProblemIncidentsReply(await IncidentsAsync(ticket, caller, stop)), Json.Options)
            : Problem.NotFound();
    }

    // OM-15: what is closed offers its incidents, and resolves none of them by itself.
    private async Task<IResult> OfferAsync(Outcome outcome, Caller caller, CancellationToken stop)
    {
        IResult result = await replies.FromAsync(outcome, caller, stop);
        if (outcome is not Outcome.Done done || result is not TicketResult { Ticket.Problem: { } problem } closed)
            return result;
        try
        {
            ProblemIncident[] open = [.. (await IncidentsAsync(done.Ticket, caller, stop)).Where(incident => incident.Resolvable)];
            return closed.With(closed.Ticket with { Problem = problem with { Resolvable = open } });
        }
        catch (RequestFailedException)
        {
            // It was closed: its incidents are listed when they are asked for.
            return result;
        }
    }

    private async Task<IReadOnlyList<ProblemIncident>> IncidentsAsync(Ticket problem, Caller caller, CancellationToken stop)
    {
        Ticket?[] incidents = await Task.WhenAll(problem.IncidentsCaused().Select(incident => desk.ReadAsync(caller, incident, stop)));
        return [.. incidents.OfType<Ticket>().Select(incident => ProblemIncident.Of(incident, problem, caller))];
    }
}

/// <summary>A problem: what is behind incidents that come again.</summary>
public sealed record ProblemBody
{
    /// <summary>One line, at most 200 characters. Required.</summary>
    [Required, MaxLength(Texts.LongestTitle)]
    public string? Title { get; init; }

    /// <summary>What recurs, and what is known of it, at most 32,000 characters. Required.</summary>
    [Required, MaxLength(Texts.LongestNote)]
    public string? Description { get; init; }

    /// <summary>Id of a category; the catalogue lists them. Required.</summary>
    [Required]
    public string? Category { get; init; }

    /// <summary>Id of one of the category's subcategories. Required.</summary>
    [Required]
    public string? Subcategory { get; init; }

    /// <summary>Numbers of the incidents that it is to end: at least one, unless a process manager gives a reason.</summary>
    [MaxLength(ProblemIntake.MostIncidents)]
    public IReadOnlyList<string>? Incidents { get; init; }

    /// <summary>Of a process manager: why it is opened before there is an incident.</summary>
    [MaxLength(Texts.LongestReason)]
    public string? Reason { get; init; }

    /// <summary>The device or system, by the name that the desk knows it under.</summary>
    [MaxLength(Texts.LongestName)]
    public string? ConfigurationItem { get; init; }

    /// <summary>Where it is: a building, a room.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Location { get; init; }

    /// <summary>The IT service that it touches, in free text.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Service { get; init; }

    /// <summary>How many it reaches: company, department (where it is left out) or individual.</summary>
    public Impact? Impact { get; init; }

    /// <summary>How long it can wait: high (not at all), medium (where it is left out) or low.</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>Id of an area.</summary>
    public string? Area { get; init; }

    /// <summary>Id of the team that gets it. The parameter default_pro_group_id names it where it is left out.</summary>
    public string? Team { get; init; }

    /// <summary>Number of an earlier ticket that this one follows up.</summary>
    public string? FollowUpOf { get; init; }

    internal NewProblem ToNewProblem(string requester) => new(
        Title ?? "", Description ?? "", Category ?? "", Subcategory ?? "", requester, [.. (Incidents ?? []).Index().Select(each => Numbers.Read($"/incidents/{each.Index}", each.Item))],
        Reason, Area, Impact, Urgency, Service, Location, ConfigurationItem, Team, FollowUpOf is { } earlier ? Numbers.Read("/followUpOf", earlier) : null);
}

/// <param name="People">Person ids, at most 20; the first of them has the problem.</param>
/// <param name="Note">An internal note to go with it.</param>
public sealed record PeopleBody([property: Required, MinLength(1), MaxLength(ProblemDesk.MostPeople)] IReadOnlyList<string>? People, [property: MaxLength(Texts.LongestNote)] string? Note)
{
    internal IReadOnlyList<string> Ids()
    {
        foreach ((int i, string person) in (People ?? []).Index())
            ChangeBodies.Demand($"/people/{i}", person);
        return People ?? [];
    }
}

/// <param name="Solution">Mandatory: how it was solved.</param>
public sealed record ResolveNowBody([property: Required, MaxLength(Texts.LongestNote)] string? Solution);

/// <param name="Solution">Mandatory: what was done about the root cause.</param>
/// <param name="RootCause">Where it was not recorded, or reads otherwise now.</param>
public sealed record EliminateBody([property: Required, MaxLength(Texts.LongestNote)] string? Solution, [property: MaxLength(Texts.LongestNote)] string? RootCause);

/// <param name="Solution">Mandatory: how the condition was cleared.</param>
/// <param name="InternalWorkaround">How to live with it, for the desk: mandatory where none was recorded.</param>
/// <param name="PublicWorkaround">What end users may read of it.</param>
/// <param name="PublicTitle">The symptom as end users would name it: their title of the known error. Without one they read its category.</param>
public sealed record ClearBody(
    [property: Required, MaxLength(Texts.LongestNote)] string? Solution, [property: MaxLength(Texts.LongestNote)] string? InternalWorkaround, [property: MaxLength(Texts.LongestNote)] string? PublicWorkaround,
    [property: MaxLength(Texts.LongestTitle)] string? PublicTitle = null);

/// <summary>What is left out stays as it reads.</summary>
/// <param name="RootCause">For the desk.</param>
/// <param name="InternalWorkaround">How the desk lives with it.</param>
/// <param name="PublicWorkaround">What end users may read of the workaround.</param>
/// <param name="KnownError">True declares it a known error, which is offered from then on: not without a workaround.</param>
/// <param name="PublicTitle">The symptom as end users would name it: their title of the known error. Without one they read its category.</param>
public sealed record FindingsBody(
    [property: MaxLength(Texts.LongestNote)] string? RootCause, [property: MaxLength(Texts.LongestNote)] string? InternalWorkaround, [property: MaxLength(Texts.LongestNote)] string? PublicWorkaround, bool? KnownError,
    [property: MaxLength(Texts.LongestTitle)] string? PublicTitle = null);

/// <param name="Incidents">In the order in which they were linked.</param>
public sealed record ProblemIncidentsReply(IReadOnlyList<ProblemIncident> Incidents);

/// <summary>An incident that a problem causes.</summary>
/// <param name="Etag">What a command that is made for the incident as it reads here sends along: POST /api/tickets/bulk resolves those that are chosen.</param>
/// <param name="Resolvable">It is open still.</param>
/// <param name="ToldAt">When its end user was last told the problem's workaround.</param>
public sealed record ProblemIncident(string Number, string Title, TicketStatus Status, string Team, string Etag, bool Resolvable, DateTimeOffset? ToldAt)
{
    internal static ProblemIncident Of(Ticket incident, Ticket problem, Caller caller) => new(
        incident.Number.ToString(), incident.Title.Value, incident.Status, incident.Team, Guard.TagOf(incident, caller), TicketDesk.MayBeTold(incident),
        incident.Dossier.Workarounds.FirstOrDefault(told => told.Problem == problem.Number)?.At);
}
