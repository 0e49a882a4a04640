using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>
/// What anybody may read of major incidents, one row each: written by the reactions to their events and never the source of truth. What was
/// read is remembered for a while, so that many who look at once cost one request; what this instance wrote counts for it at once.
/// </summary>
public sealed class StatusStore(DeskTables tables, TimeProvider time)
{
    /// <summary>Anybody may ask for any organisation: so many are remembered, and no more.</summary>
    private const int MostRemembered = 1_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(15);

    private readonly VersionedRows _rows = new(tables.Knowledge, "status");
    private readonly ConcurrentDictionary<OrganisationId, (ImmutableArray<PublicStatus> All, long ReadAt)> _read = new();

    /// <summary>Writes how it reads, unless a later version stands there: a read and a write.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many write to it at once.</exception>
    public Task WriteAsync(PublicStatus status, CancellationToken stop) => WriteAsync(status, again: false, stop);

    /// <summary>Writes it though its version seems to stand there already: for a rebuild.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many write to it at once.</exception>
    public Task MendAsync(PublicStatus status, CancellationToken stop) => WriteAsync(status, again: true, stop);

    /// <summary>The second half of a rebuild: takes away rows that no incident speaks of.</summary>
    /// <param name="versions">The version of each ticket that there is.</param>
    /// <param name="standing">Numbers of the incidents that said something.</param>
    /// <returns>How many rows were left over.</returns>
    public async Task<int> SweepAsync(OrganisationId organisation, IReadOnlyDictionary<TicketNumber, int> versions, IReadOnlySet<string> standing, CancellationToken stop)
    {
        int swept = await _rows.SweepAsync(organisation, NumberOf, versions, standing, number => tables.ExistsAsync(organisation, number, stop), stop);
        _read.TryRemove(organisation, out _);
        return swept;
    }

    private static TicketNumber? NumberOf(string id) => TicketNumber.TryParse(id, out TicketNumber number) ? number : null;

    private async Task WriteAsync(PublicStatus status, bool again, CancellationToken stop)
    {
        try
        {
            await _rows.WriteAsync(status.Organisation, status.Number.ToString(), status.Version, row => Payload.Put(row, StoredJson.Write(status)), again, stop);
        }
        finally
        {
            _read.TryRemove(status.Organisation, out _);
        }
    }

    /// <summary>All of an organisation: a request for each thousand, at most once in 15 s.</summary>
    public async ValueTask<ImmutableArray<PublicStatus>> ReadAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (_read.TryGetValue(organisation, out (ImmutableArray<PublicStatus> All, long ReadAt) known) && time.GetElapsedTime(known.ReadAt) < Remembered)
            return known.All;
        long readAt = time.GetTimestamp();
        var all = ImmutableArray.CreateBuilder<PublicStatus>();
        await foreach (TableEntity row in tables.Knowledge.QueryAsync<TableEntity>(_rows.FilterOf(organisation), cancellationToken: stop))
            all.Add(StoredJson.Read<PublicStatus>(Payload.Get(row)));
        if (_read.Count >= MostRemembered)
            _read.Clear();
        return (_read[organisation] = (all.ToImmutable(), readAt)).All;
    }
}
