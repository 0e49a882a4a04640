using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Storage.Feed;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Whom outside the desk tells of events: made, looked at, given another secret, sent on its way again, taken away.</summary>
public sealed class Webhooks(WebhookStore store, WebhookTarget target, ResolveName resolve, WebhookSecrets secrets, WebhookDeliveries deliveries, FeedReader reader, FeedCursors cursors, TimeProvider time)
{
    private const int IdBytes = 16;

    [Function("CreateWebhook"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (WebhookBody body, byte[] bytes) = await Bodies.ReadAsync<WebhookBody>(request, stop);
        RequestKey? key = IdempotencyKeys.Read(request, caller, bytes);
        Complaint[] complaints = [.. body.Complaints(target)];
        if (complaints.Length > 0)
            return Problem.Invalid("The webhook cannot be made.", complaints);
        // A repeated request comes to the same id, and so to the same secret.
        string id = Convert.ToHexStringLower(key?.Key[..IdBytes] ?? RandomNumberGenerator.GetBytes(IdBytes));
        if (key is not null && await store.FindAsync(caller.Organisation, id, stop) is { } before)
            return Repeated(request, before, key);
        NameVerdict name = await target.JudgeNameAsync(body.Url!, resolve, stop);
        if (name == NameVerdict.Inside)
            return Problem.Invalid("The webhook cannot be made.", new Complaint("/url", WebhookTarget.LeadsInside));
        if ((await store.ReadAsync(caller.Organisation, stop)).Count >= WebhookStore.Most)
            return Problem.Invalid("There are too many webhooks.", new Complaint("", $"An organisation has at most {WebhookStore.Most}: take one away first."));
        var webhook = new Webhook(
            caller.Organisation, id, body.Url!, [.. (body.Events ?? []).Distinct()], key?.Request ?? [], caller.Actor.Id, time.GetUtcNow(), [], new([], time.GetUtcNow()));
        if (await store.AddAsync(webhook, stop) is { } there && there.CreatedAt != webhook.CreatedAt)
            return Repeated(request, there, key!);
        return Created(request, webhook, name == NameVerdict.Unknown ? WebhookTarget.StandsForNothing.In(caller.Language) : null);
    }

    [Function("ListWebhooks"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/webhooks")] HttpRequest request, CancellationToken stop) =>
        Results.Json(new WebhooksReply([.. (await store.ReadAsync(request.Caller().Organisation, stop)).OrderBy(webhook => webhook.CreatedAt).Select(webhook => WebhookReply.Of(webhook, time.GetUtcNow()))]), Json.Options);

    [Function("ReadWebhook"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/webhooks/{webhook}")] HttpRequest request, string webhook, CancellationToken stop) =>
        await store.FindAsync(request.Caller().Organisation, Id(webhook), stop) is { } found ? Results.Json(WebhookReply.Of(found, time.GetUtcNow()), Json.Options) : Problem.NotFound();

    [Function("DeleteWebhook"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/webhooks/{webhook}")] HttpRequest request, string webhook, CancellationToken stop) =>
        await store.RemoveAsync(request.Caller().Organisation, Id(webhook), stop) ? Results.NoContent() : Problem.NotFound();

    [Function("RotateWebhookSecret"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> Rotate([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/{webhook}/rotate-secret")] HttpRequest request, string webhook, CancellationToken stop)
    {
        await Bodies.ReadAsync<EmptyBody>(request, stop);
        DateTimeOffset now = time.GetUtcNow();
        Webhook? rotated = await store.ChangeAsync(request.Caller().Organisation, Id(webhook), found => found.Rotated(now), stop);
        return rotated is null ? Problem.NotFound() : Results.Json(new WebhookSecretReply(WebhookReply.Of(rotated, now), secrets.Reveal(rotated)), Json.Options);
    }

    [Function("ReplayWebhook"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> Replay([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/{webhook}/replay")] HttpRequest request, string webhook, CancellationToken stop)
    {
        OrganisationId organisation = request.Caller().Organisation;
        (ReplayBody body, _) = await Bodies.ReadAsync<ReplayBody>(request, stop);
        FeedCursor? after = body.After is null ? null : cursors.Read(organisation, body.After);
        if (body.After is not null && (after is null || body.Skip == true))
            return Problem.Invalid("It cannot go on from there.", new Complaint("/after", after is null ? "The cursor of an answer of GET /api/events, as it came." : "Either after or skip."));
        if (await store.FindAsync(organisation, Id(webhook), stop) is not { } found)
            return Problem.NotFound();
        after ??= found.Cursor;
        // Whoever is in no trouble stands at the end, however long ago that was.
        if ((body.After is not null || found.Trouble is not null) && !reader.IsGood(after))
            return new Problem(ProblemCode.CursorExpired, new(
                $"Events are kept for {EventFeed.Retention.Days} days, and some that it was not told of are older: send after with the cursor from which it is to go on.",
                $"Hændelser gemmes i {EventFeed.Retention.Days} dage, og nogle, som den ikke har fået, er ældre: send after med den cursor, der skal fortsættes fra."));
        if (body.Skip == true)
            after = await BehindNextAsync(found, after, stop);
        DateTimeOffset now = time.GetUtcNow();
        await deliveries.WriteLookAsync(organisation, now, now, stop);
        Webhook? changed = await store.ChangeAsync(organisation, found.Id, stands => stands with { Cursor = after, Trouble = null }, stop);
        deliveries.Wake(organisation);
        return changed is null ? Problem.NotFound() : Results.Json(WebhookReply.Of(changed, now), Json.Options);
    }

    // Past the next event that it would be told of: the one at which it is stuck.
    private async Task<FeedCursor> BehindNextAsync(Webhook webhook, FeedCursor after, CancellationToken stop)
    {
        FeedPage page;
        do
        {
            page = await reader.ReadAsync(webhook.Organisation, after, Feed.LargestLimit, stop);
            int passed = page.Events.TakeWhile(e => !webhook.Wants(e.Event)).Count();
            after = page.CursorAfter(Math.Min(passed + 1, page.Events.Count));
            if (passed < page.Events.Count)
                return after;
        }
        while (page.More);
        return after;
    }

    private IResult Repeated(HttpRequest request, Webhook webhook, RequestKey key)
    {
        if (!webhook.Request.AsSpan().SequenceEqual(key.Request) || time.GetUtcNow() - webhook.CreatedAt > RequestKey.Lifetime)
            return Problem.KeyReused();
        request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return Created(request, webhook);
    }

    private IResult Created(HttpRequest request, Webhook webhook, string? warning = null)
    {
        request.HttpContext.Response.Headers.Location = $"/api/webhooks/{webhook.Id}";
        return Results.Json(new WebhookSecretReply(WebhookReply.Of(webhook, time.GetUtcNow()), secrets.Reveal(webhook), warning), Json.Options, statusCode: StatusCodes.Status201Created);
    }

    // What is no id is nobody's, and no part of a key.
    private static string Id(string text) => text.Length == 2 * IdBytes && text.All(char.IsAsciiHexDigitLower) ? text : "-";
}

/// <param name="Url">Where events are sent: https, on the public internet.</param>
/// <param name="Events">Names of the events that are wanted, as docs/events.md lists them; all if left out.</param>
public sealed record WebhookBody([property: Required, MaxLength(WebhookTarget.Longest)] string? Url, [property: MaxLength(WebhookBody.MostEvents)] IReadOnlyList<string>? Events)
{
    internal const int MostEvents = 100;

    internal IEnumerable<Complaint> Complaints(WebhookTarget target)
    {
        if (Url is null)
            yield return new("/url", Texts.Required);
        else if (target.Complain(Url) is { } wrong)
            yield return new("/url", wrong);
        if (Events is null)
            yield break;
        if (Events.Count > MostEvents)
            yield return new("/events", $"At most {MostEvents}.");
        foreach ((int at, string name) in Events.Index().Where(name => !EventName.Known.Contains(name.Item ?? "")))
            yield return new($"/events/{at}", "There is no event of this name: docs/events.md lists them.");
    }
}

/// <param name="After">The cursor of an answer of `GET /api/events`: all behind it is sent again. It goes on where it stands if left out.</param>
/// <param name="Skip">True passes by the event that is not taken.</param>
public sealed record ReplayBody(string? After, bool? Skip);

public sealed record WebhooksReply(IReadOnlyList<WebhookReply> Webhooks);

/// <summary>A webhook and its secret, which is shown here and never again.</summary>
/// <param name="Secret">Keep it where the receiver finds it: with it deliveries are signed.</param>
/// <param name="Warning">What keeps deliveries from it for now, where that is known.</param>
public sealed record WebhookSecretReply(WebhookReply Webhook, string Secret, string? Warning = null);

/// <summary>Whom the desk tells of events, and how that goes.</summary>
/// <param name="Events">Names of the events that are wanted; empty for all.</param>
/// <param name="State">active; failing: the next attempt is at `trouble.nextAt`; parked: nothing is sent until a replay.</param>
/// <param name="UpTo">All that was recorded by then and is wanted has been taken.</param>
/// <param name="DeliveredId">Id of the latest event that was taken.</param>
/// <param name="PreviousSecretUntil">Till when the secret of before signs beside the present one.</param>
public sealed record WebhookReply(
    string Id, string Url, IReadOnlyList<string> Events, [property: AllowedValues("active", "failing", "parked")] string State, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpTo,
    DateTimeOffset? DeliveredAt, string? DeliveredId, WebhookTrouble? Trouble, DateTimeOffset? PreviousSecretUntil)
{
    internal static WebhookReply Of(Webhook webhook, DateTimeOffset now) => new(
        webhook.Id, webhook.Url, webhook.Events, webhook.IsParked ? "parked" : webhook.Trouble is null ? "active" : "failing", webhook.CreatedBy, webhook.CreatedAt, webhook.Cursor.At,
        webhook.DeliveredAt, webhook.DeliveredId, webhook.Trouble is { } trouble ? WebhookTrouble.Of(trouble) : null,
        WebhookSecrets.PreviousUntil(webhook, now));
}

/// <summary>What keeps it from going on.</summary>
/// <param name="Id">Of the event that is not taken.</param>
/// <param name="NextAt">When it is tried again; missing where it is parked.</param>
/// <param name="Error">status-404 and the like, timeout, connection, tls, name-not-found, address-refused.</param>
public sealed record WebhookTrouble(string Id, DateTimeOffset Since, int Attempts, DateTimeOffset? NextAt, string Error, DateTimeOffset? ParkedAt)
{
    internal static WebhookTrouble Of(Trouble trouble) =>
        new(trouble.Id, trouble.Since, trouble.Attempts, trouble.ParkedAt is null ? trouble.NextAt : null, trouble.Error, trouble.ParkedAt);
}
