using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.LocalRuntime.State;
using ItsmFunctions.LocalRuntime.Timers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Clock;

/// <summary>
/// Moves desk time: from one due instant to the next, each fired and settled before the clock goes on, so that what a
/// month does in the cloud happens here in the same order. One move at a time. The goal is kept before the first step
/// and the way made is kept at least once a second: a process that is killed on the way goes on at its next start.
/// </summary>
internal sealed class DeskTime(
    DeskClock clock, HostState state, ScheduleBook book, StorageTraffic traffic, IEnumerable<IDueSource> sources, IHostApplicationLifetime lifetime, ILogger<DeskTime> log)
{
    private const string Kind = "clock";
    private const string Name = "desk";
    private static readonly TimeSpan KeepAtLeastEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim moving = new(1, 1);
    private readonly IDueSource[] sources = [.. sources];
    private DateTimeOffset? goal;
    private volatile bool stopped;

    /// <summary>Takes up the offset of the last run, before anything asks for the time.</summary>
    public async Task ResumeAsync()
    {
        if (await state.ReadAsync(Kind, Name) is not { } kept)
            return;
        clock.Resume(TimeSpan.FromTicks(kept.GetInt64("OffsetTicks") ?? 0));
        goal = kept.GetString("Goal") is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Ends a move that a crash interrupted.</summary>
    public async Task FinishAsync()
    {
        if (goal is not { } unfinished)
            return;
        log.LogWarning("Desk time was being moved to {Goal} when the host ended: going on (DELETE /admin/clock stops it).", unfinished);
        await MoveAsync(now => now > unfinished ? now : unfinished);
    }

    /// <summary>Moves to the instant that the choice makes of the present one.</summary>
    /// <param name="choose">Null for an instant that is too far.</param>
    public async Task<MoveOutcome> MoveAsync(Func<DateTimeOffset, DateTimeOffset?> choose)
    {
        await moving.WaitAsync(lifetime.ApplicationStopping);
        try
        {
            var now = clock.GetUtcNow();
            if (choose(now) is not { } target)
                return MoveOutcome.TooFar;
            if (target < now)
                return MoveOutcome.Backwards;

            stopped = false;
            return await StepThroughAsync(now, target) ? MoveOutcome.Arrived : MoveOutcome.Stopped;
        }
        finally
        {
            moving.Release();
        }
    }

    /// <summary>Ends the move under way, if there is one, where it stands.</summary>
    public void Stop() => stopped = true;

    private async Task<bool> StepThroughAsync(DateTimeOffset now, DateTimeOffset target)
    {
        clock.StandAt(now);
        try
        {
            goal = target;
            await KeepAsync();
            await SettleAsync(thoroughly: true);

            var (kept, writes) = (Stopwatch.GetTimestamp(), traffic.Writes);
            while (!stopped && await NextDueAsync() is { } due && due <= target)
            {
                lifetime.ApplicationStopping.ThrowIfCancellationRequested();
                clock.StandAt(due);
                foreach (var source in sources)
                    await source.FireDueAsync(clock.GetUtcNow());
                await SettleAsync(thoroughly: false);

                // What was written bears this instant: the clock must not stand before it after a crash.
                if (traffic.Writes == writes && Stopwatch.GetElapsedTime(kept) < KeepAtLeastEvery)
                    continue;
                await KeepAsync();
                (kept, writes) = (Stopwatch.GetTimestamp(), traffic.Writes);
            }

            if (!stopped)
                clock.StandAt(target);
            await SettleAsync(thoroughly: true);
            goal = null;
            return !stopped;
        }
        finally
        {
            clock.Run();
            await KeepAsync();
        }
    }

    private async ValueTask<DateTimeOffset?> NextDueAsync()
    {
        DateTimeOffset? earliest = null;
        foreach (var source in sources)
        {
            if (await source.NextDueAsync() is { } due && (earliest is null || due < earliest))
                earliest = due;
        }

        return earliest;
    }

    private async Task SettleAsync(bool thoroughly)
    {
        bool ran;
        do
        {
            ran = false;
            foreach (var source in sources)
                ran |= await source.SettleAsync(thoroughly);
            thoroughly = false;
        }
        while (ran);
    }

    private async Task KeepAsync()
    {
        var row = new TableEntity(Kind, Name) { ["OffsetTicks"] = clock.Offset.Ticks };
        if (goal is { } unfinished)
            row["Goal"] = unfinished.ToString("o", CultureInfo.InvariantCulture);
        await state.WriteAsync(row);
        await book.WriteAsync();
    }
}

internal enum MoveOutcome
{
    Arrived,

    /// <summary>Somebody ended it on its way.</summary>
    Stopped,
    Backwards,
    TooFar,
}
