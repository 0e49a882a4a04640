using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Queues;

/// <summary>
/// Nudges that failed five times. The rows they point to stood in the outbox all the while and the sweep has told them since: kept any
/// longer, they would report an outage that is over. A message that is no nudge stays for whoever looks after the desk.
/// </summary>
public sealed partial class PoisonNudges(QueueServiceClient queues, ILogger<PoisonNudges> log)
{
    public const string Queue = $"{Nudges.Queue}-poison";

    /// <summary>The most that one request takes.</summary>
    private const int Most = 32;

    /// <summary>A message that stays is seen once in a run.</summary>
    private static readonly TimeSpan OutOfSight = TimeSpan.FromSeconds(30);

    /// <summary>Removes them, when nothing that they point to is left in the outbox: one request where there are none.</summary>
    public async Task ClearAsync(CancellationToken stop)
    {
        QueueClient queue = queues.GetQueueClient(Queue);
        try
        {
            int cleared = 0;
            while ((await queue.ReceiveMessagesAsync(Most, OutOfSight, stop)).Value is { Length: > 0 } messages)
            {
                foreach (QueueMessage message in messages.Where(IsNudge))
                {
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
                    cleared++;
                }
            }

            if (cleared > 0)
                LogCleared(cleared, Queue);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // No nudge ever failed here: the queue comes with the first that does.
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // It only tidies up: what is due must not wait for it.
            LogNotCleared(Queue, failure);
        }
    }

    private static bool IsNudge(QueueMessage message)
    {
        try
        {
            return Nudges.Read(message.Body.ToString()).All(row => row is { Shard: not null, RowKey: not null });
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} messages were removed from {Queue}: the outbox has done what they were about.")]
    private partial void LogCleared(int count, string queue);

    [LoggerMessage(LogLevel.Warning, "{Queue} could not be tidied up.")]
    private partial void LogNotCleared(string queue, Exception failure);
}
