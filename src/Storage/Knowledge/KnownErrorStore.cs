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
    private const string Open = "open";

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly VersionedRows _rows = new(tables.Knowledge, "known-error");
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
        int swept = await _rows.SweepAsync(organisation, KnownError.ProblemOf, versions, standing, problem => tables.ExistsAsync(organisation, problem, stop), stop);
        _open.TryRemove(organisation, out _);
        return swept;
    }

    private async Task WriteAsync(KnownError error, bool again, CancellationToken stop)
    {
        try
        {
            await _rows.WriteAsync(
                error.Organisation, error.Id, error.Version,
                row =>
                {
                    row[Open] = error.State.IsOpen;
                    Payload.Put(row, StoredJson.Write(error));
                },
                again, stop);
        }
        finally
        {
            Interlocked.Increment(ref _writes);
            _open.TryRemove(error.Organisation, out _);
        }
    }

    /// <summary>One point read.</summary>
    public async Task<KnownError?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Knowledge.GetEntityIfExistsAsync<TableEntity>(organisation.Value, _rows.KeyOf(organisation, id), cancellationToken: stop);
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
        string filter = _rows.FilterOf(organisation);
        var errors = ImmutableArray.CreateBuilder<KnownError>();
        await foreach (TableEntity row in tables.Knowledge.QueryAsync<TableEntity>(openAlone ? $"{filter} and {Open} eq true" : filter, cancellationToken: stop))
            errors.Add(Read(row));
        return errors.ToImmutable();
    }

    private static KnownError Read(TableEntity row) => StoredJson.Read<KnownError>(Payload.Get(row));
}
