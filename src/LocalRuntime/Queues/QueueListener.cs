using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Queues;

/// <summary>Takes messages in batches: at once while there are some, then ever more seldom.</summary>
internal sealed class QueueListener(QueueClient queue, Delivery delivery, QueueSettings settings, ILogger log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim taking = new(1, 1);
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool mayHold = true;
    private int running;

    public Uri Address => queue.Uri;

    /// <summary>A message was put into the queue.</summary>
    public void Sent()
    {
        Volatile.Write(ref mayHold, true);
        Interlocked.Exchange(ref wake, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Polls until the host stops.</summary>
    public async Task ListenAsync(CancellationToken stop)
    {
        var pause = ShortestPause;
        while (!stop.IsCancellationRequested)
        {
            var sent = Volatile.Read(ref wake).Task;
            if (await TryTakeAsync(stop))
            {
                pause = ShortestPause;
                await RunningAtMostAsync(settings.NewBatchThreshold, stop);
                continue;
            }

            await WaitAsync(sent, pause, stop);
            pause = pause * 2 < settings.MaxPollingInterval ? pause * 2 : settings.MaxPollingInterval;
        }
    }

    /// <summary>Returns when no more than so many messages are still running.</summary>
    public async Task RunningAtMostAsync(int count, CancellationToken stop)
    {
        while (true)
        {
            var ended = Volatile.Read(ref rest).Task;
            if (Volatile.Read(ref running) <= count)
                return;
            await ended.WaitAsync(stop);
        }
    }

    /// <summary>Takes what is there until nothing is and nothing runs; messages that rest after a failure are left to rest.</summary>
    /// <returns>Whether anything ran.</returns>
    public async ValueTask<bool> SettleAsync(bool thoroughly, CancellationToken stop)
    {
        if (thoroughly)
            Volatile.Write(ref mayHold, true);
        var ran = false;
        while (true)
        {
            var ended = Volatile.Read(ref rest).Task;
            await taking.WaitAsync(stop);
            taking.Release();
            if (Volatile.Read(ref running) > 0)
                await ended.WaitAsync(stop);
            else if (!Volatile.Read(ref mayHold))
                return ran;
            else if (!await TakeAsync(stop))
                continue;
            ran = true;
        }
    }

    private static async Task WaitAsync(Task sent, TimeSpan pause, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(sent, Task.Delay(pause, TimeProvider.System, done.Token));
        await done.CancelAsync();
    }

    private async Task<bool> TryTakeAsync(CancellationToken stop)
    {
        try
        {
            return await TakeAsync(stop);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            log.LogWarning("Queue {Queue} does not answer: {Reason}", queue.Name, failure.Message.Split('\n')[0]);
            return false;
        }
    }

    /// <summary>Takes one batch; whoever holds the lock sees either the message in the queue or its run.</summary>
    private async Task<bool> TakeAsync(CancellationToken stop)
    {
        await taking.WaitAsync(stop);
        try
        {
            Volatile.Write(ref mayHold, false);
            var batch = await ReceiveAsync(stop);
            foreach (var message in batch)
            {
                Interlocked.Increment(ref running);
                _ = HandleAsync(message, stop);
            }

            if (batch.Length > 0)
                Volatile.Write(ref mayHold, true);
            return batch.Length > 0;
        }
        catch
        {
            Volatile.Write(ref mayHold, true);
            throw;
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>As in the host, whoever sends creates the queue; until then it is empty.</summary>
    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, MessageLease.Duration, stop);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken stop)
    {
        // The next message of the batch does not wait for the synchronous part of this one.
        await Task.Yield();
        await delivery.RunAsync(message, stop);
        Interlocked.Decrement(ref running);
        Interlocked.Exchange(ref rest, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
