using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Reporting.Snapshots;

namespace ItsmFunctions.Reporting.Summaries;

/// <summary>From the monthly counts to the answer: nothing here depends on how many tickets there are.</summary>
internal static class Summariser
{
    private const string WallTime = "wall-time";

    /// <param name="manifest">Null before the first build.</param>
    /// <param name="now">The month that counts as the last one where there is no data.</param>
    public static Summary Summarise(Cube cube, SummaryQuery query, Manifest? manifest, string zone, LocalMonth now)
    {
        (LocalMonth from, LocalMonth to) = query.Period(cube.Cells.Count == 0 ? now : cube.Cells.Keys.Max(cell => cell.Month));
        List<Row> rows = Rows(cube, query, from, to);
        Tally totals = Sum(rows);
        long BacklogAt(IEnumerable<Row> some, LocalMonth month) => some.Where(row => row.Month == month).Sum(row => row.Backlog);
        IEnumerable<int> ranks = Enumerable.Range(Priority.HighestRank, Priority.LowestRank).Union(rows.Select(row => row.HandlingRank)).Order();
        return new(
            manifest?.AsOf,
            manifest?.Snapshot(),
            zone,
            WallTime,
            new(from, to, query.From is null || query.To is null),
            query.Kind,
            query.Team,
            new Figures().Of(totals, BacklogAt(rows, to)),
            [
                .. ranks.GroupJoin(rows, rank => rank, row => row.HandlingRank, (rank, some) => (PriorityFigures)new PriorityFigures(rank).Of(Sum(some), BacklogAt(some, to))),
            ],
            [
                .. Months(from, to).GroupJoin(rows, month => month, row => row.Month, (month, some) => (MonthFigures)new MonthFigures(month).Of(Sum(some), BacklogAt(some, month))),
            ],
            [
                .. rows.GroupBy(row => row.Team).OrderBy(some => some.Key, StringComparer.Ordinal)
                    .Select(some => (TeamFigures)new TeamFigures(some.Key).Of(Sum(some), BacklogAt(some, to))),
            ],
            [
                .. rows.OrderBy(row => row.HandlingRank).ThenBy(row => row.Month).ThenBy(row => row.Team, StringComparer.Ordinal)
                    .Select(row => (CellFigures)new CellFigures(row.HandlingRank, row.Month, row.Team).Of(row.Tally, row.Backlog)),
            ],
            Excluded(cube, query, from, to));
    }

    /// <summary>The counts of a priority and team in a month, and how many of their tickets were open at its end.</summary>
    private readonly record struct Row(LocalMonth Month, int HandlingRank, string Team, Tally Tally, long Backlog);

    private static List<Row> Rows(Cube cube, SummaryQuery query, LocalMonth from, LocalMonth to)
    {
        var flows = new Dictionary<(LocalMonth Month, int HandlingRank, string Team), Tally>();
        var backlogs = new Dictionary<(int HandlingRank, string Team), long>();
        foreach ((CellKey cell, Tally all) in Asked(cube, query, to))
        {
            Tally tally = all with { Tests = 0, Duplicates = 0, Withdrawn = 0 };
            if (tally == default)
                continue;
            backlogs.TryAdd((cell.HandlingRank, cell.Team), 0);
            if (cell.Month < from)
                backlogs[(cell.HandlingRank, cell.Team)] += tally.BacklogChange;
            else
                flows[(cell.Month, cell.HandlingRank, cell.Team)] = flows.GetValueOrDefault((cell.Month, cell.HandlingRank, cell.Team)) + tally;
        }

        var rows = new List<Row>();
        foreach (((int rank, string team), long before) in backlogs)
        {
            long backlog = before;
            foreach (LocalMonth month in Months(from, to))
            {
                Tally tally = flows.GetValueOrDefault((month, rank, team));
                backlog += tally.BacklogChange;
                if (tally != default || backlog != 0)
                    rows.Add(new(month, rank, team, tally, backlog));
            }
        }

        return rows;
    }

    private static ExcludedTickets Excluded(Cube cube, SummaryQuery query, LocalMonth from, LocalMonth to)
    {
        Tally sum = Asked(cube, query, to).Where(cell => cell.Key.Month >= from).Aggregate(default(Tally), (sum, cell) => sum + cell.Value);
        return new(sum.Tests, sum.Duplicates, sum.Withdrawn);
    }

    private static IEnumerable<KeyValuePair<CellKey, Tally>> Asked(Cube cube, SummaryQuery query, LocalMonth to) =>
        cube.Cells.Where(cell => cell.Key.Month <= to && (query.Kind is null || cell.Key.Kind == query.Kind) && (query.Team is null || cell.Key.Team == query.Team));

    private static Tally Sum(IEnumerable<Row> rows) => rows.Aggregate(default(Tally), (sum, row) => sum + row.Tally);

    private static IEnumerable<LocalMonth> Months(LocalMonth from, LocalMonth to) => Enumerable.Range(0, to.Index - from.Index + 1).Select(from.Plus);
}
