using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Queues;

/// <summary>
/// Hands one message to the function: gone when it succeeds, back after a rest when it fails, in the poison queue after
/// the last try.
/// </summary>
internal sealed class Delivery(QueueClient queue, QueueClient poison, QueueFunction function, QueueSettings settings, ILogger log)
{
    /// <summary>Ends in every case; a message that could not be ended comes back when its lease runs out.</summary>
    public async Task RunAsync(QueueMessage message, CancellationToken stop)
    {
        try
        {
            await using var lease = new MessageLease(queue, message, log).Begin();
            if (message.DequeueCount <= settings.MaxDequeueCount && await SucceedsAsync(message, stop))
                await lease.DeleteAsync();
            else if (stop.IsCancellationRequested)
                await lease.ReturnAsync(TimeSpan.Zero);
            else if (message.DequeueCount < settings.MaxDequeueCount)
                await lease.ReturnAsync(settings.VisibilityTimeout);
            else
                await PoisonAsync(message, lease);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Message {Id} of {Queue} could not be ended and will be delivered again.", message.MessageId, queue.Name);
        }
    }

    private async Task<bool> SucceedsAsync(QueueMessage message, CancellationToken stop)
    {
        try
        {
            await function.RunAsync(message, stop);
            return true;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Function '{Function}' failed at try {Try} of message {Id}.", function.Name, message.DequeueCount, message.MessageId);
            return false;
        }
    }

    private async Task PoisonAsync(QueueMessage message, MessageLease lease)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body);
        await lease.DeleteAsync();
        log.LogError("Message {Id} is in {Poison} after {Tries} tries.", message.MessageId, poison.Name, message.DequeueCount);
    }
}
