using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>
/// Known errors, one row each: what their problems say of them, written by the reactions to the problems' events and never the source
/// of truth. Those that are open are remembered for a while, so that no ticket that they are offered on costs a request; what this
/// instance wrote counts for it at once, and other instances follow within the 30 s that they remember.
/// </summary>
public sealed class KnownErrorStore(DeskTables tables, TimeProvider time)
{
    private const int Patience = 16;
    private const string Version = "version", Open = "open";

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<OrganisationId, (ImmutableArray<KnownError> Errors, long ReadAt)> _open = new();
    private int _writes;

    /// <summary>Writes how a known error reads, unless a later version stands there: a read and a write.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many write to it at once.</exception>
    public Task WriteAsync(KnownError error, CancellationToken stop) => WriteAsync(error, again: false, stop);

    /// <summary>Writes it though its version seems to stand there already: for a rebuild.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many write to it at once.</exception>
    public Task MendAsync(KnownError error, CancellationToken stop) => WriteAsync(error, again: true, stop);

    /// <summary>The second half of a rebuild: takes away rows that no problem speaks of.</summary>
    /// <param name="versions">The version of each ticket that there is.</param>
    /// <param name="standing">Ids of the known errors that there are.</param>
    /// <returns>How many rows were left over.</returns>
    public async Task<int> SweepAsync(OrganisationId organisation, IReadOnlyDictionary<TicketNumber, int> versions, IReadOnlySet<string> standing, CancellationToken stop)
    {
        int swept = 0;
        string prefix = PrefixOf(organisation);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        await foreach (TableEntity row in tables.Knowledge.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", Version], cancellationToken: stop))
        {
            string id = row.RowKey[prefix.Length..];
            // One that was declared while the rebuild ran is newer than what was read of its problem.
            if (standing.Contains(id) || (KnownError.ProblemOf(id) is { } problem && versions.TryGetValue(problem, out int version) ? row.GetInt32(Version) > version : await ExistsAsync(organisation, id, stop)))
                continue;
            try
            {
                await tables.Knowledge.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, stop);
                swept++;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status == 412)
            {
                // Written anew since it was read: it stands.
            }
        }

        _open.TryRemove(organisation, out _);
        return swept;
    }

    private async Task<bool> ExistsAsync(OrganisationId organisation, string id, CancellationToken stop) =>
        KnownError.ProblemOf(id) is { } problem && (await tables.Desk.GetEntityIfExistsAsync<TableEntity>(Keys.Shard(problem), Keys.Ticket(organisation, problem), ["RowKey"], stop)).HasValue;

    private async Task WriteAsync(KnownError error, bool again, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            NullableResponse<TableEntity> stands = await tables.Knowledge.GetEntityIfExistsAsync<TableEntity>(error.Organisation.Value, KeyOf(error.Organisation, error.Id), [Version], stop);
            int? version = stands.HasValue ? stands.Value!.GetInt32(Version) : null;
            if (version > error.Version || (!again && version == error.Version))
                return;
            var row = new TableEntity(error.Organisation.Value, KeyOf(error.Organisation, error.Id)) { [Version] = error.Version, [Open] = error.State.IsOpen };
            Payload.Put(row, StoredJson.Write(error));
            try
            {
                if (stands.HasValue)
                    await tables.Knowledge.UpdateEntityAsync(row, stands.Value!.ETag, TableUpdateMode.Replace, stop);
                else
                    await tables.Knowledge.AddEntityAsync(row, stop);
                return;
            }
            catch (Exception failure) when (Acknowledgement.MayBeLost(failure) && attempt < Patience)
            {
                // It is written, or somebody else was faster: what stands there tells.
            }
            finally
            {
                Interlocked.Increment(ref _writes);
                _open.TryRemove(error.Organisation, out _);
            }
        }
    }

    /// <summary>One point read.</summary>
    public async Task<KnownError?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Knowledge.GetEntityIfExistsAsync<TableEntity>(organisation.Value, KeyOf(organisation, id), cancellationToken: stop);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Those that are open, by id: a request for each thousand, at most once in 30 s.</summary>
    public async ValueTask<ImmutableArray<KnownError>> ReadOpenAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (_open.TryGetValue(organisation, out (ImmutableArray<KnownError> Errors, long ReadAt) known) && time.GetElapsedTime(known.ReadAt) < Remembered)
            return known.Errors;
        int writes = Volatile.Read(ref _writes);
        long readAt = time.GetTimestamp();
        ImmutableArray<KnownError> errors = await ReadAsync(organisation, openAlone: true, stop);
        // What was read while somebody here wrote may be what stood before.
        _open[organisation] = (errors, readAt);
        if (writes != Volatile.Read(ref _writes))
            _open.TryRemove(organisation, out _);
        return errors;
    }

    /// <summary>All of them, by id: a request for each thousand.</summary>
    public Task<ImmutableArray<KnownError>> ReadAllAsync(OrganisationId organisation, CancellationToken stop) => ReadAsync(organisation, openAlone: false, stop);

    private async Task<ImmutableArray<KnownError>> ReadAsync(OrganisationId organisation, bool openAlone, CancellationToken stop)
    {
        string prefix = PrefixOf(organisation);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        var errors = ImmutableArray.CreateBuilder<KnownError>();
        await foreach (TableEntity row in tables.Knowledge.QueryAsync<TableEntity>(openAlone ? $"{filter} and {Open} eq true" : filter, cancellationToken: stop))
            errors.Add(Read(row));
        return errors.ToImmutable();
    }

    private static KnownError Read(TableEntity row) => StoredJson.Read<KnownError>(Payload.Get(row));

    private static string PrefixOf(OrganisationId organisation) => $"{organisation}|known-error|";

    private static string KeyOf(OrganisationId organisation, string id) => PrefixOf(organisation) + id;
}
