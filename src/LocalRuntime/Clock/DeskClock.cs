namespace ItsmFunctions.LocalRuntime.Clock;

/// <summary>
/// Desk time: the wall clock plus an offset that only grows. While desk time is being moved it stands still at the
/// instant that fires. Timestamps and timers stay on the machine's monotonic clock, so that no network time-out moves.
/// </summary>
internal sealed class DeskClock : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan offset;
    private DateTimeOffset? standing;

    public TimeSpan Offset
    {
        get
        {
            lock (gate)
                return standing is { } at ? at - System.GetUtcNow() : offset;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return standing ?? System.GetUtcNow() + offset;
    }

    /// <summary>Stands still at an instant; one that is past leaves the clock where it is.</summary>
    public void StandAt(DateTimeOffset at)
    {
        lock (gate)
        {
            var now = standing ?? System.GetUtcNow() + offset;
            standing = at > now ? at : now;
        }
    }

    /// <summary>Goes on from where it stands.</summary>
    public void Run()
    {
        lock (gate)
        {
            if (standing is { } at)
                offset = at - System.GetUtcNow();
            standing = null;
        }
    }

    /// <summary>Takes up the offset of an earlier run.</summary>
    public void Resume(TimeSpan kept)
    {
        lock (gate)
            offset = kept;
    }
}
