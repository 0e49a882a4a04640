namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// When which instance must be woken: one entry per waiting instance, in memory, and one timer for the earliest of all.
/// </summary>
internal sealed class DueTimers(TimeProvider clock, Action<DateTimeOffset> wake) : IDisposable
{
    // A timer takes 49 days at most; a day is short enough for any clock that is set forward meanwhile.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> byInstance = [];
    private readonly SortedSet<(DateTimeOffset At, string Id)> order = new(Comparer<(DateTimeOffset At, string Id)>.Create(
        (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id)));

    private ITimer? timer;
    private bool disposed;

    public DateTimeOffset? Next
    {
        get
        {
            lock (gate)
                return order.Count == 0 ? null : order.Min.At;
        }
    }

    public void Set(string instanceId, DateTimeOffset? at)
    {
        lock (gate)
        {
            if (byInstance.Remove(instanceId, out var old))
                order.Remove((old, instanceId));
            if (at is { } due)
            {
                byInstance[instanceId] = due;
                order.Add((due, instanceId));
            }
            Arm();
        }
    }

    /// <summary>The instances that are due, in the order in which they are.</summary>
    public List<string> Take(DateTimeOffset now)
    {
        var ids = new List<string>();
        lock (gate)
        {
            while (order.Count > 0 && order.Min is var first && first.At <= now)
            {
                order.Remove(first);
                byInstance.Remove(first.Id);
                ids.Add(first.Id);
            }
            Arm();
        }
        return ids;
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            timer?.Dispose();
        }
    }

    private void Arm()
    {
        if (disposed)
            return;
        var sleep = order.Count == 0 ? Timeout.InfiniteTimeSpan : order.Min.At - clock.GetUtcNow();
        if (order.Count > 0)
            sleep = sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep > LongestSleep ? LongestSleep : sleep;
        if (timer is null)
            timer = clock.CreateTimer(_ => wake(clock.GetUtcNow()), null, sleep, Timeout.InfiniteTimeSpan);
        else
            timer.Change(sleep, Timeout.InfiniteTimeSpan);
    }
}
