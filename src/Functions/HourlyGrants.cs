namespace ItsmFunctions.Functions;

/// <summary>
/// So many of a thing in an hour (desk time) for each of many. It counts in memory, so each instance grants its own share; what was
/// granted is granted again, for a repetition is nothing new.
/// </summary>
internal sealed class HourlyGrants<TWho, TWhat>(TimeProvider time)
    where TWho : notnull
    where TWhat : notnull
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Beyond so many, those that fell silent are forgotten.</summary>
    private const int MostRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TWho, Dictionary<TWhat, DateTimeOffset>> _granted = [];

    public bool Grants(TWho who, TWhat what, int most)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (_granted.Count >= MostRemembered)
                Forget(now);
            if (!_granted.TryGetValue(who, out Dictionary<TWhat, DateTimeOffset>? granted))
                _granted.Add(who, granted = []);
            if (granted.ContainsKey(what))
                return true;
            if (granted.Count >= most)
                Drop(granted, now);
            return granted.Count < most && granted.TryAdd(what, now);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (Dictionary<TWhat, DateTimeOffset> granted in _granted.Values)
            Drop(granted, now);
        foreach (TWho silent in _granted.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToArray())
            _granted.Remove(silent);
    }

    private static void Drop(Dictionary<TWhat, DateTimeOffset> granted, DateTimeOffset now)
    {
        foreach (TWhat old in granted.Where(entry => now - entry.Value >= Window).Select(entry => entry.Key).ToArray())
            granted.Remove(old);
    }
}
