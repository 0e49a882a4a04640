using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Queues;

/// <summary>
/// A message that was taken: nobody else sees it while it is renewed. The host takes it for ten minutes; here it is
/// seconds, so that what a killed process held comes back as soon.
/// </summary>
internal sealed class MessageLease(QueueClient queue, QueueMessage message, ILogger log) : IAsyncDisposable
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource done = new();
    private string popReceipt = message.PopReceipt;
    private Task renewing = Task.CompletedTask;

    public MessageLease Begin()
    {
        renewing = RenewAsync();
        return this;
    }

    public async Task DeleteAsync()
    {
        await EndAsync();
        await GoneIsFineAsync(queue.DeleteMessageAsync(message.MessageId, popReceipt));
    }

    public async Task ReturnAsync(TimeSpan after)
    {
        await EndAsync();
        await GoneIsFineAsync(queue.UpdateMessageAsync(message.MessageId, popReceipt, visibilityTimeout: after));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        done.Dispose();
    }

    private async Task EndAsync()
    {
        await done.CancelAsync();
        await renewing;
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, TimeProvider.System, done.Token);
                popReceipt = (await queue.UpdateMessageAsync(message.MessageId, popReceipt, visibilityTimeout: Duration)).Value.PopReceipt;
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (RequestFailedException failure)
        {
            log.LogWarning(failure, "Message {Id} of {Queue} could not be renewed and may be delivered again.", message.MessageId, queue.Name);
        }
    }

    /// <summary>Somebody else has the message, or had it: queues deliver at least once.</summary>
    private static async Task GoneIsFineAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 400)
        {
        }
    }
}
