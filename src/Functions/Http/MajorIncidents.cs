using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Notifications;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>Major incidents: declared, told to all who are affected, published without a login, and reviewed by their timeline.</summary>
public sealed class MajorIncidents(CommandDoor door, Desk desk, TicketStore tickets, NotificationLog notifications, StatusStore statuses, DeskSettings settings, TimeProvider time)
{
    private const int DefaultDays = 14;
    private const int MostDays = 90;

    private static readonly string[] Known = ["organisation", "days"];

    [Function("DeclareMajor"), Door(Act.DeclareMajor)]
    public Task<IResult> Declare([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/major")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<MajorBody>(request, number, body => new MajorCommand.Declare(body.Reason ?? ""), stop);

    [Function("InformAffected"), Door(Act.InformAffected)]
    public Task<IResult> Inform([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/inform-affected")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<InformBody>(request, number, body => new MajorCommand.Inform(body.English ?? "", body.Danish ?? ""), stop);

    [Function("PublishStatus"), Door(Act.PublishStatus)]
    public Task<IResult> Publish([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/status")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<StatusBody>(request, number, body => body.ToCommand(), stop);

    [Function("StandDown"), Door(Act.StandDown)]
    public Task<IResult> StandDown([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/stand-down")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<StandDownBody>(request, number, body => new MajorCommand.StandDown(body.Review ?? ""), stop);

    [Function("ReadTimeline"), Door(Act.Read)]
    public async Task<IResult> Timeline([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/timeline")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (!TicketNumber.TryParse(number, out TicketNumber wanted) || !caller.ReadsAsDesk || await desk.ReadAsync(caller, wanted, stop) is not { } ticket)
            return Problem.NotFound();
        Task<IReadOnlyList<StoredEvent>> events = tickets.ReadEventsAsync(caller.Organisation, wanted, ticket.Version, stop);
        IReadOnlyList<Notification> told = await notifications.ReadAsync(caller.Organisation, wanted, stop);
        return Results.Json(TimelineReply.Of(ticket, await events, told, caller), Json.Options);
    }

    /// <summary>Open to anybody: what was published, and nothing else.</summary>
    [Function("ReadStatus"), Door(Calling.Public)]
    public async Task<IResult> Status([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/status")] HttpRequest request, CancellationToken stop)
    {
        request.Query.MayName(Known);
        OrganisationId organisation = settings.DefaultOrganisation;
        if (request.Query.ContainsKey("organisation") && !OrganisationId.TryParse(request.Query["organisation"].ToString().ToLowerInvariant(), out organisation))
            throw Queries.Wrong("organisation", "The id of an organisation.");
        int days = request.Query.Number("days", 1, MostDays) ?? DefaultDays;
        DateTimeOffset since = time.GetUtcNow().AddDays(-days);
        return new StatusResult(StatusReply.Of(await statuses.ReadAsync(organisation, stop), since));
    }
}

/// <param name="Reason">Mandatory.</param>
public sealed record MajorBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <summary>What everybody who is affected is told, in both languages.</summary>
/// <param name="English">Mandatory.</param>
/// <param name="Danish">Mandatory.</param>
public sealed record InformBody([property: Required, MaxLength(Texts.LongestReason)] string? English, [property: Required, MaxLength(Texts.LongestReason)] string? Danish);

/// <summary>What anybody may read without a login, in both languages: name nobody in it.</summary>
/// <param name="State">investigating, identified, monitoring or resolved.</param>
/// <param name="English">Mandatory.</param>
/// <param name="Danish">Mandatory.</param>
public sealed record StatusBody([property: Required] StatusState? State, [property: Required, MaxLength(Texts.LongestReason)] string? English, [property: Required, MaxLength(Texts.LongestReason)] string? Danish)
{
    internal TicketCommand ToCommand() => new MajorCommand.Publish(State ?? ChangeBodies.Missing<StatusState>("/state"), English ?? "", Danish ?? "");
}

/// <param name="Review">Mandatory: what was learnt.</param>
public sealed record StandDownBody([property: Required, MaxLength(Texts.LongestNote)] string? Review);

/// <summary>A major incident, for the desk.</summary>
/// <param name="Stands">False after it was stood down.</param>
/// <param name="Rule">Id of the rule that declared it; missing where somebody did.</param>
/// <param name="InformedAt">When those who are affected were last told.</param>
/// <param name="Status">How far it is, as the public reads it.</param>
public sealed record MajorReply(bool Stands, DateTimeOffset DeclaredAt, string? By, string? Rule, string? Reason, DateTimeOffset? InformedAt, StatusState? Status, DateTimeOffset? StoodDownAt, string? Review)
{
    public static MajorReply Of(MajorState major) => new(
        major.Stands, major.DeclaredAt, major.By, major.Rule, major.Reason?.Value, major.Informed?.At, major.Statuses.IsEmpty ? null : major.Statuses[^1].State, major.StoodDownAt, major.Review?.Value);
}

/// <summary>What happened to a ticket, who did it, and who was told what: for the review afterwards.</summary>
public sealed record TimelineReply(string Number, IReadOnlyList<TimelineEntry> Entries)
{
    internal static TimelineReply Of(Ticket ticket, IReadOnlyList<StoredEvent> events, IReadOnlyList<Notification> told, Caller caller)
    {
        Dictionary<string, JournalEntry> notes = JournalEntry.Of(ticket, events, caller).ToDictionary(note => note.Id);
        ILookup<int, Notification> of = told.ToLookup(each => each.Key.Version);
        return new(ticket.Number.ToString(),
        [
            .. events.Select(stored => stored.Event).Select(e => new TimelineEntry(
                e.Version, JsonNamingPolicy.CamelCase.ConvertName(e.What.GetType().Name), e.HappenedAt, e.By, e.Role, e.Dimensions.Status, e.Dimensions.HandlingRank, e.Dimensions.Team, e.Public,
                notes.GetValueOrDefault($"{e.Number}-{e.Version:D6}")?.Text,
                [.. of[e.Version].Select(each => new TimelineTold(each.Key.Template, each.Key.Recipient.Value, CommandNames.Kebab(each.State.ToString()), each.ChangedAt))])),
        ]);
    }
}

/// <param name="What">What happened, such as opened, majorDeclared, affectedInformed.</param>
/// <param name="By">Person id, or clock.</param>
/// <param name="Public">The requester saw it.</param>
/// <param name="Text">What was written with it.</param>
/// <param name="Told">The mails that it led to; of a round to those who are affected, those to the requesters of the tickets below too.</param>
public sealed record TimelineEntry(
    int Version, string What, DateTimeOffset At, string By, string Role, TicketStatus Status, int HandlingRank, string Team, bool Public, string? Text, IReadOnlyList<TimelineTold> Told);

/// <param name="To">Person id, or the address that the organisation's profile names.</param>
public sealed record TimelineTold(string Template, string To, string State, DateTimeOffset At);

/// <summary>What was published of disruptions: nothing else of them is public.</summary>
/// <param name="Disruption">True while one is not resolved.</param>
/// <param name="Incidents">The latest first.</param>
public sealed record StatusReply(bool Disruption, IReadOnlyList<PublicIncident> Incidents)
{
    internal static StatusReply Of(ImmutableArray<PublicStatus> all, DateTimeOffset since)
    {
        PublicIncident[] shown =
        [
            .. all.Select(PublicIncident.Of).Where(each => each.Open || each.Updates[0].At >= since).OrderByDescending(each => each.Updates[0].At),
        ];
        return new(shown.Any(each => each.Open), shown);
    }
}

/// <param name="Open">It is not resolved.</param>
/// <param name="Since">When it was first published.</param>
/// <param name="Updates">The latest first.</param>
public sealed record PublicIncident(bool Open, StatusState State, DateTimeOffset Since, IReadOnlyList<PublicUpdate> Updates)
{
    internal static PublicIncident Of(PublicStatus status) => new(
        status.StoodDownAt is null && status.Entries[^1].State != StatusState.Resolved, status.Entries[^1].State, status.Entries[0].At,
        [.. status.Entries.Reverse().Select(entry => new PublicUpdate(entry.State, entry.At, entry.English.Value, entry.Danish.Value))]);
}

public sealed record PublicUpdate(StatusState State, DateTimeOffset At, string English, string Danish);

/// <summary>The public status with its ETag: anybody may keep it for half a minute, and asks again with the tag.</summary>
internal sealed class StatusResult(StatusReply status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(status, Json.Options)))[..32]}\"";
        HttpResponse response = httpContext.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromSeconds(30) }.ToString();
        if (EntityTags.NoneMatchNames(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return Results.Json(status, Json.Options).ExecuteAsync(httpContext);
    }
}
