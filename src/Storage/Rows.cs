using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Storage;

internal static class Rows
{
    /// <summary>Deletes up to 100 rows of a partition in one request; rows that are gone already do not count as a failure.</summary>
    public static async Task DeleteAsync(TableClient table, string partition, IReadOnlyList<string> rowKeys, CancellationToken stop)
    {
        if (rowKeys.Count == 0)
            return;
        if (rowKeys.Count == 1)
        {
            await table.DeleteEntityAsync(partition, rowKeys[0], ETag.All, stop);
            return;
        }

        try
        {
            var group = new EntityGroup(partition);
            foreach (string rowKey in rowKeys)
                group.Delete(rowKey);
            await group.SubmitAsync(table, stop);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // One of them is gone (somebody else swept, or our own acknowledgement was lost): one by one, each may be.
            foreach (string rowKey in rowKeys)
                await table.DeleteEntityAsync(partition, rowKey, ETag.All, stop);
        }
    }
}
