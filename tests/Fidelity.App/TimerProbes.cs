using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Fidelity.App;

/// <summary>Timers whose schedules are settings, so that each test says when they fire.</summary>
public sealed class TimerProbes(Observations observations, TimeProvider clock, IConfiguration settings)
{
    private static int running;
    private static int idleRuns;

    [Function("Tick")]
    public Task Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) => NoteAsync("Tick", timer);

    [Function("OtherTick")]
    public Task OtherTick([TimerTrigger("%OtherTickSchedule%")] TimerInfo timer) => NoteAsync("OtherTick", timer);

    [Function("AtStart")]
    public Task AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => NoteAsync("AtStart", timer);

    [Function("SubMinute")]
    public Task SubMinute([TimerTrigger("%SubMinuteSchedule%")] TimerInfo timer) => NoteAsync("SubMinute", timer);

    /// <summary>Leaves no trace but a count: what a month of minutes costs the runtime alone.</summary>
    [Function("Idle")]
    public static void Idle([TimerTrigger("%IdleSchedule%")] TimerInfo timer) => Interlocked.Add(ref idleRuns, timer.IsPastDue ? 0 : 1);

    [Function("IdleRuns")]
    public static IResult IdleRuns([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "idle-runs")] HttpRequest request) => Results.Json(new
    {
        runs = idleRuns,
        processorSeconds = Environment.CpuUsage.TotalTime.TotalSeconds,
        request.Method,
    });

    /// <summary>Runs longer than its schedule's period.</summary>
    [Function("SlowTick")]
    public async Task SlowTick([TimerTrigger("%SlowTickSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var together = Interlocked.Increment(ref running);
        await Task.Delay(TimeSpan.FromSeconds(1.5), clock, stop);
        Interlocked.Decrement(ref running);
        await observations.NoteAsync("SlowTick", new { together, timer.IsPastDue });
    }

    /// <summary>Puts a message into a queue, of which <c>TakeText</c> makes a note.</summary>
    [Function("Courier")]
    public Task Courier([TimerTrigger("%CourierSchedule%")] TimerInfo timer) =>
        QueueProbes.SendAsync(settings, "texts", timer.IsPastDue ? "late" : "from the courier");

    [Function("FailingTick")]
    public async Task FailingTick([TimerTrigger("%FailingTickSchedule%")] TimerInfo timer)
    {
        await NoteAsync("FailingTick", timer);
        throw new InvalidOperationException("This tick fails.");
    }

    private Task NoteAsync(string probe, TimerInfo timer) => observations.NoteAsync(
        probe,
        new { timer.IsPastDue, timer.ScheduleStatus?.Last, timer.ScheduleStatus?.Next, timer.ScheduleStatus?.LastUpdated });
}
