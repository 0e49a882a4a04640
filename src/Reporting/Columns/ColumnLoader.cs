using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Snapshots;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting.Columns;

/// <summary>
/// The columns of organisations, held in memory by whoever answers: the manifest is asked for anew, and what it names that is not there
/// yet is read. Of many who ask at once, one reads.
/// </summary>
internal sealed class ColumnLoader(ReportBlobs blobs, ProfileStore profiles)
{
    /// <summary>Organisations whose columns are kept at hand.</summary>
    private const int MostRemembered = 16;

    private const int ReadsAtOnce = 4;

    private readonly SnapshotStore _store = new(blobs);
    private readonly ConcurrentDictionary<OrganisationId, Held> _held = new();

    /// <summary>One request where nothing changed, and one more for each part that did.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public async Task<ColumnSet> LoadAsync(OrganisationId organisation, bool withDetails, CancellationToken stop)
    {
        if (_held.Count > MostRemembered)
            _held.Clear();
        Held held = _held.GetOrAdd(organisation, _ => new());
        await held.Gate.WaitAsync(stop);
        try
        {
            switch (await blobs.ReadManifestAsync(organisation, held.Stored?.Tag, stop))
            {
                case ManifestRead.Unchanged when held.Set is { } set && (set.HasDetails || !withDetails):
                    return set;
                case ManifestRead.Unchanged:
                    break;
                case ManifestRead.Found found:
                    held.Stored = SnapshotStore.Parse(organisation, found);
                    break;
                default:
                    (held.Stored, held.Set) = (null, null);
                    return new(null, null, (await profiles.ReadAsync(organisation, stop)).Zone, HasDetails: true, []);
            }

            return held.Set = await ReadAsync(organisation, held, withDetails || held.Set?.HasDetails == true, stop);
        }
        finally
        {
            held.Gate.Release();
        }
    }

    private async Task<ColumnSet> ReadAsync(OrganisationId organisation, Held held, bool withDetails, CancellationToken stop)
    {
        Manifest manifest = held.Stored!.Manifest;
        Dictionary<string, IReadOnlyList<LoadedTable>> before = held.Parts;
        var parts = new ConcurrentDictionary<string, IReadOnlyList<LoadedTable>>();
        IEnumerable<PartRef> needed = manifest.Columns.Values.SelectMany(columns => withDetails ? columns.Parts : [columns.Hot]);
        await Parallel.ForEachAsync(needed, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stop }, async (part, cancelled) =>
            parts[part.Blob] = before.TryGetValue(part.Blob, out IReadOnlyList<LoadedTable>? known) ? known : await _store.ReadColumnsAsync(organisation, part, cancelled));
        held.Parts = new(parts);
        return new(
            manifest.Snapshot(),
            manifest.AsOf,
            manifest.Zone,
            withDetails,
            [.. manifest.Columns.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => new ColumnSegment(each.Key, [.. (withDetails ? each.Value.Parts : [each.Value.Hot]).SelectMany(part => parts[part.Blob])]))]);
    }

    private sealed class Held
    {
        public SemaphoreSlim Gate { get; } = new(1);
        public StoredManifest? Stored { get; set; }
        public ColumnSet? Set { get; set; }
        public Dictionary<string, IReadOnlyList<LoadedTable>> Parts { get; set; } = [];
    }
}
