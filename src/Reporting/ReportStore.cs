using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Snapshots;
using ItsmFunctions.Reporting.Summaries;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting;

/// <param name="ETag">The same for the same snapshot and query, without quotes.</param>
public sealed record SummaryAnswer(Summary Summary, string ETag);

/// <summary>Answers from the latest snapshot: the manifest, and the monthly counts where they changed since the last answer.</summary>
public sealed class ReportStore(ReportBlobs blobs, ProfileStore profiles, TimeProvider time)
{
    /// <summary>Organisations whose counts are kept at hand.</summary>
    private const int MostRemembered = 200;

    private readonly SnapshotStore _store = new(blobs);
    private readonly ConcurrentDictionary<OrganisationId, (StoredManifest Stored, Cube Cube)> _remembered = new();

    /// <summary>One storage request where the snapshot is known, else two, whatever the store holds.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public async Task<SummaryAnswer> SummaryAsync(OrganisationId organisation, SummaryQuery query, CancellationToken stop)
    {
        (Summary summary, string tag) = await AnswerAsync(organisation, $"{organisation}", query, Summariser.Summarise, empty => empty.Period, stop);
        return new(summary, tag);
    }

    /// <summary>Handovers per pair of teams, at the same price.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public Task<(HandoverSummary Summary, string ETag)> HandoversAsync(OrganisationId organisation, SummaryQuery query, CancellationToken stop) =>
        AnswerAsync(organisation, $"handovers|{organisation}", query, HandoverSummary.Of, empty => empty.Period, stop);

    /// <summary>How satisfied requesters were, per month and team, at the same price.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public Task<(SatisfactionSummary Summary, string ETag)> SatisfactionAsync(OrganisationId organisation, SummaryQuery query, CancellationToken stop) =>
        AnswerAsync(organisation, $"satisfaction|{organisation}", query, SatisfactionSummary.Of, empty => empty.Period, stop);

    /// <param name="name">Of the report and its organisation, for the tag.</param>
    private async Task<(T Answer, string ETag)> AnswerAsync<T>(
        OrganisationId organisation, string name, SummaryQuery query, Func<Cube, SummaryQuery, Manifest?, string, LocalMonth, T> answer, Func<T, Period> periodOf, CancellationToken stop)
    {
        if (await LatestAsync(organisation, stop) is var (stored, cube))
        {
            Manifest manifest = stored.Manifest;
            return (
                answer(cube, query, manifest, manifest.Zone, manifest.Terms().MonthOf(manifest.AsOf ?? time.GetUtcNow())),
                TagOf($"{name}|{manifest.Snapshot()}|{manifest.AsOf?.UtcTicks}|{query}"));
        }

        // Nothing was ever built: an answer all the same, in the zone that the organisation has.
        string zone = (await profiles.ReadAsync(organisation, stop)).Zone;
        var terms = new Terms(zone, ResolutionTargets.None);
        T empty = answer(new(terms), query, null, zone, terms.MonthOf(time.GetUtcNow()));
        return (empty, TagOf($"{name}|none|{zone}|{periodOf(empty)}|{query}"));
    }

    private async Task<(StoredManifest Stored, Cube Cube)?> LatestAsync(OrganisationId organisation, CancellationToken stop)
    {
        bool known = _remembered.TryGetValue(organisation, out (StoredManifest Stored, Cube Cube) last);
        switch (await blobs.ReadManifestAsync(organisation, known ? last.Stored.Tag : null, stop))
        {
            case ManifestRead.Unchanged:
                return last;
            case ManifestRead.Found found:
                StoredManifest stored = SnapshotStore.Parse(organisation, found);
                bool sameCounts = known && last.Stored.Manifest.Cube.Sha256 == stored.Manifest.Cube.Sha256 && last.Stored.Manifest.Terms() == stored.Manifest.Terms();
                Cube cube = sameCounts ? last.Cube : await _store.ReadCubeAsync(stored.Manifest, stop);
                if (_remembered.Count >= MostRemembered)
                    _remembered.Clear();
                _remembered[organisation] = (stored, cube);
                return (stored, cube);
            default:
                return null;
        }
    }

    private static string TagOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString(CultureInfo.InvariantCulture))).AsSpan(0, 16));
}
