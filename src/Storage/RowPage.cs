using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Storage;

/// <summary>One page of a range of row keys in one partition, read with bounded work.</summary>
/// <param name="After">Where the next page begins, or null at the end. A page can be short, even empty, and still have a next one.</param>
internal sealed record RowPage(IReadOnlyList<TableEntity> Rows, string? After)
{
    /// <summary>
    /// Requests that one page may cost. Table Storage ends its own page after 1,000 rows or 5 s, also with nothing found so far
    /// (REST, "Query timeout and pagination"): so a page is there after 15 s at the most, whatever the filter leaves out.
    /// </summary>
    public const int MostRequests = 3;

    // A row key begins with an organisation's id, which has no such sign.
    private const char OfTheService = '!';
    private const char Between = '\n';

    /// <param name="from">First row key of the range.</param>
    /// <param name="end">The first one behind it.</param>
    /// <param name="conditions">Further ones, as filters.</param>
    /// <param name="after">Of the page before, with the same range and conditions.</param>
    public static async Task<RowPage> ReadAsync(
        TableClient table, string partition, string from, string end, IEnumerable<string> conditions, string? after, int size, CancellationToken stop)
    {
        (string? behind, string? continuation) = Parse(after);
        string range = behind is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {end}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {behind} and RowKey lt {end}");
        string query = string.Join(" and ", conditions.Prepend(range));
        int requests = 0;
        await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(query, size, cancellationToken: stop).AsPages(continuation))
        {
            requests++;
            if (page.Values.Count > 0)
                return new(page.Values, page.ContinuationToken is null ? null : page.Values[^1].RowKey);
            // Nothing found so far, hence no key of ours to go on from.
            if (page.ContinuationToken is { } next && requests == MostRequests)
                return new([], $"{OfTheService}{behind}{Between}{next}");
        }

        return new([], null);
    }

    private static (string? Behind, string? Continuation) Parse(string? after)
    {
        if (after is null || after[0] != OfTheService)
            return (after, null);
        int at = after.IndexOf(Between, StringComparison.Ordinal);
        return (at == 1 ? null : after[1..at], after[(at + 1)..]);
    }
}
