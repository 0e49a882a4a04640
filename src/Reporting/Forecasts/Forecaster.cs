using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Snapshots;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting.Forecasts;

/// <summary>
/// Makes forecasts from the segments of the reports: no ticket and no event is read. What they are made of is kept for some minutes, so
/// most of them cost no request.
/// </summary>
public sealed class Forecaster(ReportBlobs blobs, TimeProvider time)
{
    /// <summary>How long what was read counts.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const int MostKept = 20;

    private readonly SnapshotStore _snapshots = new(blobs);
    private readonly ConcurrentDictionary<(OrganisationId Organisation, int Edition), (DateTimeOffset At, ForecastBase? Base)> _kept = new();
    private readonly ConcurrentDictionary<OrganisationId, (ForecastBase Base, ForecastQuality Quality)> _qualities = new();

    /// <summary>What forecasts as of an instant are made of; null where the reports have nothing, or cannot be read: a clock can be read without.</summary>
    /// <param name="edition">What is promised then.</param>
    public async Task<ForecastBase?> FindAsync(OrganisationId organisation, ServiceEdition edition, DateTimeOffset asOf, CancellationToken stop)
    {
        try
        {
            return await ReadAsync(organisation, edition, asOf, stop);
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or TimeZoneNotFoundException or RequestFailedException)
        {
            return null;
        }
    }

    /// <summary>How well forecasts have held.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public async Task<ForecastQuality> QualityAsync(OrganisationId organisation, ServiceEdition edition, CancellationToken stop)
    {
        ForecastBase? known = await ReadAsync(organisation, edition, time.GetUtcNow(), stop);
        if (known is null)
            return ForecastQuality.Of(null);
        if (_qualities.TryGetValue(organisation, out var last) && last.Base == known)
            return last.Quality;
        var quality = ForecastQuality.Of(known);
        if (_qualities.Count >= MostKept)
            _qualities.Clear();
        _qualities[organisation] = (known, quality);
        return quality;
    }

    private async Task<ForecastBase?> ReadAsync(OrganisationId organisation, ServiceEdition edition, DateTimeOffset asOf, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_kept.TryGetValue((organisation, edition.Number), out var last) && asOf >= last.At && now - last.At < Kept)
            return last.Base;
        ForecastBase? read = await _snapshots.FindAsync(organisation, stop) is { Manifest: { AsOf: { } until } manifest }
            ? new(await FactsAsync(organisation, manifest, asOf < until ? asOf : until, stop), edition, asOf < until ? asOf : until)
            : null;
        // What is asked about the past is asked once.
        if (asOf >= now)
        {
            if (_kept.Count >= MostKept)
                _kept.Clear();
            _kept[(organisation, edition.Number)] = (now, read);
        }

        return read;
    }

    // The newest months first, until there are enough: what is older would not be looked at.
    private async Task<List<TicketFact>> FactsAsync(OrganisationId organisation, Manifest manifest, DateTimeOffset known, CancellationToken stop)
    {
        Terms terms = manifest.Terms();
        LocalMonth first = terms.MonthOf(known.AddDays(-ForecastBase.Days)), last = terms.MonthOf(known);
        List<TicketFact> facts = [];
        int closed = 0;
        if (manifest.Segments.TryGetValue(Manifest.Open, out PartRef? open))
            facts.AddRange(ForecastBase.Within(await _snapshots.ReadSegmentAsync(organisation, open, stop), known));
        for (int month = last.Index; month >= first.Index && closed < ForecastBase.MostTickets; month--)
        {
            if (!manifest.Segments.TryGetValue(last.Plus(month - last.Index).ToString(), out PartRef? segment))
                continue;
            TicketFact[] some = [.. ForecastBase.Within(await _snapshots.ReadSegmentAsync(organisation, segment, stop), known)];
            facts.AddRange(some);
            closed += some.Length;
        }

        return facts;
    }
}
