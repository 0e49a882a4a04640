using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>What an idempotency key of a creation led to.</summary>
/// <param name="Version">The version that the creation left behind, from which its answer is made again.</param>
public sealed record CreationKey(byte[] Request, TicketNumber Number, int Version, DateTimeOffset At)
{
    internal ETag Tag { get; init; }

    public bool IsAlive(DateTimeOffset now) => now - At < RequestKey.Lifetime;

    internal static TableEntity ToRow(string shard, OrganisationId organisation, RequestKey key, TicketNumber number, int version, DateTimeOffset at) =>
        new(shard, Keys.Idempotency(organisation, key.Key))
        {
            ["request"] = key.Request,
            ["number"] = number.ToString(),
            ["version"] = version,
            ["at"] = at.UtcTicks,
        };

    internal static CreationKey FromRow(TableEntity row) => new(
        row.GetBinary("request"),
        TicketNumber.Parse(row.GetString("number")),
        row.GetInt32("version") ?? 1,
        new DateTimeOffset(row.GetInt64("at")!.Value, TimeSpan.Zero))
    {
        Tag = row.ETag,
    };
}

/// <summary>Idempotency keys of creations: they expire after 48 hours through a due row for each shard and hour that saw one.</summary>
public sealed class CreationKeys(DeskTables tables, DueIndex due)
{
    private readonly HashSet<string> _announced = [];

    /// <summary>The shard that a creation with this key goes to: its first hash byte says so.</summary>
    public static int Residue(RequestKey key) => key.Key[0] % Keys.Shards;

    public async Task<CreationKey?> FindAsync(OrganisationId organisation, RequestKey key, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(Residue(key)), Keys.Idempotency(organisation, key.Key), cancellationToken: stop);
        return row.HasValue ? CreationKey.FromRow(row.Value!) : null;
    }

    /// <summary>Sees to it that the keys of this shard and hour will be swept: one write an hour for each shard in use.</summary>
    internal async Task AnnounceAsync(int residue, DateTimeOffset now, CancellationToken stop)
    {
        DateTimeOffset swept = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour + 1) + RequestKey.Lifetime;
        string mark = string.Create(CultureInfo.InvariantCulture, $"{Keys.Ticks(swept)}|{residue:x}");
        lock (_announced)
        {
            if (_announced.Contains(mark))
                return;
        }

        await due.WriteKeySweepAsync(residue, swept, stop);
        lock (_announced)
        {
            if (_announced.Count > 1_000)
                _announced.Clear();
            _announced.Add(mark);
        }
    }

    /// <summary>Removes the keys of a shard that have expired.</summary>
    public async Task<int> SweepAsync(int residue, DateTimeOffset now, CancellationToken stop)
    {
        string shard = Keys.Shard(residue);
        int swept = 0;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {Keys.KeyPrefix} and RowKey lt {Keys.Behind(Keys.KeyPrefix)}");
        await foreach (Page<TableEntity> page in tables.Desk.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", "at", "number", "request"], cancellationToken: stop).AsPages())
        {
            foreach (TableEntity[] expired in page.Values.Where(row => !CreationKey.FromRow(row).IsAlive(now)).Chunk(EntityGroup.MostEntities))
            {
                await Rows.DeleteAsync(tables.Desk, shard, [.. expired.Select(row => (row.RowKey, row.ETag))], stop);
                swept += expired.Length;
            }
        }

        return swept;
    }
}
