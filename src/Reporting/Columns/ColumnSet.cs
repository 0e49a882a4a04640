namespace ItsmFunctions.Reporting.Columns;

/// <summary>All segments of a snapshot, loaded: what a query is evaluated on. Immutable.</summary>
/// <param name="Snapshot">Names the content.</param>
/// <param name="AsOf">Null before the first build went through.</param>
/// <param name="Zone">IANA zone of the organisation.</param>
/// <param name="HasDetails">Whether the tables beside the hot ones are there.</param>
internal sealed record ColumnSet(string? Snapshot, DateTimeOffset? AsOf, string Zone, bool HasDetails, IReadOnlyList<ColumnSegment> Segments)
{
    private readonly Lazy<DateTimeOffset?> _lastAt = new(() => LastOf(Segments));

    /// <summary>The last opening, resolution or reopening that is known.</summary>
    public DateTimeOffset? LastAt => _lastAt.Value;

    private static DateTimeOffset? LastOf(IReadOnlyList<ColumnSegment> segments)
    {
        uint last = 0;
        foreach (LoadedColumn at in segments.Select(segment => segment[FactTables.Turns]["at"]))
        {
            for (int row = 0; row < at.Rows; row++)
                last = Math.Max(last, at[row]);
        }

        return last == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(last);
    }

    public int Tickets => Segments.Sum(segment => segment[FactTables.Tickets].Rows);
}
