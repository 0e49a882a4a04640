using System.Text.Json;
using System.Threading.Channels;
using ItsmFunctions.Domain;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Feed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Webhooks;

/// <summary>
/// Tells those outside of what was fed, each from where they stand, one event after another: beside the reactions, which only wake it.
/// What it does not get done, a row of the due index has the clock look after (docs/decisions/0021).
/// </summary>
public sealed partial class WebhookDeliveries(
    WebhookStore store, FeedReader reader, WebhookSender sender, WebhookSecrets secrets, DueIndex due, TimeProvider time, ILogger<WebhookDeliveries> log) : BackgroundService
{
    /// <summary>Organisations that are told at the same time.</summary>
    private const int Width = 4;

    /// <summary>Events that are read at a time.</summary>
    private const int PageSize = 50;

    /// <summary>Real time after which others have their turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(20);

    /// <summary>Longer than a turn and the delivery that ends it: an instance that died keeps nobody waiting longer.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] Waits = [.. new[] { 1, 2, 5, 10, 20, 30, 60, 120, 240, 360 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>So long one event is tried: a weekend, and the day after.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    private readonly Channel<OrganisationId> _awake = Channel.CreateUnbounded<OrganisationId>();
    private readonly Lock _gate = new();

    /// <summary>Organisations that stand in the queue, or are being told.</summary>
    private readonly HashSet<OrganisationId> _busy = [];

    /// <summary>Those of them that were woken since.</summary>
    private readonly HashSet<OrganisationId> _again = [];

    /// <summary>Says that something may be there to tell.</summary>
    public void Wake(OrganisationId organisation)
    {
        lock (_gate)
        {
            if (!_busy.Add(organisation))
                _again.Add(organisation);
            else
                _awake.Writer.TryWrite(organisation);
        }
    }

    /// <summary>Sees to it that somebody who is behind is told, now and, as long as they are, later: one query, and a write where somebody is.</summary>
    public async Task LookAsync(DueRow.OfWebhooks look, DateTimeOffset now, CancellationToken stop)
    {
        Webhook[] behind = [.. (await store.ReadAsync(look.Organisation, stop)).Where(webhook => !webhook.IsParked && webhook.Cursor.At < look.By)];
        if (behind.Length == 0)
            return;
        await WriteLookAsync(look.Organisation, now, behind.Min(webhook => webhook.Trouble?.NextAt ?? now), stop);
        Wake(look.Organisation);
    }

    /// <summary>Sees to it that the clock looks after an organisation's webhooks.</summary>
    /// <param name="soonest">Not before.</param>
    public Task WriteLookAsync(OrganisationId organisation, DateTimeOffset now, DateTimeOffset soonest, CancellationToken stop)
    {
        DateTimeOffset soon = now.AddMinutes(1);
        return due.WriteWebhookLookAsync(organisation, now, soonest > soon ? soonest : soon, stop);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _awake.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stoppingToken }, (organisation, stop) => new(TellAsync(organisation, stop)));

    private async Task TellAsync(OrganisationId organisation, CancellationToken stop)
    {
        bool more = false;
        try
        {
            IReadOnlyList<Webhook> webhooks = await store.ReadAsync(organisation, stop);
            more = (await Task.WhenAll(webhooks.Select(webhook => TellAsync(webhook, stop)))).Contains(true);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(organisation, failure);
        }

        lock (_gate)
        {
            // Behind the others, who have waited meanwhile.
            if (_again.Remove(organisation) || more)
                _awake.Writer.TryWrite(organisation);
            else
                _busy.Remove(organisation);
        }
    }

    /// <returns>Whether there is more to tell at once.</returns>
    private async Task<bool> TellAsync(Webhook webhook, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!webhook.IsDue(now) || await store.TryChangeAsync(webhook, webhook with { ClaimedUntil = now + Claim }, stop) is not { } claimed)
            return false;
        FeedPage page = await reader.ReadAsync(webhook.Organisation, webhook.Cursor, PageSize, stop);
        (int taken, string? delivered, Trouble? trouble) = await SendAsync(claimed, page, stop);
        // What was taken is written down, whether the desk is being stopped or not.
        await store.ChangeAsync(webhook.Organisation, webhook.Id, stands => stands.Cursor != claimed.Cursor
            ? stands with { ClaimedUntil = null }
            : stands with
            {
                ClaimedUntil = null,
                Cursor = page.CursorAfter(taken),
                Trouble = trouble,
                DeliveredId = delivered ?? stands.DeliveredId,
                DeliveredAt = delivered is null ? stands.DeliveredAt : time.GetUtcNow(),
            }, CancellationToken.None);
        if (trouble?.ParkedAt is not null)
            LogParked(webhook.Organisation, webhook.Id, trouble.Error, trouble.Attempts);
        return trouble is null && (page.More || taken < page.Events.Count);
    }

    private async Task<(int Taken, string? Delivered, Trouble? Trouble)> SendAsync(Webhook webhook, FeedPage page, CancellationToken stop)
    {
        long began = time.GetTimestamp();
        var url = new Uri(webhook.Url);
        string? delivered = null;
        int taken = 0;
        foreach (FedEvent e in page.Events)
        {
            if (stop.IsCancellationRequested || time.GetElapsedTime(began) > Turn)
                break;
            if (webhook.Wants(e.Event))
            {
                byte[] body = JsonSerializer.SerializeToUtf8Bytes(FeedEvent.Of(webhook.Organisation, e.Event), Json.Options);
                try
                {
                    if (await sender.SendAsync(url, body, secrets.Sign(webhook, e.Event.Id, body, time.GetUtcNow()), stop) is { } error)
                        return (taken, delivered, TroubleOf(delivered is null ? webhook.Trouble : null, e.Event.Id, error, time.GetUtcNow()));
                }
                catch (OperationCanceledException)
                {
                    break;
                }

                delivered = e.Event.Id;
            }

            taken++;
        }

        // Stopped before the one that was in trouble was tried again, it still is.
        return (taken, delivered, taken == 0 && page.Events.Count > 0 ? webhook.Trouble : null);
    }

    private static Trouble TroubleOf(Trouble? before, string id, string error, DateTimeOffset now)
    {
        bool same = before?.Id == id;
        (DateTimeOffset since, int attempts) = same ? (before!.Since, before.Attempts + 1) : (now, 1);
        // 410: the receiver says that it is gone for good.
        bool parked = now - since >= Patience || error == "status-410";
        return new(id, since, attempts, now + Waits[Math.Min(attempts, Waits.Length) - 1], error, parked ? now : null);
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks of {Organisation} were not told; the clock looks after them.")]
    private partial void LogFailed(OrganisationId organisation, Exception failure);

    [LoggerMessage(LogLevel.Warning, "The webhook {Id} of {Organisation} is parked: {Error}, {Attempts} times. A replay goes on.")]
    private partial void LogParked(OrganisationId organisation, string id, string error, int attempts);
}
