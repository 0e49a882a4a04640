using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Whether the process lives, and whether it can work.</summary>
public sealed class Health(OutboxStore outbox, QueueServiceClient queues, TimeProvider time)
{
    /// <summary>An outbox that is older means that nobody reacts.</summary>
    private static readonly TimeSpan OldestTolerated = TimeSpan.FromMinutes(5);

    /// <summary>A probe waits no longer: the client libraries would try again for a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Function("Live"), Door(Calling.Public)]
    public IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request) =>
        Results.Json(new LiveReply("alive"), Json.Options);

    [Function("Ready"), Door(Calling.Public)]
    public async Task<IResult> Ready([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        Task<(bool, DateTimeOffset?)> first = TryAsync(() => outbox.OldestAsync(both.Token));
        Task<(bool, int?)> second = TryAsync<int?>(async () => await CountAsync(Nudges.Queue, both.Token));
        Task<(bool, int?)> third = TryAsync<int?>(async () => await CountAsync(PoisonNudges.Queue, both.Token));
        ((bool tables, DateTimeOffset? oldest), (bool queue, int? waiting), (bool poisoned, int? poison)) = (await first, await second, await third);
        TimeSpan? age = oldest is null ? null : time.GetUtcNow() - oldest;
        bool ready = tables && queue && poisoned && !(age > OldestTolerated);
        return Results.Json(
            new ReadyReply(ready ? "ready" : "notReady", tables, queue, age is { } waited ? Math.Max(0, waited.TotalSeconds) : null, waiting, poison), Json.Options, statusCode: ready ? 200 : 503);
    }

    private async Task<int> CountAsync(string name, CancellationToken stop)
    {
        QueueClient queue = queues.GetQueueClient(name);
        if (!await queue.ExistsAsync(stop))
            return 0;
        QueueProperties properties = await queue.GetPropertiesAsync(stop);
        return properties.ApproximateMessagesCount;
    }

    private static async Task<(bool Answers, T? Value)> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return (true, await ask());
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or AggregateException or IOException or OperationCanceledException)
        {
            return (false, default);
        }
    }
}

public sealed record LiveReply(string Status);

/// <param name="Tables">Whether Table Storage answers; likewise queues.</param>
/// <param name="OldestOutboxSeconds">Age of the oldest event that the world has not been told; missing when there is none.</param>
/// <param name="Poison">Messages that failed five times; those whose events have been told since go within two minutes.</param>
public sealed record ReadyReply(string Status, bool Tables, bool Queues, double? OldestOutboxSeconds, int? QueueLength, int? Poison);
