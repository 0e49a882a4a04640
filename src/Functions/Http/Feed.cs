using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Feed;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What happened to the organisation's tickets, for machines that follow it.</summary>
public sealed class Feed(FeedReader reader, FeedCursors cursors)
{
    private const int DefaultLimit = 100;
    public const int LargestLimit = 500;

    private static readonly string[] Known = ["after", "limit"];

    [Function("ReadFeed"), Door(Act.ReadEvents, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/events")] HttpRequest request, CancellationToken stop)
    {
        OrganisationId organisation = request.Caller().Organisation;
        request.Query.MayName(Known);
        int limit = request.Query.Number("limit", 1, LargestLimit) ?? DefaultLimit;
        FeedCursor? after = request.Query.ContainsKey("after")
            ? cursors.Read(organisation, request.Query["after"].ToString()) ?? throw Queries.Wrong("after", "Send the cursor of an earlier answer, as it came; or begin anew without one.")
            : await reader.BeginningAsync(organisation, stop);
        if (!reader.IsGood(after))
            return new Problem(ProblemCode.CursorExpired, new(
                $"Events are kept for {EventFeed.Retention.Days} days, and some behind this cursor are older.",
                $"Hændelser gemmes i {EventFeed.Retention.Days} dage, og nogle efter denne cursor er ældre."));
        FeedPage page = await reader.ReadAsync(organisation, after, limit, stop);
        return Results.Json(new FeedReply([.. page.Events.Select(e => FeedEvent.Of(organisation, e.Event))], cursors.Write(organisation, page.After), page.More), Json.Options);
    }
}

/// <param name="Cursor">Send it as `after` for what comes next; it is there at the end too.</param>
/// <param name="More">Whether there may be more already. A page may be short, even empty, and still have more behind it.</param>
public sealed record FeedReply(IReadOnlyList<FeedEvent> Events, string Cursor, bool More);

/// <summary>One event, with the attributes of CloudEvents 1.0.</summary>
/// <param name="Id">With `source` it names the event for ever: whoever has seen it drops the repeat.</param>
/// <param name="Source">The organisation, as `urn:itsm:organisation:…`.</param>
/// <param name="Type">Its name, such as `ticket.resolved`. New ones may come.</param>
/// <param name="Subject">Number of the ticket.</param>
/// <param name="Time">When it happened.</param>
public sealed record FeedEvent(string Specversion, string Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, FeedEventData Data)
{
    public static FeedEvent Of(OrganisationId organisation, PublicEvent e) => new(
        "1.0", e.Id, $"urn:itsm:organisation:{organisation}", e.Name, e.Number.ToString(), e.HappenedAt, "application/json", FeedEventData.Of(e));
}

/// <summary>The ticket as it stood after the event: ids, codes and instants, no text that anybody wrote.</summary>
/// <param name="Version">Of the ticket: that of its next event is one higher.</param>
/// <param name="RecordedAt">When the desk wrote it down.</param>
/// <param name="Public">Whether the requester can see the change.</param>
/// <param name="By">Person id of who did it, `clock`, or the name of an import.</param>
/// <param name="Requester">Person id.</param>
/// <param name="PendingReason">Code of what it waits for.</param>
/// <param name="Test">True for a ticket that counts in no report.</param>
/// <param name="Until">Of some events, as docs/events.md says; so are what follows.</param>
/// <param name="Ticket">Number of another ticket.</param>
/// <param name="Attachment">Id of a file.</param>
/// <param name="Target">Name of the target of a service level, such as resolution.</param>
public sealed record FeedEventData(
    int Version, DateTimeOffset RecordedAt, bool Public, string By, string Role, TicketKind Kind, TicketStatus Status, int Priority, int HandlingRank, string Team, string? Assignee,
    string Requester, string? Area, string Category, string Subcategory, string Channel, string? RequestType, string? PendingReason, bool? Test,
    DateTimeOffset? Until, string? ClosureCode, string? ToTeam, int? Task, string? Ticket, string? Attachment, int? Score, string? Target)
{
    public static FeedEventData Of(PublicEvent e) => new(
        e.Version, e.RecordedAt, e.Public, e.By, e.Role, e.Number.Kind, e.Ticket.Status, e.Ticket.Priority, e.Ticket.HandlingRank, e.Ticket.Team, e.Ticket.Assignee,
        e.Ticket.Requester, e.Ticket.Area, e.Ticket.Category, e.Ticket.Subcategory, e.Ticket.Channel, e.Ticket.Type, e.Ticket.PendingReason, e.Ticket.Test,
        e.Detail?.Until, e.Detail?.ClosureCode, e.Detail?.ToTeam, e.Detail?.Task, e.Detail?.Ticket?.ToString(), e.Detail?.Attachment, e.Detail?.Score, e.Detail?.Target);
}
