using System.Collections.Concurrent;
using System.Security.Cryptography;
using ItsmFunctions.LocalRuntime.Clock;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// Runs the orchestrations of one task hub in this process. An instance's history is the only thing that lasts: activities,
/// timers and deliveries under way are read off it after a restart, so a process may end between any two steps. An activity
/// may then run twice; its result, like everything else, enters the history once.
/// </summary>
internal sealed partial class DurableEngine : IDueSource, IDisposable
{
    // Instances kept in memory with their histories; beyond it, those that wait are read again when something comes.
    private const int Warm = 500;

    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Instance> instances = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly IDurableFunctions functions;
    private readonly DataConverter converter;
    private readonly ILoggerFactory loggers;

    public DurableEngine(
        TaskHub hub, IDurableFunctions functions, DataConverter converter, TimeProvider clock, ILoggerFactory loggers, CrashPoints crash)
    {
        Hub = hub;
        this.functions = functions;
        this.converter = converter;
        Clock = clock;
        this.loggers = loggers;
        Crash = crash;
        Log = loggers.CreateLogger("Host.DurableTask");
        Due = new DueTimers(() => DueEarlier());
    }

    public TaskHub Hub { get; }

    public TimeProvider Clock { get; }

    public ILogger Log { get; }

    public CrashPoints Crash { get; }

    public WorkGauge Work { get; } = new();

    public StatusWatch Watch { get; } = new();

    public DueTimers Due { get; }

    /// <summary>Called when something is due earlier than anything before: the sleeper must look again.</summary>
    public Action DueEarlier { get; set; } = () => { };

    /// <summary>Called with the latest instant that a history has recorded: desk time must not stand before it.</summary>
    public Action<DateTimeOffset> NotBefore { get; set; } = _ => { };

    public CancellationToken Stopping => stopping.Token;

    public static string NewOperationId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public async Task StartAsync(CancellationToken stop)
    {
        await Hub.EnsureAsync(stop);
        await TakeUpAsync(stop);
        _ = TakeUpOnceMoreAsync();
    }

    /// <summary>
    /// Takes up what an earlier process has left: one query of the open instances, one of what they owe. An instance that
    /// only waits for time stays in storage.
    /// </summary>
    private async Task TakeUpAsync(CancellationToken stop)
    {
        var open = await Hub.OpenInstancesAsync(stop).ToListAsync(stop);
        if (open.Count > 0)
            NotBefore(open.Max(instance => instance.UpdatedAt));
        foreach (var instance in open)
            if (instance.OpenActivities > 0 || instance.IsUnstarted || !Due.TryAdd(instance.Id, instance.NextDue))
                _ = Post(instance.Id, new Message.Wake());
        await foreach (var owed in Hub.OutboxAsync(stop))
            Deliver(owed, again: true);
    }

    /// <summary>A request of the process before may still have been on its way when the first look was taken.</summary>
    private async Task TakeUpOnceMoreAsync()
    {
        try
        {
            await Task.Delay(SecondLook, TimeProvider.System, Stopping);
            await TakeUpAsync(Stopping);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            Log.LogDebug(exception, "The second look at what was left could not be taken.");
        }
    }

    /// <summary>Ends the process's part; what is under way goes on in the next one.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        await stopping.CancelAsync();
        await Task.WhenAny(Work.WhenIdleAsync(), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, patience));
    }

    public Task<Reply> Post(string instanceId, Message message)
    {
        while (!instances.GetOrAdd(instanceId, id => new Instance(id, this)).TryPost(message))
        {
        }
        return message.Taken;
    }

    /// <summary>Asked with the instance's gate held and its mailbox empty.</summary>
    public bool MayForget(Instance instance, string id, InstanceState? state) =>
        (state is null || state.Status.IsFinal() || instances.Count > Warm)
        && instances.TryRemove(new KeyValuePair<string, Instance>(id, instance));

    public ValueTask<DateTimeOffset?> NextDueAsync() => ValueTask.FromResult(Due.Next);

    public async Task FireDueAsync(DateTimeOffset now)
    {
        PostDue(now);
        await Work.WhenIdleAsync();
    }

    public void PostDue(DateTimeOffset now)
    {
        foreach (var id in Due.Take(now))
        {
            Crash.Reach(CrashPoints.TimerDue);
            _ = Post(id, new Message.Due(now));
        }
    }

    /// <summary>Nothing comes to the engine from outside the process, so there is nothing to look for thoroughly.</summary>
    public async ValueTask<bool> SettleAsync(bool thoroughly)
    {
        var resting = Work.WhenIdleAsync();
        if (resting.IsCompleted)
            return false;
        await resting;
        return true;
    }

    public Decision Play(InstanceState state, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh, Instance instance)
    {
        if (functions.FindOrchestrator(state.Name) is not { } code)
            return Fail(new InvalidOperationException(
                $"The orchestrator function '{state.Name}' doesn't exist, is disabled, or is not an orchestrator function."));
        var runId = state.RunId;
        return new OrchestratorTurn(state.Id, code, converter, loggers, () => Post(state.Id, new Message.Invaded(runId))).Decide(past, fresh);
    }

    public Decision IllegalAwait() => Fail(new InvalidOperationException(OrchestratorThread.IllegalAwait));

    public void Dispose() => stopping.Dispose();

    private static Decision Fail(Exception reason) => new([], [], false, null, new Ending.Failed(Failure.From(reason)));
}
