namespace ItsmFunctions.Reporting.Queries;

/// <summary>
/// What those who see aggregates only are not told: a figure that fewer than five tickets make up, and where only one of a line is
/// missing, one more, since it would follow from the sum of the line.
/// </summary>
internal static class Suppression
{
    public static readonly Figure Withheld = new(null, Withheld: true);

    /// <summary>Whether so few tickets make a figure up that it is not told.</summary>
    public static bool IsTooFew(Figure figure) => (figure.Of ?? figure.Part) is > 0 and < ReportScope.Fewest;

    /// <summary>A share of many that few make up is told in whole percent, and not how few.</summary>
    public static Figure Coarse(Figure figure) => figure is { Of: { } all, Part: { } part } && (part is > 0 and < ReportScope.Fewest || all - part is > 0 and < ReportScope.Fewest)
        ? figure with { Number = figure.Number is { } number ? Math.Round(number, 2) : null, Part = null }
        : figure;

    public static IEnumerable<AnswerRow> Of(IReadOnlyList<AnswerRow> rows)
    {
        if (rows.Count == 0)
            return rows;
        int measures = rows[0].Figures.Count, dimensions = rows[0].Key.Count;
        bool[,] hidden = new bool[rows.Count, measures];
        for (int measure = 0; measure < measures; measure++)
        {
            for (int row = 0; row < rows.Count; row++)
                hidden[row, measure] = IsTooFew(rows[row].Figures[measure]);
            // Hiding one more in a line can leave one alone in another: until nothing changes.
            bool changed = true;
            while (changed)
            {
                changed = false;
                for (int along = 0; along < dimensions; along++)
                {
                    foreach (IGrouping<string, int> line in Enumerable.Range(0, rows.Count).GroupBy(row => string.Join('\u001f', rows[row].Key.Where((_, i) => i != along))))
                        changed |= HideOneMore(line, hidden, measure, rows);
                }
            }
        }

        return rows.Select((row, at) => row with { Figures = [.. row.Figures.Select((figure, measure) => hidden[at, measure] ? Withheld : Coarse(figure))] });
    }

    private static bool HideOneMore(IEnumerable<int> line, bool[,] hidden, int measure, IReadOnlyList<AnswerRow> rows)
    {
        int[] all = [.. line];
        if (all.Count(row => hidden[row, measure]) != 1)
            return false;
        int? smallest = null;
        foreach (int row in all.Where(row => !hidden[row, measure] && Weight(rows[row].Figures[measure]) > 0))
        {
            if (smallest is null || Weight(rows[row].Figures[measure]) < Weight(rows[smallest.Value].Figures[measure]))
                smallest = row;
        }

        if (smallest is null)
            return false;
        hidden[smallest.Value, measure] = true;
        return true;
    }

    private static long Weight(Figure figure) => figure.Of ?? figure.Part ?? 0;
}
