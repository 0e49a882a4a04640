using System.Text.Json.Serialization;
using ItsmFunctions.Reporting.Snapshots;

namespace ItsmFunctions.Reporting.Summaries;

/// <summary>How satisfied requesters were with what was done for them, in some months: one question after each resolution.</summary>
/// <param name="AsOf">As in the monthly summary; null before the first build went through.</param>
/// <param name="Team">Only resolutions of this team; null for all.</param>
/// <param name="ByMonth">Every month of the period, in order.</param>
/// <param name="ByTeam">By the id of the team that resolved.</param>
/// <param name="Cells">Month × team, where there is anything to tell.</param>
public sealed record SatisfactionSummary(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Snapshot,
    string Zone,
    Period Period,
    string? Team,
    SatisfactionFigures Totals,
    IReadOnlyList<MonthSatisfaction> ByMonth,
    IReadOnlyList<TeamSatisfaction> ByTeam,
    IReadOnlyList<CellSatisfaction> Cells)
{
    internal static SatisfactionSummary Of(Cube cube, SummaryQuery query, Manifest? manifest, string zone, LocalMonth now)
    {
        (LocalMonth from, LocalMonth to) = query.Period(cube.Cells.Keys.Select(cell => cell.Month).Concat(cube.Surveys.Keys.Select(cell => cell.Month)).DefaultIfEmpty(now).Max());
        (SurveyKey Key, SurveyTally Tally)[] asked =
            [.. cube.Surveys.Where(cell => cell.Key.Month >= from && cell.Key.Month <= to && (query.Team is null || cell.Key.Team == query.Team)).Select(cell => (cell.Key, cell.Value))];
        ILookup<LocalMonth, (SurveyKey Key, SurveyTally Tally)> months = asked.ToLookup(cell => cell.Key.Month);
        return new(
            manifest?.AsOf,
            manifest?.Snapshot(),
            zone,
            new(from, to, query.From is null || query.To is null),
            query.Team,
            new SatisfactionFigures().Of(Sum(asked)),
            [.. Enumerable.Range(0, to.Index - from.Index + 1).Select(from.Plus).Select(month => (MonthSatisfaction)new MonthSatisfaction(month).Of(Sum(months[month])))],
            [.. asked.GroupBy(cell => cell.Key.Team).OrderBy(some => some.Key, StringComparer.Ordinal).Select(some => (TeamSatisfaction)new TeamSatisfaction(some.Key).Of(Sum(some)))],
            [
                .. asked.OrderBy(cell => cell.Key.Month).ThenBy(cell => cell.Key.Team, StringComparer.Ordinal)
                    .Select(cell => (CellSatisfaction)new CellSatisfaction(cell.Key.Month, cell.Key.Team).Of(cell.Tally)),
            ]);
    }

    private static SurveyTally Sum(IEnumerable<(SurveyKey Key, SurveyTally Tally)> some) => some.Aggregate(default(SurveyTally), (sum, cell) => sum + cell.Tally);
}

/// <summary>
/// The figures of some resolutions. What was asked counts in the month of the resolution, an answer in the month in which it was given:
/// so they are not the same resolutions, and the response rate is of those that were asked.
/// </summary>
/// <remarks>Not sealed: the rows of a table are figures with the values they are grouped by.</remarks>
public record SatisfactionFigures
{
    /// <summary>Resolutions that asked their requester, each time that a ticket was resolved.</summary>
    [JsonPropertyOrder(1)]
    public long Asked { get; init; }

    /// <summary>Those of them that have been answered by now.</summary>
    [JsonPropertyOrder(1)]
    public long Responded { get; init; }

    /// <summary>0 to 1, of those that were asked; null where nobody was.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? ResponseRate => Asked == 0 ? null : (double)Responded / Asked;

    /// <summary>Answers given in the period; of one that was changed the latest.</summary>
    [JsonPropertyOrder(1)]
    public long Answers { get; init; }

    /// <summary>Mean score of those, 1 to 5 with two decimals; null where there is none.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Mean { get; init; }

    /// <summary>How many of those have the score 1, 2, 3, 4, 5.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<long> Distribution { get; init; } = [];

    internal SatisfactionFigures Of(SurveyTally tally)
    {
        long[] scores = tally.Distribution;
        long answers = scores.Sum();
        return this with
        {
            Asked = tally.Asked,
            Responded = tally.Responded,
            Answers = answers,
            Mean = answers == 0 ? null : (double)Math.Round((decimal)scores.Select((count, at) => count * (at + 1)).Sum() / answers, 2, MidpointRounding.AwayFromZero),
            Distribution = scores,
        };
    }
}

public sealed record MonthSatisfaction(LocalMonth Month) : SatisfactionFigures;

/// <param name="Team">Id of the team that had the ticket when it was resolved.</param>
public sealed record TeamSatisfaction(string Team) : SatisfactionFigures;

public sealed record CellSatisfaction(LocalMonth Month, string Team) : SatisfactionFigures;
