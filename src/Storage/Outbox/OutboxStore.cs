using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Storage.Outbox;

/// <summary>
/// Outbox rows are written in the transaction of their event and removed when everything that follows from it is done. A nudge
/// through a queue makes that quick; the sweep takes what a crash left.
/// </summary>
public sealed class OutboxStore(DeskTables tables)
{
    /// <summary>Rows written before <paramref name="before"/>, oldest first: one small prefix query for each of the sixteen shards.</summary>
    public async Task<IReadOnlyList<OutboxRow>> ReadAsync(DateTimeOffset before, int most, CancellationToken stop)
    {
        IEnumerable<Task<IReadOnlyList<OutboxRow>>> shards = Enumerable.Range(0, Keys.Shards).Select(residue => ReadShardAsync(Keys.Shard(residue), before, most, stop));
        return [.. (await Task.WhenAll(shards)).SelectMany(rows => rows).OrderBy(row => row.RowKey, StringComparer.Ordinal)];
    }

    /// <summary>When the oldest row was written, or null when everything has been told.</summary>
    public async Task<DateTimeOffset?> OldestAsync(CancellationToken stop)
    {
        IReadOnlyList<OutboxRow> rows = await ReadAsync(DateTimeOffset.MaxValue, most: 1, stop);
        return rows.Count == 0 ? null : rows[0].At;
    }

    public async Task RemoveAsync(IEnumerable<OutboxRow> rows, CancellationToken stop)
    {
        foreach (IGrouping<string, OutboxRow> shard in rows.GroupBy(row => row.Shard))
        {
            foreach (OutboxRow[] some in shard.Chunk(EntityGroup.MostEntities))
                await Rows.DeleteAsync(tables.Desk, shard.Key, [.. some.Select(row => row.RowKey)], stop);
        }
    }

    private async Task<IReadOnlyList<OutboxRow>> ReadShardAsync(string shard, DateTimeOffset before, int most, CancellationToken stop)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {shard} and RowKey ge {Keys.OutboxPrefix} and RowKey lt {Keys.OutboxPrefix + Keys.Ticks(before)}");
        await foreach (Page<TableEntity> page in tables.Desk.QueryAsync<TableEntity>(filter, most, ["PartitionKey", "RowKey", "what"], stop).AsPages())
            return [.. page.Values.Select(row => new OutboxRow(row.PartitionKey, row.RowKey, row.GetString("what")))];
        return [];
    }
}
