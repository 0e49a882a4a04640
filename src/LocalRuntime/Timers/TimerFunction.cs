using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Timers;

/// <summary>One timer function: when it fires next, and its run, of which there is never more than one at a time.</summary>
internal sealed class TimerFunction(
    FunctionEntry function, Trigger.Schedule trigger, NcrontabSchedule schedule, ScheduleBook book, Invoker invoker, TimeProvider clock, ILogger log)
{
    private readonly SemaphoreSlim running = new(1, 1);
    private readonly bool monitored = trigger.UseMonitor && !schedule.IsSubMinute(clock.GetUtcNow());
    private ScheduleStatus status = new();
    private bool isPastDue;
    private bool runsOnStartup = trigger.RunOnStartup;

    public FunctionEntry Function => function;

    public string Name => function.Name;

    /// <summary>The next instant; the past for a tick that was missed and for a run on startup.</summary>
    public DateTimeOffset Next => runsOnStartup || isPastDue ? DateTimeOffset.MinValue : new DateTimeOffset(Volatile.Read(ref status).Next);

    /// <summary>Takes up the kept status and sees whether a tick was missed; several missed ticks are one.</summary>
    public async Task PrepareAsync()
    {
        var now = clock.GetUtcNow();
        var kept = monitored ? await book.ReadAsync(Name) : null;
        if (kept is not null && schedule.After(Basis(kept)).UtcDateTime == kept.Next)
        {
            status = kept;
            isPastDue = now.UtcDateTime > kept.Next;
            return;
        }

        // Never run, or by another schedule: it begins now and is not past due.
        status = new ScheduleStatus { Last = default, Next = schedule.After(now).UtcDateTime, LastUpdated = now.UtcDateTime };
        if (monitored)
            book.Note(Name, status);
    }

    /// <summary>Runs if it is due and returns when the run is over, also one that was under way.</summary>
    /// <returns>Whether it ran.</returns>
    public async Task<bool> FireIfDueAsync(CancellationToken stop)
    {
        await running.WaitAsync(stop);
        try
        {
            var now = clock.GetUtcNow();
            if (Next > now)
                return false;

            var (late, startup) = (isPastDue, runsOnStartup);
            await RunAsync(late, stop);
            (isPastDue, runsOnStartup) = (false, false);

            // Fired early by a hair, it must not fire again at the same instant.
            var fired = !late && !startup && status.Next > now.UtcDateTime ? new DateTimeOffset(status.Next) : now;
            status = new ScheduleStatus { Last = fired.UtcDateTime, Next = schedule.After(fired).UtcDateTime, LastUpdated = fired.UtcDateTime };
            if (monitored)
                book.Note(Name, status);
            return true;
        }
        finally
        {
            running.Release();
        }
    }

    /// <summary>Runs now, beside the schedule, as the host does on request: the next tick comes when it would have come.</summary>
    public Task RunNowAsync(CancellationToken stop) => RunAsync(late: false, stop);

    private async Task RunAsync(bool late, CancellationToken stop)
    {
        var info = new TimerInfo { IsPastDue = late, ScheduleStatus = monitored ? Copy(status) : null };
        try
        {
            await invoker.InvokeAsync(function, new InvocationSource(_ => info, stop));
        }
        catch (Exception failure)
        {
            // A failed run ends no schedule; the next tick comes.
            log.LogError(failure, "Function '{Function}' failed.", Name);
        }
    }

    private static DateTimeOffset Basis(ScheduleStatus kept) => new(kept.Last != default ? kept.Last : kept.LastUpdated);

    private static ScheduleStatus Copy(ScheduleStatus of) => new() { Last = of.Last, Next = of.Next, LastUpdated = of.LastUpdated };
}
