using System.Diagnostics.CodeAnalysis;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>The tables of an account, and what can be done to a row of one.</summary>
internal sealed class TableStore(TimeProvider time)
{
    // Table names are compared without case.
    private readonly Dictionary<string, SortedRows> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> partitions = new(StringComparer.Ordinal);
    private readonly Packing packing = new();
    private long stamp;

    public long RowsRead { get; set; }

    public long RowsHeld => tables.Values.Sum(rows => rows.Count);

    public int? MostRowsLookedAt { get; set; }

    public bool PagesEndWithPartitions { get; set; }

    public IEnumerable<string> Names => tables.Keys.Order(StringComparer.OrdinalIgnoreCase);

    public void CreateTable(string name)
    {
        if (!tables.TryAdd(name, new())) throw new TableFailure(409, "TableAlreadyExists", "The table specified already exists.");
    }

    public void DeleteTable(string name)
    {
        if (!tables.Remove(name)) throw Missing();
    }

    public SortedRows Table(string name) =>
        tables.TryGetValue(name, out var rows) ? rows : throw new TableFailure(404, "TableNotFound", "The table specified does not exist.");

    public List<Property> Properties(Row row) => packing.Unpack(row.Data);

    public Row Get(string table, EntityKey key)
    {
        RowsRead++;
        return Table(table).Find(key) ?? throw Missing();
    }

    /// <summary>Does one write.</summary>
    /// <returns>The row as it stands now; null where it was deleted.</returns>
    /// <exception cref="TableFailure">It was refused, and nothing has changed.</exception>
    public Row? Write(RowChange change)
    {
        var rows = Table(change.Table);
        var before = rows.Find(change.Key);
        if (change.Kind == ChangeKind.Insert && before is not null)
            throw new TableFailure(409, "EntityAlreadyExists", "The specified entity already exists.");
        if (change.Match is not null) Check(before, change.Match);
        if (change.Kind == ChangeKind.Delete)
        {
            rows.Set(change.Key, null);
            return null;
        }

        var properties = change.Kind == ChangeKind.Merge && before is not null ? Merge(Properties(before), change.Properties) : change.Properties;
        Limits.Check(change.Key, properties);
        if (!partitions.TryGetValue(change.Key.Partition, out var partition)) partitions.Add(partition = change.Key.Partition, partition);
        var after = new Row(partition, change.Key.Row, NextStamp(), packing.Pack(properties));
        rows.Set(change.Key, after);
        return after;
    }

    /// <summary>Does all of it or nothing.</summary>
    /// <exception cref="TableFailure">Named by the index of the write that was refused.</exception>
    public IReadOnlyList<Row?> Write(IReadOnlyList<RowChange> changes)
    {
        var done = new List<(RowChange Change, Row? Before)>();
        var after = new List<Row?>();
        foreach (var change in changes)
        {
            try
            {
                var before = Table(change.Table).Find(change.Key);
                after.Add(Write(change));
                done.Add((change, before));
            }
            catch (TableFailure refused)
            {
                foreach (var (undone, before) in Enumerable.Reverse(done)) Table(undone.Table).Set(undone.Key, before);
                throw refused.At(after.Count);
            }
        }
        return after;
    }

    private static void Check([NotNull] Row? row, string match)
    {
        if (row is null) throw Missing();
        if (match != "*" && match != EntityJson.Tag(row))
            throw new TableFailure(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
    }

    private static List<Property> Merge(List<Property> before, IReadOnlyList<Property> changes) =>
        [.. before.Where(kept => changes.All(changed => changed.Name != kept.Name)), .. changes];

    private static TableFailure Missing() => new(404, "ResourceNotFound", "The specified resource does not exist.");

    private long NextStamp() => stamp = Math.Max(time.GetUtcNow().UtcTicks, stamp + 1);
}

internal enum ChangeKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}

/// <param name="Match">The tag that the row must have, * for any; null where it may be missing.</param>
internal sealed record RowChange(ChangeKind Kind, string Table, EntityKey Key, string? Match, IReadOnlyList<Property> Properties);
