namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>When which instance must be woken: one entry per waiting instance, in memory.</summary>
/// <param name="earlier">Called when the earliest of all has become earlier: whoever sleeps until it must look again.</param>
internal sealed class DueTimers(Action earlier)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> byInstance = [];
    private readonly SortedSet<(DateTimeOffset At, string Id)> order = new(Comparer<(DateTimeOffset At, string Id)>.Create(
        (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id)));

    public DateTimeOffset? Next
    {
        get
        {
            lock (gate)
                return order.Count == 0 ? null : order.Min.At;
        }
    }

    /// <returns>False when another instant is known for the instance.</returns>
    public bool TryAdd(string instanceId, DateTimeOffset? at)
    {
        lock (gate)
        {
            if (byInstance.TryGetValue(instanceId, out var known))
                return known == at;
            Set(instanceId, at);
            return true;
        }
    }

    public void Set(string instanceId, DateTimeOffset? at)
    {
        lock (gate)
        {
            if (byInstance.Remove(instanceId, out var old))
                order.Remove((old, instanceId));
            if (at is not { } due)
                return;
            byInstance[instanceId] = due;
            order.Add((due, instanceId));
            if (order.Min.Id != instanceId)
                return;
        }
        earlier();
    }

    /// <summary>The instances that are due, in the order in which they are.</summary>
    public List<string> Take(DateTimeOffset now)
    {
        var ids = new List<string>();
        lock (gate)
            while (order.Count > 0 && order.Min is var first && first.At <= now)
            {
                order.Remove(first);
                byInstance.Remove(first.Id);
                ids.Add(first.Id);
            }
        return ids;
    }
}
