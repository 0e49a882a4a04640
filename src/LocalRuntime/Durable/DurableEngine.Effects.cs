using System.Collections.Concurrent;
using Azure;
using Microsoft.Extensions.Logging;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <content>What happens outside an instance: activities, deliveries, and storage that may be out of reach for a while.</content>
internal sealed partial class DurableEngine
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // The host's default: ten activities at a time for each processor.
    private readonly SemaphoreSlim activitySlots = new(10 * Environment.ProcessorCount);
    private readonly ConcurrentDictionary<(string Id, string RunId, int StepId), byte> underWay = new();
    private readonly ConcurrentDictionary<string, byte> onTheWay = new();

    public void RunActivity(InstanceState run, TaskScheduled activity)
    {
        if (!underWay.TryAdd((run.Id, run.RunId, activity.Id), 0))
            return;
        Work.Enter();
        _ = RunActivityAsync(run.Id, run.RunId, activity);
    }

    /// <summary>Tells others what is owed to them; told again after a crash, it counts once.</summary>
    public void Deliver(OutboxRow owed, bool again)
    {
        if (!onTheWay.TryAdd(owed.RowKey, 0))
            return;
        Work.Enter();
        _ = DeliverAsync(owed, again);
    }

    /// <summary>Removes a run's history in its own time: a later run does not see it.</summary>
    public void ForgetRun(InstanceState run)
    {
        Work.Enter();
        _ = ForgetRunAsync(run);
    }

    /// <summary>Writes, and finds out whether it was written when the answer was lost.</summary>
    /// <returns>Null when another writer was first.</returns>
    public async Task<InstanceState?> CommitAsync(Commit commit)
    {
        var uncertain = false;
        return await StoredAsync(async () =>
        {
            if (uncertain && await Hub.WrittenAsync(commit.After, Stopping) is { } written)
                return written;
            uncertain = true;
            return await Hub.CommitAsync(commit, Stopping);
        });
    }

    /// <summary>Asks storage until it answers. Nothing may go on without the answer, and waiting costs nothing.</summary>
    public async Task<T> StoredAsync<T>(Func<Task<T>> ask)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await ask();
            }
            catch (Exception failure) when (IsPassing(failure) && !Stopping.IsCancellationRequested)
            {
                Log.LogWarning(failure, "Storage did not answer; asked again in {Pause}.", pause);
            }
            await Task.Delay(pause, TimeProvider.System, Stopping);
        }
    }

    private static bool IsPassing(Exception failure) => failure switch
    {
        RequestFailedException refused => refused.Status is 0 or 408 or 429 or >= 500,
        AggregateException many => many.InnerExceptions.All(IsPassing),
        HttpRequestException or IOException or TimeoutException or TaskCanceledException => true,
        _ => false,
    };

    private async Task RunActivityAsync(string id, string runId, TaskScheduled activity)
    {
        try
        {
            await Task.Yield();
            await activitySlots.WaitAsync(Stopping);
            Message.ActivityEnded ended;
            try
            {
                Crash.Reach(CrashPoints.ActivityStarting);
                ended = await RunCodeAsync(id, runId, activity);
                Crash.Reach(CrashPoints.ActivityEnded);
            }
            finally
            {
                activitySlots.Release();
            }
            await Post(id, ended);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // It has no outcome, so the next process runs it again.
        }
        catch (Exception exception)
        {
            Log.LogError(exception, "The result of activity '{Activity}' of '{InstanceId}' could not be kept.", activity.Name, id);
        }
        finally
        {
            underWay.TryRemove((id, runId, activity.Id), out _);
            Work.Leave();
        }
    }

    private async Task<Message.ActivityEnded> RunCodeAsync(string id, string runId, TaskScheduled activity)
    {
        try
        {
            var code = functions.FindActivity(activity.Name) ?? throw new InvalidOperationException(
                $"The activity function '{activity.Name}' doesn't exist, is disabled, or is not an activity function.");
            var result = await code(new ActivityCall(id, activity.Id, activity.Input), Stopping);
            return new(runId, activity.Id, converter.Serialize(result), null);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException || !Stopping.IsCancellationRequested)
        {
            Log.LogWarning(thrown, "Activity {Activity} (#{StepId}) of '{InstanceId}' has failed.", activity.Name, activity.Id, id);
            return new(runId, activity.Id, null, Failure.From(thrown));
        }
    }

    private async Task DeliverAsync(OutboxRow owed, bool again)
    {
        try
        {
            await Task.Yield();
            foreach (var delivery in owed.Deliveries)
            {
                Crash.Reach(CrashPoints.DeliveryStarting);
                await DeliverAsync(delivery, again);
            }
            Crash.Reach(CrashPoints.DeliveryArrived);
            await StoredAsync(async () =>
            {
                await Hub.DeliveredAsync(owed.InstanceId, owed.RowKey, Stopping);
                return true;
            });
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // It is still owed.
        }
        catch (Exception exception)
        {
            Log.LogError(exception, "What '{InstanceId}' owes to others could not be delivered; it is tried again after a restart.", owed.InstanceId);
        }
        finally
        {
            onTheWay.TryRemove(owed.RowKey, out _);
            Work.Leave();
        }
    }

    private async Task DeliverAsync(Delivery delivery, bool again)
    {
        switch (delivery)
        {
            case Delivery.Raise raise:
                if (!again || !await StoredAsync(() => Hub.HasReceiptAsync(raise.To, raise.Source, Stopping)))
                    await Post(raise.To, new Message.Raise(raise.Name, raise.Payload, raise.Source));
                break;
            case Delivery.Answer answer:
                await Post(answer.To, new Message.SubOrchestrationEnded(answer.RunId, answer.StepId, answer.Result, answer.Failure));
                break;
            case Delivery.Start start:
                var reply = await Post(start.To, new Message.Start(start.Name, start.Version, start.Input, null, start.Parent));
                if (reply == Reply.Exists)
                    await Post(start.Parent.InstanceId, new Message.SubOrchestrationEnded(start.Parent.RunId, start.Parent.StepId, null,
                        new Failure(typeof(InvalidOperationException).FullName!, $"An Orchestration instance with the ID {start.To} already exists.")));
                break;
        }
    }

    private async Task ForgetRunAsync(InstanceState run)
    {
        try
        {
            await Task.Yield();
            await Hub.ForgetRunAsync(run, Stopping);
        }
        catch (Exception exception) when (exception is RequestFailedException or OperationCanceledException)
        {
            Log.LogDebug(exception, "The earlier history of '{InstanceId}' stays until the instance is purged.", run.Id);
        }
        finally
        {
            Work.Leave();
        }
    }
}
