using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>How an incident is coordinated (OR-01 to OR-12): one route for each command, and one to read it all.</summary>
public sealed class Coordination(CommandDoor door, Desk desk, ProfileStore profiles)
{
    [Function("ReadOrmis"), Door(Act.Read)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/ormis")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (!TicketNumber.TryParse(number, out TicketNumber wanted) || !caller.ReadsAsDesk || await desk.ReadAsync(caller, wanted, stop) is not { } ticket)
            return Problem.NotFound();
        Profile profile = (await profiles.ReadAsync(caller.Organisation, stop)).In(ticket.Area);
        return profile.OrmisRules.Used && ticket.Number.Kind == TicketKind.Incident ? Results.Json(OrmisReply.Of(ticket, profile, caller.Language), Json.Options) : Problem.NotFound();
    }

    [Function("Classify"), Door(Act.Classify)]
    public Task<IResult> Classify([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/classify")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ClassifyBody>(request, number, body => body.ToCommand(), stop);

    [Function("SetScope"), Door(Act.SetScope)]
    public Task<IResult> SetScope([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/scope")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ScopeBody>(request, number, body => body.ToCommand(), stop);

    [Function("RecordGuideline"), Door(Act.RecordGuideline)]
    public Task<IResult> RecordGuideline([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/guidelines")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<GuidelineBody>(request, number, body => body.ToCommand(), stop);

    [Function("PlanAction"), Door(Act.PlanAction)]
    public Task<IResult> PlanAction([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/actions")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<ActionBody>(request, number, body => body.ToCommand(), stop);

    [Function("ReportArea"), Door(Act.ReportArea)]
    public Task<IResult> ReportArea([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/areas")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<AreaBody>(request, number, body => body.ToCommand(), stop);

    [Function("DecideCommunication"), Door(Act.DecideCommunication)]
    public Task<IResult> DecideCommunication([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/evaluations")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<EvaluationBody>(request, number, body => body.ToCommand(), stop);

    [Function("RecordMeeting"), Door(Act.RecordMeeting)]
    public Task<IResult> RecordMeeting([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/meetings")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<MeetingBody>(request, number, body => body.ToCommand(), stop);

    [Function("NameStakeholder"), Door(Act.NameStakeholder)]
    public Task<IResult> NameStakeholder([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/stakeholders")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<StakeholderBody>(request, number, body => body.ToCommand(request.Caller().Organisation), stop);

    [Function("TellFinalUpdate"), Door(Act.TellFinalUpdate)]
    public Task<IResult> TellFinalUpdate([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/ormis/final-update")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<FinalUpdateBody>(request, number, body => new OrmisCommand.TellFinalUpdate(body.Text ?? "", body.Effective ?? false, body.Improvements), stop);
}

/// <param name="Class">incident, or disturbance by the organisation's definition; what reaches a department or more, or is of rank 1, is an incident.</param>
/// <param name="Scope">Of an incident: global (the Technical Manager's) or local (the Customer Service Manager's, where it is left out the first time).</param>
/// <param name="Source">How it was found: monitoring, a user, a supplier. Required the first time.</param>
/// <param name="DetectedAt">When it was found. Required the first time.</param>
/// <param name="ReportedAt">When that was reported to the desk; left out, when the ticket was opened.</param>
/// <param name="Reason">Why it is said otherwise than before: required then.</param>
public sealed record ClassifyBody(
    [property: Required] OrmisClass? Class, OrmisScope? Scope, [property: MaxLength(Texts.LongestName)] string? Source, DateTimeOffset? DetectedAt, DateTimeOffset? ReportedAt,
    [property: MaxLength(Texts.LongestReason)] string? Reason)
{
    internal TicketCommand ToCommand() => new OrmisCommand.Classify(Class ?? ChangeBodies.Missing<OrmisClass>("/class"), Scope, Source, DetectedAt, ReportedAt, Reason);
}

/// <param name="Scope">global or local.</param>
/// <param name="Reason">Mandatory.</param>
public sealed record ScopeBody([property: Required] OrmisScope? Scope, [property: Required, MaxLength(Texts.LongestReason)] string? Reason)
{
    internal TicketCommand ToCommand() => new OrmisCommand.SetScope(Scope ?? ChangeBodies.Missing<OrmisScope>("/scope"), Reason ?? "");
}

/// <param name="Guideline">Id of one of the organisation's guidelines; the ticket lists them.</param>
/// <param name="Followed">True, where it is left out; false for a deviation.</param>
/// <param name="Reason">Of a deviation: mandatory.</param>
public sealed record GuidelineBody([property: Required] string? Guideline, bool? Followed, [property: MaxLength(Texts.LongestReason)] string? Reason)
{
    internal TicketCommand ToCommand() => new OrmisCommand.RecordGuideline(Guideline ?? "", Followed ?? true, Reason);
}

/// <summary>A new item of the action plan, or with <c>item</c> what one says from now on: what is left out stays.</summary>
/// <param name="Item">Number of an item that is there.</param>
/// <param name="Text">What is to be done. Required of a new one.</param>
/// <param name="Owner">Person id of who does it.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Prevention">It is to prevent the same in future.</param>
/// <param name="State">open, done, or dropped with a note.</param>
/// <param name="Note">What came of it.</param>
public sealed record ActionBody(
    [property: Range(1, OrmisDesk.MostEntries)] int? Item, [property: MaxLength(Texts.LongestReason)] string? Text, [property: MaxLength(Domain.People.Person.LongestId)] string? Owner, DateTimeOffset? DueAt, bool? Prevention,
    ActionState? State, [property: MaxLength(Texts.LongestReason)] string? Note)
{
    internal TicketCommand ToCommand()
    {
        if (Owner is not null)
            ChangeBodies.Demand("/owner", Owner);
        return new OrmisCommand.PlanAction(Item, Text, Owner, DueAt, Prevention, State, Note);
    }
}

/// <param name="Area">Its name, such as a building or a department.</param>
/// <param name="State">notInformed, informed, or confirmed.</param>
/// <param name="How">By which channel it was told: mandatory where it was.</param>
public sealed record AreaBody([property: Required, MaxLength(Texts.LongestName)] string? Area, [property: Required] AreaState? State, [property: MaxLength(Texts.LongestName)] string? How)
{
    internal TicketCommand ToCommand() => new OrmisCommand.ReportArea(Area ?? "", State ?? ChangeBodies.Missing<AreaState>("/state"), How);
}

/// <summary>What was decided at an evaluation point: whether, when and how clients are informed.</summary>
/// <param name="Communicate">Whether they are.</param>
/// <param name="Channel">How: mandatory where they are.</param>
/// <param name="TellAt">When; left out, at once.</param>
/// <param name="Text">What they are told: mandatory where they are.</param>
/// <param name="Reason">Mandatory.</param>
public sealed record EvaluationBody(
    [property: Required] bool? Communicate, [property: MaxLength(Texts.LongestName)] string? Channel, DateTimeOffset? TellAt, [property: MaxLength(Texts.LongestReason)] string? Text, [property: Required, MaxLength(Texts.LongestReason)] string? Reason)
{
    internal TicketCommand ToCommand() => new OrmisCommand.DecideCommunication(Communicate ?? ChangeBodies.Missing<bool>("/communicate"), Channel, TellAt, Text, Reason ?? "");
}

/// <param name="HeldAt">When; left out, now.</param>
/// <param name="Attendees">Person ids.</param>
/// <param name="Decisions">Mandatory.</param>
public sealed record MeetingBody(DateTimeOffset? HeldAt, [property: Required, MinLength(1), MaxLength(OrmisDesk.MostAttendees)] IReadOnlyList<string>? Attendees, [property: Required, MaxLength(Texts.LongestReason)] string? Decisions)
{
    internal TicketCommand ToCommand()
    {
        foreach ((int i, string person) in (Attendees ?? []).Index())
            ChangeBodies.Demand($"/attendees/{i}", person);
        return new OrmisCommand.RecordMeeting(HeldAt, Attendees ?? [], Decisions ?? "");
    }
}

/// <param name="Person">Who is to be satisfied before it closes.</param>
/// <param name="Satisfied">Whether they are; left out, nobody asked yet.</param>
/// <param name="Comment">What they say: mandatory where they are not.</param>
public sealed record StakeholderBody([property: Required] PersonBody? Person, bool? Satisfied, [property: MaxLength(Texts.LongestReason)] string? Comment)
{
    internal TicketCommand ToCommand(OrganisationId organisation) => new OrmisCommand.NameStakeholder((Person ?? new(null, null, null, null)).ToPerson(organisation, "/person"), Satisfied, Comment);
}

/// <param name="Text">What all stakeholders are told: mandatory.</param>
/// <param name="Effective">True: everything is resolved, and the solution works.</param>
/// <param name="Improvements">What is to be done better, for the desk.</param>
public sealed record FinalUpdateBody([property: Required, MaxLength(Texts.LongestReason)] string? Text, [property: Required] bool? Effective, [property: MaxLength(Texts.LongestReason)] string? Improvements);
