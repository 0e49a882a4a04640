using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>
/// What anybody may read of major incidents, one row each: written by the reactions to their events and never the source of truth. What was
/// read is remembered for a while, so that many who look at once cost one request; what this instance wrote counts for it at once.
/// </summary>
public sealed class StatusStore(DeskTables tables, TimeProvider time)
{
    private const int Patience = 16;
    private const string Version = "version";

    /// <summary>Anybody may ask for any organisation: so many are remembered, and no more.</summary>
    private const int MostRemembered = 1_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<OrganisationId, (ImmutableArray<PublicStatus> All, long ReadAt)> _read = new();

    /// <summary>Writes how it reads, unless a later version stands there: a read and a write.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many write to it at once.</exception>
    public async Task WriteAsync(PublicStatus status, CancellationToken stop)
    {
        (string partition, string key) = (status.Organisation.Value, PrefixOf(status.Organisation) + status.Number);
        for (int attempt = 1; ; attempt++)
        {
            NullableResponse<TableEntity> stands = await tables.Knowledge.GetEntityIfExistsAsync<TableEntity>(partition, key, [Version], stop);
            if (stands.HasValue && stands.Value!.GetInt32(Version) >= status.Version)
                return;
            var row = new TableEntity(partition, key) { [Version] = status.Version };
            Payload.Put(row, StoredJson.Write(status));
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
                _read.TryRemove(status.Organisation, out _);
            }
        }
    }

    /// <summary>All of an organisation: a request for each thousand, at most once in 15 s.</summary>
    public async ValueTask<ImmutableArray<PublicStatus>> ReadAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (_read.TryGetValue(organisation, out (ImmutableArray<PublicStatus> All, long ReadAt) known) && time.GetElapsedTime(known.ReadAt) < Remembered)
            return known.All;
        long readAt = time.GetTimestamp();
        string prefix = PrefixOf(organisation);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        var all = ImmutableArray.CreateBuilder<PublicStatus>();
        await foreach (TableEntity row in tables.Knowledge.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            all.Add(StoredJson.Read<PublicStatus>(Payload.Get(row)));
        if (_read.Count >= MostRemembered)
            _read.Clear();
        return (_read[organisation] = (all.ToImmutable(), readAt)).All;
    }

    private static string PrefixOf(OrganisationId organisation) => $"{organisation}|status|";
}
