using ItsmFunctions.Functions.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Timers;

/// <summary>The one minute tick: what is due, and what a crash left in the outbox. It touches only that, whatever the store holds.</summary>
public sealed partial class Tick(DeskClockwork clockwork, OutboxSweep sweep, ILogger<Tick> log)
{
    [Function(nameof(Tick))]
    public async Task RunAsync([TimerTrigger("%TickSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        TickResult result = await clockwork.RunAsync(client, stop);
        int swept = await sweep.RunAsync(client, stop);
        // A late tick that nothing waited for is nobody's business.
        if (result.Seen > 0 && (timer.IsPastDue || result.Late > TimeSpan.FromMinutes(2)))
            LogCaughtUp(result.Seen, result.Late.TotalSeconds);
        if (result.Acted > 0 || swept > 0)
            LogDone(result.Acted, swept);
    }

    [LoggerMessage(LogLevel.Warning, "Ticks were missed: {Seen} due rows caught up with, the earliest {Seconds:F0} s late. Outcomes count from their deadlines.")]
    private partial void LogCaughtUp(int seen, double seconds);

    [LoggerMessage(LogLevel.Information, "Tick: {Acted} tickets changed by the clock, {Swept} outbox rows swept.")]
    private partial void LogDone(int acted, int swept);
}
