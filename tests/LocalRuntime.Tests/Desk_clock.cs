using ItsmFunctions.LocalRuntime.Clock;

namespace ItsmFunctions.LocalRuntime.Tests;

public sealed class Desk_clock
{
    [Fact]
    public void Stands_still_while_it_is_moved()
    {
        var clock = new DeskClock();
        var at = clock.GetUtcNow().AddDays(3);
        clock.StandAt(at);
        Assert.Equal((at, at, true), (clock.GetUtcNow(), clock.GetUtcNow(), clock.IsMoving));
    }

    [Fact]
    public void Never_goes_backwards()
    {
        var clock = new DeskClock();
        var at = clock.GetUtcNow().AddDays(3);
        clock.StandAt(at);
        clock.StandAt(at.AddDays(-2));
        Assert.Equal(at, clock.GetUtcNow());
    }

    [Fact]
    public void Goes_on_from_where_it_stood()
    {
        var clock = new DeskClock();
        var at = clock.GetUtcNow().AddDays(3);
        clock.StandAt(at);
        clock.Run();
        Assert.InRange(clock.GetUtcNow(), at, at.AddSeconds(30));
    }

    [Fact]
    public void Keeps_timestamps_on_the_monotonic_clock()
    {
        var clock = new DeskClock();
        var before = clock.GetTimestamp();
        clock.StandAt(clock.GetUtcNow().AddDays(3));
        clock.Run();
        Assert.InRange(clock.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Wakes_those_who_wait_when_it_has_moved_past_their_instant()
    {
        var clock = new DeskClock();
        var due = clock.GetUtcNow().AddDays(3);
        var waiting = clock.WaitUntilAsync(() => due, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        clock.StandAt(due);
        clock.Run();
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    [Fact]
    public async Task Ends_a_wait_when_the_host_stops()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new DeskClock().WaitUntilAsync(() => null, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
