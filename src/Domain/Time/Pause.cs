namespace ItsmFunctions.Domain.Time;

/// <summary>Time that does not count, half-open (service levels, rules 5 and 7).</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it; null while nobody has ended it.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>In order and apart from one another: what touches or overlaps is one, and what has no length is none.</summary>
    /// <exception cref="ArgumentException">A pause ends before it begins.</exception>
    internal static List<(DateTimeOffset From, DateTimeOffset Until)> Merge(ReadOnlySpan<Pause> pauses)
    {
        List<(DateTimeOffset From, DateTimeOffset Until)> merged = [];
        if (pauses.IsEmpty)
            return merged;
        List<(DateTimeOffset From, DateTimeOffset Until)> ordered = new(pauses.Length);
        foreach (Pause pause in pauses)
        {
            if (pause.Until < pause.From)
                throw new ArgumentException($"A pause from {pause.From:O} ends at {pause.Until:O}.", nameof(pauses));
            if (pause.Until != pause.From)
                ordered.Add((pause.From, pause.Until ?? DateTimeOffset.MaxValue));
        }

        ordered.Sort(static (a, b) => a.From.CompareTo(b.From));
        foreach ((DateTimeOffset from, DateTimeOffset until) in ordered)
        {
            if (merged.Count > 0 && from <= merged[^1].Until)
                merged[^1] = (merged[^1].From, until > merged[^1].Until ? until : merged[^1].Until);
            else
                merged.Add((from, until));
        }

        return merged;
    }
}
