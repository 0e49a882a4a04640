using System.Text.Json.Serialization;
using ItsmFunctions.Reporting.Snapshots;

namespace ItsmFunctions.Reporting.Summaries;

/// <summary>How well tickets are handed from team to team (AU-26, AU-57), in some months: a bounce is a handover that should not have been, or not like this.</summary>
/// <param name="AsOf">As in the monthly summary; null before the first build went through.</param>
/// <param name="Team">Only pairs with this team on one side; null for all.</param>
/// <param name="Pairs">Most bounced first, then the most frequent.</param>
public sealed record HandoverSummary(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Snapshot,
    string Zone,
    Period Period,
    string? Team,
    HandoverFigures Totals,
    IReadOnlyList<PairFigures> Pairs)
{
    internal static HandoverSummary Of(Cube cube, SummaryQuery query, Manifest? manifest, string zone, LocalMonth now)
    {
        (LocalMonth from, LocalMonth to) = query.Period(cube.Cells.Count == 0 ? now : cube.Cells.Keys.Max(cell => cell.Month));
        (PairKey Key, PairTally Tally)[] asked =
            [.. cube.Pairs.Where(pair => pair.Key.Month >= from && pair.Key.Month <= to && (query.Team is null || pair.Key.From == query.Team || pair.Key.To == query.Team)).Select(pair => (pair.Key, pair.Value))];
        return new(
            manifest?.AsOf,
            manifest?.Snapshot(),
            zone,
            new(from, to, query.From is null || query.To is null),
            query.Team,
            new HandoverFigures().Of(Sum(asked)),
            [
                .. asked.GroupBy(pair => (pair.Key.From, pair.Key.To)).Select(some => (PairFigures)new PairFigures(some.Key.From, some.Key.To).Of(Sum(some)))
                    .OrderByDescending(pair => pair.BouncedShare).ThenByDescending(pair => pair.Handovers).ThenBy(pair => pair.From, StringComparer.Ordinal).ThenBy(pair => pair.To, StringComparer.Ordinal),
            ]);
    }

    private static PairTally Sum(IEnumerable<(PairKey Key, PairTally Tally)> some) => some.Aggregate(default(PairTally), (sum, pair) => sum + pair.Tally);
}

/// <summary>The figures of some handovers. Every share and mean is a ratio of sums, null where there is nothing to divide by.</summary>
/// <remarks>Not sealed: the rows of a table are figures with the values they are grouped by.</remarks>
public record HandoverFigures
{
    [JsonPropertyOrder(1)]
    public long Handovers { get; init; }

    /// <summary>Those that came back with what was done.</summary>
    [JsonPropertyOrder(1)]
    public long Returned { get; init; }

    /// <summary>Those that came back undone.</summary>
    [JsonPropertyOrder(1)]
    public long Bounced { get; init; }

    /// <summary>0 to 1, of all.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? BouncedShare => Handovers == 0 ? null : (double)Bounced / Handovers;

    /// <summary>Those that somebody of the receiving team took.</summary>
    [JsonPropertyOrder(1)]
    public long Taken { get; init; }

    /// <summary>Wall time from the handover until then, in hours with two decimals.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? MeanHoursToTake { get; init; }

    internal HandoverFigures Of(PairTally tally) => this with
    {
        Handovers = tally.Handovers,
        Returned = tally.Returned,
        Bounced = tally.Bounced,
        Taken = tally.Taken,
        MeanHoursToTake = tally.Taken == 0 ? null : (double)Math.Round(tally.TakenSeconds / 3600m / tally.Taken, 2, MidpointRounding.AwayFromZero),
    };
}

/// <param name="From">Id of the team that handed over.</param>
/// <param name="To">Id of the team that received.</param>
public sealed record PairFigures(string From, string To) : HandoverFigures;
