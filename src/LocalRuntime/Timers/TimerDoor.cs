using Azure;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Hosting;
using ItsmFunctions.LocalRuntime.Invocation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Timers;

/// <summary>Every timer function. Each waits on its own, so that a slow one delays no other.</summary>
internal sealed class TimerDoor : BackgroundService, IDueSource
{
    private readonly IReadOnlyList<TimerFunction> declared;
    private readonly IReadOnlyList<TimerFunction> timers;
    private readonly DeskClock clock;
    private readonly ScheduleBook book;
    private readonly ILogger log;
    private CancellationToken stopping;

    /// <exception cref="StartException">A schedule cannot be read.</exception>
    public TimerDoor(FunctionCatalogue catalogue, ScheduleBook book, Invoker invoker, DeskClock clock, ILogger<TimerDoor> log)
    {
        (this.clock, this.book, this.log) = (clock, book, log);
        declared = [.. catalogue.Declared<Trigger.Schedule>().Select(t => new TimerFunction(
            t.Function, t.Trigger, Parse(t.Function, t.Trigger), book, invoker, clock, log))];
        timers = [.. declared.Where(t => !t.Function.IsDisabled)];
    }

    public TimerFunction? Find(FunctionEntry function) => declared.FirstOrDefault(t => t.Function == function);

    public ValueTask<DateTimeOffset?> NextDueAsync()
    {
        DateTimeOffset? earliest = null;
        foreach (var timer in timers)
        {
            if (earliest is null || timer.Next < earliest)
                earliest = timer.Next;
        }

        return ValueTask.FromResult(earliest);
    }

    public async Task FireDueAsync(DateTimeOffset now)
    {
        foreach (var timer in timers)
        {
            if (timer.Next <= now)
                await timer.FireIfDueAsync(stopping);
        }
    }

    /// <summary>A timer function's run is awaited where it is fired: nothing is left over.</summary>
    public ValueTask<bool> SettleAsync(bool thoroughly) => ValueTask.FromResult(false);

    /// <summary>Every status is known before the first request can move desk time.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(timers.Select(timer => timer.PrepareAsync()));
        await book.WriteAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        return Task.WhenAll(timers.Select(KeepTimeAsync));
    }

    private async Task KeepTimeAsync(TimerFunction timer)
    {
        while (!stopping.IsCancellationRequested)
        {
            await clock.WaitUntilAsync(() => timer.Next, stopping);
            if (await timer.FireIfDueAsync(stopping) && !clock.IsMoving)
                await WriteAsync();
        }
    }

    /// <summary>A status that could not be kept waits for the next run: no tick is lost while the host is up.</summary>
    private async Task WriteAsync()
    {
        try
        {
            await book.WriteAsync();
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            log.LogWarning("The status of a schedule was not kept: {Reason}", failure.Message.Split('\n')[0]);
        }
    }

    private static NcrontabSchedule Parse(FunctionEntry function, Trigger.Schedule trigger) =>
        NcrontabSchedule.TryParse(trigger.Expression) ?? throw new StartException(
            $"Function '{function.Name}' has the schedule '{trigger.Expression}', which is neither a cron expression of six fields nor a time span: mend it, or the setting it comes from.");
}
