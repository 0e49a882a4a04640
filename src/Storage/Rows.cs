using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Storage;

internal static class Rows
{
    /// <summary>Deletes up to 100 rows of a partition in one request; rows that are gone already do not count as a failure.</summary>
    public static Task DeleteAsync(TableClient table, string partition, IReadOnlyList<string> rowKeys, CancellationToken stop) =>
        DeleteAsync(table, partition, [.. rowKeys.Select(rowKey => (rowKey, ETag.All))], stop);

    /// <summary>Likewise, and rows that were written anew since they were read stay.</summary>
    public static async Task DeleteAsync(TableClient table, string partition, IReadOnlyList<(string RowKey, ETag Match)> rows, CancellationToken stop)
    {
        if (rows.Count > 1)
        {
            try
            {
                var group = new EntityGroup(partition);
                foreach ((string rowKey, ETag match) in rows)
                    group.Delete(rowKey, match);
                await group.SubmitAsync(table, stop);
                return;
            }
            catch (RequestFailedException gone) when (gone.Status is 404 or 412)
            {
                // One of them is gone or new (somebody else swept, or our own acknowledgement was lost): one by one, each may be.
            }
        }

        foreach ((string rowKey, ETag match) in rows)
        {
            try
            {
                await table.DeleteEntityAsync(partition, rowKey, match, stop);
            }
            catch (RequestFailedException written) when (written.Status == 412)
            {
                // It is another row now, which nobody has looked at yet.
            }
        }
    }
}
