using ItsmFunctions.LocalRuntime.Durable;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.Durable.Tests;

/// <summary>
/// An outside world that starts an instance, raises its events and lets time pass, while the process is killed at the
/// given crash points (counted over the process's life) and started again. It only ever looks at what is stored.
/// </summary>
internal sealed class KilledRun(DurableHost host, string name, object? input, IReadOnlyList<string> events)
{
    public const string InstanceId = "the-one";

    // More than any run here needs; a run that stands still must end as a failed test.
    private const int MaxRounds = 200;

    private TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int PointsReached { get; private set; }

    public int Kills { get; private set; }

    public async Task RunAsync(params IReadOnlyList<int> killAt)
    {
        var remaining = new Queue<int>(killAt);
        var reached = 0;
        var gate = new Lock();
        host.AtCrashPoint = point =>
        {
            lock (gate)
            {
                PointsReached++;
                if (!killed.Task.IsCompleted && remaining.TryPeek(out var at) && ++reached == at)
                {
                    remaining.Dequeue();
                    reached = 0;
                    Kills++;
                    host.Wire.IsCut = true;
                    killed.SetResult();
                }
                if (killed.Task.IsCompleted)
                    throw new IOException($"killed at {point}");
            }
        };
        await StartAsync();
        for (var round = 0; round < MaxRounds; round++)
        {
            var step = StepAsync();
            await Task.WhenAny(step, killed.Task);
            if (killed.Task.IsCompleted)
            {
                await BuryAsync();
                // The world's own step has failed with the process; it must not go on with the next one.
                await step.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Eventually.Patience, TimeProvider.System);
                await StartAsync();
            }
            else if (await step)
                return;
        }
        throw new InvalidOperationException(
            $"It did not end within {MaxRounds} rounds and {Kills} kills: {string.Join(", ", await host.HistoryAsync(InstanceId))}; next due {await host.Engine.NextDueAsync():o}.");
    }

    private async Task StartAsync()
    {
        while (true)
            try
            {
                await host.StartAsync();
                return;
            }
            catch (Exception) when (killed.Task.IsCompleted)
            {
                // Killed while it was taking up what the one before had left.
                await BuryAsync();
            }
    }

    private async Task BuryAsync()
    {
        await host.KillAsync();
        killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <returns>True when the instance has ended and nothing is under way.</returns>
    private async Task<bool> StepAsync()
    {
        await host.RestAsync();
        var instance = await host.Client.GetInstanceAsync(InstanceId);
        if (instance is null)
        {
            await host.ScheduleAsync(name, input, InstanceId);
            return false;
        }
        if (instance.IsCompleted)
            return true;
        var raised = (await host.StoredAsync(InstanceId)).OfType<EventRaised>().Select(entry => entry.Name).ToHashSet();
        if (events.FirstOrDefault(name => !raised.Contains(name)) is { } missing)
        {
            host.Engine.Crash.Reach(CrashPoints.EventArrived);
            await host.Client.RaiseEventAsync(InstanceId, missing, missing);
        }
        else if (await host.Engine.NextDueAsync() is not null)
            await host.AdvanceAsync(TimeSpan.FromDays(10));
        return false;
    }
}
