using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage;

/// <summary>
/// Hands out ticket numbers from blocks: an instance takes a block at a time, so that a creation costs no request for its number.
/// Gaps are allowed (an instance that ends leaves the rest of its block), repeats never.
/// </summary>
public sealed class NumberBlocks(DeskTables tables, TimeProvider time)
{
    private const int SmallestPerShard = 4;
    private const int LargestPerShard = 256;

    private readonly ConcurrentDictionary<(OrganisationId, TicketKind), Pool> _pools = new();

    /// <summary>A number whose shard is <paramref name="residue"/>, or of any shard.</summary>
    /// <exception cref="NumbersExhaustedException">Seven digits are used up.</exception>
    public async Task<TicketNumber> TakeAsync(OrganisationId organisation, TicketKind kind, int? residue, CancellationToken stop)
    {
        Pool pool = _pools.GetOrAdd((organisation, kind), _ => new());
        await pool.Gate.WaitAsync(stop);
        try
        {
            while (true)
            {
                if (pool.TryTake(residue) is { } sequence)
                    return new(kind, sequence);
                (int first, int count) = await ReserveAsync(organisation, kind, pool.NextSize(time.GetTimestamp(), time), stop);
                pool.Fill(first, count);
            }
        }
        finally
        {
            pool.Gate.Release();
        }
    }

    private async Task<(int First, int Count)> ReserveAsync(OrganisationId organisation, TicketKind kind, int count, CancellationToken stop)
    {
        string partition = organisation.Value, rowKey = $"{organisation}|{TicketNumber.PrefixOf(kind)}";
        while (true)
        {
            NullableResponse<TableEntity> found = await tables.Numbers.GetEntityIfExistsAsync<TableEntity>(partition, rowKey, cancellationToken: stop);
            int next = found.HasValue ? found.Value!.GetInt32("next")!.Value : 1;
            if (next + count - 1 > TicketNumber.Highest)
                throw new NumbersExhaustedException(organisation, kind);
            var row = new TableEntity(partition, rowKey) { ["next"] = next + count };
            try
            {
                if (found.HasValue)
                    await tables.Numbers.UpdateEntityAsync(row, found.Value!.ETag, TableUpdateMode.Replace, stop);
                else
                    await tables.Numbers.AddEntityAsync(row, stop);
                return (next, count);
            }
            catch (RequestFailedException taken) when (taken.Status is 409 or 412)
            {
                // Another instance took this block, or our own acknowledgement was lost: either way the next one is free.
            }
        }
    }

    private sealed class Pool
    {
        private readonly Queue<int>[] _free = [.. Enumerable.Range(0, Keys.Shards).Select(_ => new Queue<int>())];
        private int _perShard = SmallestPerShard;
        private int _turn;
        private long? _filledAt;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int? TryTake(int? residue)
        {
            if (residue is { } one)
                return _free[one].TryDequeue(out int number) ? number : null;
            for (int i = 0; i < Keys.Shards; i++)
            {
                _turn = (_turn + 1) % Keys.Shards;
                if (_free[_turn].TryDequeue(out int next))
                    return next;
            }

            return null;
        }

        // A block that was gone within ten seconds was too small; one that lasted an hour too large.
        public int NextSize(long now, TimeProvider time)
        {
            if (_filledAt is { } filled)
            {
                TimeSpan lasted = time.GetElapsedTime(filled, now);
                if (lasted < TimeSpan.FromSeconds(10))
                    _perShard = Math.Min(_perShard * 2, LargestPerShard);
                else if (lasted > TimeSpan.FromHours(1))
                    _perShard = Math.Max(_perShard / 2, SmallestPerShard);
            }

            _filledAt = now;
            return _perShard * Keys.Shards;
        }

        public void Fill(int first, int count)
        {
            for (int number = first; number < first + count; number++)
                _free[number % Keys.Shards].Enqueue(number);
        }
    }
}

/// <summary>No number of this kind is left to the organisation.</summary>
public sealed class NumbersExhaustedException(OrganisationId organisation, TicketKind kind)
    : Exception($"{organisation} has used all {TicketNumber.Highest} numbers of kind {TicketNumber.PrefixOf(kind)}.");
