using System.Text;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>One page of a query.</summary>
/// <param name="Next">Where the next one begins; null at the end.</param>
internal sealed record TablePage(IReadOnlyList<Row> Rows, EntityKey? Next)
{
    // No key is empty and yet behind another one.
    private static readonly EntityKey beginning = new("", "");

    /// <param name="filter">Null for all rows.</param>
    /// <param name="from">The continuation, or null.</param>
    public static TablePage Read(TableStore store, string table, Filter? filter, int top, EntityKey? from)
    {
        var (first, isBehind) = Range(filter);
        var start = from is { } continued && continued.CompareTo(first) > 0 ? continued : first;
        List<Row> found = [];
        string? partition = null;
        var looked = 0;
        foreach (var row in store.Table(table).From(start))
        {
            if (isBehind(row.Key)) break;
            if (found.Count == top || looked == store.MostRowsLookedAt || (store.PagesEndWithPartitions && partition is not null && partition != row.Key.Partition))
                return new(found, row.Key);
            looked++;
            store.RowsRead++;
            partition = row.Key.Partition;
            if (filter is null || filter.Holds(Values(store, row))) found.Add(row);
        }
        return new(found, null);
    }

    /// <summary>A key as Azure's opaque tokens are: what stands in it survives a header.</summary>
    public static string Token(string key) => $"1!{key.Length}!{Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).Replace('=', '-')}";

    /// <exception cref="TableFailure">It is none of ours.</exception>
    public static string Key(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token.Split('!')[2].Replace('-', '=')));
        }
        catch (Exception foreign) when (foreign is FormatException or IndexOutOfRangeException)
        {
            throw TableFailure.Invalid("The continuation token is not one of this service.");
        }
    }

    private static Func<string, object?> Values(TableStore store, Row row)
    {
        List<Property>? properties = null;
        return name => name switch
        {
            "PartitionKey" => row.Key.Partition,
            "RowKey" => row.Key.Row,
            "Timestamp" => EntityJson.Stamp(row),
            _ => (properties ??= store.Properties(row)).Where(property => property.Name == name).Select(property => property.Value).FirstOrDefault(),
        };
    }

    /// <summary>Where the rows of a filter can begin, and whether a key lies behind them all.</summary>
    private static (EntityKey First, Func<EntityKey, bool> IsBehind) Range(Filter? filter)
    {
        var required = filter?.Required.Where(one => one.Literal is string).ToList() ?? [];
        var (fromPartition, lastPartition) = Bounds(required, "PartitionKey");
        if (fromPartition is null && lastPartition is null) return (beginning, _ => false);
        var (fromRow, lastRow) = fromPartition is not null && fromPartition == lastPartition ? Bounds(required, "RowKey") : (null, null);
        return (new(fromPartition ?? "", fromRow ?? ""), key =>
            lastPartition is not null && string.CompareOrdinal(key.Partition, lastPartition) is var partitions
            && (partitions > 0 || (partitions == 0 && lastRow is not null && string.CompareOrdinal(key.Row, lastRow) > 0)));
    }

    private static (string? From, string? Last) Bounds(List<Filter.Compared> required, string key)
    {
        var of = required.Where(one => one.Property == key).ToList();
        return (
            of.Where(one => one.Comparison is Comparison.Eq or Comparison.Ge or Comparison.Gt).Select(one => (string)one.Literal).Max(StringComparer.Ordinal),
            of.Where(one => one.Comparison is Comparison.Eq or Comparison.Le or Comparison.Lt).Select(one => (string)one.Literal).Min(StringComparer.Ordinal));
    }
}
