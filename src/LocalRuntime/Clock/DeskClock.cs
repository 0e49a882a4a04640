namespace ItsmFunctions.LocalRuntime.Clock;

/// <summary>
/// Desk time: the wall clock plus an offset that only grows. While desk time is being moved it stands still at the
/// instant that fires. Timestamps and timers stay on the machine's monotonic clock, so that no network time-out moves.
/// </summary>
internal sealed class DeskClock : TimeProvider
{
    /// <summary>A wait wakes at least this often: the wall clock may be set, and a laptop may have slept.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Desk time is being moved: whoever moves it also sees to what falls due.</summary>
    public bool IsMoving
    {
        get
        {
            lock (gate)
                return standing is not null;
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

    /// <summary>Goes on from where it stands, and wakes those who wait.</summary>
    public void Run()
    {
        lock (gate)
        {
            if (standing is { } at)
                offset = at - System.GetUtcNow();
            standing = null;
        }

        Wake();
    }

    /// <summary>Takes up the offset of an earlier run.</summary>
    public void Resume(TimeSpan kept)
    {
        lock (gate)
            offset = kept;
    }

    /// <summary>Makes those who wait look again, after a move or when something is due earlier than they knew.</summary>
    public void Wake() => Interlocked.Exchange(ref moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Waits, while desk time runs by itself, until an instant that may change meanwhile.</summary>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task WaitUntilAsync(Func<DateTimeOffset?> at, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var woken = Volatile.Read(ref moved).Task;
            var left = IsMoving ? LongestWait : (at() ?? DateTimeOffset.MaxValue) - GetUtcNow();
            if (left <= TimeSpan.Zero)
                return;

            // A millisecond more, since a delay may end a little early.
            var wait = left < LongestWait ? left + TimeSpan.FromMilliseconds(1) : LongestWait;
            using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(woken, Task.Delay(wait, this, done.Token));
            await done.CancelAsync();
        }
    }
}
