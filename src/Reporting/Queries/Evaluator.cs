using ItsmFunctions.Reporting.Columns;
using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>
/// Computes measures on the columns of a snapshot, for one reader: there is no way around the scope, which takes rows out before anything
/// is counted. Whole numbers are added up; only the last division is not whole.
/// </summary>
internal sealed class Evaluator(ColumnSet set, ReportScope scope)
{
    /// <summary>Cells that are added up side by side; a query that asks for more is refused.</summary>
    private const int MostPlaces = 2_000_000;

    private readonly ColumnSet _set = set;

    /// <exception cref="UnanswerableQueryException">A measure cannot be asked so, or the answer would have too many cells.</exception>
    public Answer Evaluate(ReportQuery query)
    {
        Check(query);
        Side now = new(this, query, query.Period);
        Side? before = query.Compare is { } compare ? new(this, query, compare) : null;
        Dictionary<string, AnswerRow>? previous = before is null ? null : Withhold(before.Rows()).ToDictionary(row => string.Join('\u001f', row.Key));
        List<AnswerRow> rows = [.. Withhold(now.Rows())];
        if (before is not null)
            rows = [.. Joined(rows, previous!, now, before)];
        int leftOut = 0;
        if (query.Top is { } top && query.By.Count > 0)
            (rows, leftOut) = Best(rows, top);
        if (rows.Count > ReportQuery.MostCells)
            throw new UnanswerableQueryException($"This has {rows.Count:N0} cells, and an answer at most {ReportQuery.MostCells:N0}: ask for fewer dimensions, a shorter period or a top.");
        AnswerRow total = new([], Visible(now.Total()), before is null ? null : Visible(before.Total()));
        return new(rows, total, leftOut);
    }

    /// <summary>The tickets that a figure counts, one for each time that it counts them: as many as the figure says.</summary>
    /// <param name="query">One measure, and no dimension: what was clicked on stands in its filters.</param>
    /// <exception cref="UnanswerableQueryException">The reader sees no tickets, or the measure counts none.</exception>
    public IReadOnlyList<(ColumnSegment Segment, int Row)> Drill(ReportQuery query, DrillPart part)
    {
        Check(query);
        Measure measure = query.Measures[0];
        if (scope.AggregatesOnly)
            throw new UnanswerableQueryException("Who sees aggregates only sees no tickets.");
        if (measure.Form == MeasureForm.Net)
            throw new UnanswerableQueryException($"'{measure.Id}' is a difference: look into what it is the difference of.");
        if (part == DrillPart.Rest && !measure.IsShare)
            throw new UnanswerableQueryException($"'{measure.Id}' is no share of a whole: it has no rest.");
        var found = new List<(ColumnSegment Segment, int Row)>();
        var tally = new Tallies(measure, 1, new(query, query.Period));
        long now = query.Now.ToUnixTimeSeconds();
        Span<int> marks = stackalloc int[RowScan.Block];
        foreach (ColumnSegment segment in _set.Segments)
        {
            var net = new Dictionary<int, int>();
            var rows = new RowScan(segment, measure.Table, Filters(query).Where(each => each.Axis.Table == FactTables.Tickets || each.Axis.Table == measure.Table));
            for (int from = 0; from < rows.Rows; from += RowScan.Block)
            {
                rows.MoveTo(from);
                tally.Mark(rows, marks[..rows.Count], now, part);
                for (int i = 0; i < rows.Count; i++)
                {
                    if (marks[i] != 0)
                        net[rows.TicketOf(i)] = net.GetValueOrDefault(rows.TicketOf(i)) + marks[i];
                }
            }

            found.AddRange(net.SelectMany(each => Enumerable.Repeat((segment, each.Key), Math.Max(0, each.Value))));
        }

        return found;
    }

    private IReadOnlyList<Figure> Visible(IReadOnlyList<Figure> figures) => scope.AggregatesOnly ? [.. figures.Select(figure => Suppression.IsTooFew(figure) ? Suppression.Withheld : Suppression.Coarse(figure))] : figures;

    private IEnumerable<AnswerRow> Withhold(IReadOnlyList<AnswerRow> rows) => scope.AggregatesOnly ? Suppression.Of(rows) : rows;

    // Stretches are compared by their order, everything else by its name.
    private static IEnumerable<AnswerRow> Joined(IReadOnlyList<AnswerRow> rows, Dictionary<string, AnswerRow> previous, Side now, Side before)
    {
        var seen = new HashSet<string>();
        foreach (AnswerRow row in rows)
        {
            string key = string.Join('\u001f', now.Moved(row.Key, before));
            seen.Add(key);
            yield return row with { Previous = previous.GetValueOrDefault(key)?.Figures ?? now.Nothing };
        }

        foreach ((string key, AnswerRow row) in previous)
        {
            if (!seen.Contains(key) && before.Moved(row.Key, now) is { } moved && !moved.Contains(Side.Beyond))
                yield return new(moved, now.Nothing, row.Figures);
        }
    }

    private static (List<AnswerRow> Rows, int LeftOut) Best(List<AnswerRow> rows, int top)
    {
        string?[] values = [.. rows.GroupBy(row => row.Key[0]).OrderByDescending(group => group.Sum(row => row.Figures[0].Part ?? row.Figures[0].Number ?? 0)).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
        HashSet<string?> best = [.. values.Take(top)];
        return ([.. rows.Where(row => best.Contains(row.Key[0]))], values.Length - best.Count);
    }

    private void Check(ReportQuery query)
    {
        foreach (Measure measure in query.Measures)
        {
            Dimension? time = query.By.FirstOrDefault(by => by.Form is DimensionForm.Time or DimensionForm.Clock);
            if (measure.At is null && time is not null)
                throw new UnanswerableQueryException($"'{measure.Id}' is asked as of now: it cannot be grouped by {time.Id}.");
            if (measure.At is not null && query.By.Any(by => by.Form == DimensionForm.Age))
                throw new UnanswerableQueryException($"'{measure.Id}' is asked of a period, and age is as of now: group what is asked as of now by it, such as openNow.");
            if ((measure.Form is MeasureForm.Balance || measure.Standing is not null) && query.By.Concat(query.Filters.Select(filter => filter.Dimension)).Any(by => by.Form == DimensionForm.Clock))
                throw new UnanswerableQueryException($"'{measure.Id}' stands at the end of a period: it has no weekday and no hour.");
            foreach (Dimension of in query.By.Concat(query.Filters.Select(filter => filter.Dimension)))
            {
                if (of.Table != FactTables.Tickets && of.Table != measure.Table)
                    throw new UnanswerableQueryException($"'{measure.Id}' is not counted by {of.Id}: that belongs to {of.Table.Name}.");
            }
        }

        // A stretch of its own for each would have to be told apart at both of its ends.
        if (query.Filters.Any(filter => filter.Dimension.Form == DimensionForm.Time) && query.Measures.FirstOrDefault(measure => measure.Form is MeasureForm.Balance or MeasureForm.Overlap || measure.Standing is not null) is { } standing)
            throw new UnanswerableQueryException($"'{standing.Id}' is asked of one period: name that, and no {query.Filters.First(filter => filter.Dimension.Form == DimensionForm.Time).Dimension.Id}.");
        if (scope.AggregatesOnly && query.By.Concat(query.Filters.Select(filter => filter.Dimension)).FirstOrDefault(of => of.Person || of.Grain is Grain.Hour or Grain.Day) is { } close)
            throw new UnanswerableQueryException($"Who sees aggregates only sees none by {close.Id}.");
    }

    /// <summary>One period of a query.</summary>
    private sealed class Side
    {
        /// <summary>Stands for a stretch that the other period does not have.</summary>
        public const string Beyond = "\u0000";

        private readonly ColumnSet _set;
        private readonly ReportQuery _query;
        private readonly TimeAxis _time;
        private readonly ValueAxis?[] _values;
        private readonly AgeAxis? _age;
        private readonly int[] _strides;
        private readonly int _places;
        private readonly Tallies[] _tallies;

        public Side(Evaluator of, ReportQuery query, Stretch period)
        {
            (_set, _query) = (of._set, query);
            _time = new(query, period);
            _values = [.. query.By.Select(by => by.Form is DimensionForm.Text or DimensionForm.Number ? new ValueAxis(by, _set.Segments) : null)];
            _age = query.By.Any(by => by.Form == DimensionForm.Age) ? new() : null;
            _strides = new int[query.By.Count];
            long places = 1;
            for (int i = 0; i < query.By.Count; i++)
            {
                _strides[i] = (int)places;
                places *= _values[i]?.Size ?? (query.By[i].Form == DimensionForm.Age ? AgeAxis.Size : 1);
                if (places * _time.Size > MostPlaces)
                    throw new UnanswerableQueryException("This has too many combinations to add up: ask for fewer dimensions, filter them, or a shorter period.");
            }

            _places = (int)places;
            _tallies = [.. query.Measures.Select(measure => new Tallies(measure, _places, _time))];
            var axes = new List<(Axis Axis, int Stride)>(of.Filters(query));
            for (int i = 0; i < _values.Length; i++)
            {
                if (_values[i] is { } axis)
                    axes.Add((axis, _strides[i]));
            }

            foreach (ColumnSegment segment in _set.Segments)
            {
                foreach (IGrouping<FactTable, Tallies> table in _tallies.GroupBy(tally => tally.Measure.Table))
                    Add(new RowScan(segment, table.Key, axes.Where(each => each.Axis.Table == FactTables.Tickets || each.Axis.Table == table.Key)), [.. table]);
            }
        }

        /// <summary>Of each measure, where nothing is.</summary>
        public IReadOnlyList<Figure> Nothing => [.. _tallies.Select(tally => tally.Nothing)];

        public List<AnswerRow> Rows()
        {
            var rows = new List<AnswerRow>();
            if (_query.By.Count == 0)
                return rows;
            foreach (Tallies tally in _tallies)
                tally.Finish();
            bool byTime = _query.By.Any(by => by.Form is DimensionForm.Time or DimensionForm.Clock);
            for (int place = 0; place < _places; place++)
            {
                for (int at = 0; at < (byTime ? _time.Size : 1); at++)
                {
                    if (_tallies.All(tally => tally.IsEmpty(place, at)))
                        continue;
                    rows.Add(new([.. _query.By.Select((by, i) => NameOf(by, i, place, at))], [.. _tallies.Select(tally => tally.FigureOf(place, at))]));
                }
            }

            return [.. rows.Order(new InOrder(_query.By))];
        }

        public IReadOnlyList<Figure> Total() => [.. _tallies.Select(tally => tally.Total())];

        /// <summary>The key of the row of another period that this one is compared with.</summary>
        public string?[] Moved(IReadOnlyList<string?> key, Side other) => [.. key.Select((value, i) =>
        {
            if (_query.By[i].Form != DimensionForm.Time)
                return value;
            int at = _time.Names.IndexOf(value!);
            return at < other._time.Names.Count ? other._time.Names[at] : Beyond;
        })];

        private string? NameOf(Dimension by, int i, int place, int at) => by.Form switch
        {
            DimensionForm.Time or DimensionForm.Clock => _time.NameOf(at, by),
            DimensionForm.Age => AgeAxis.Names[place / _strides[i] % AgeAxis.Size],
            _ => _values[i]!.Labels[place / _strides[i] % _values[i]!.Size],
        };

        private void Add(RowScan rows, Tallies[] tallies)
        {
            Span<int> cells = stackalloc int[RowScan.Block];
            long now = _query.Now.ToUnixTimeSeconds();
            for (int from = 0; from < rows.Rows; from += RowScan.Block)
            {
                rows.MoveTo(from);
                if (_age is not null)
                    _age.Place(rows, now, _strides[_query.By.Select((by, i) => (by, i)).First(each => each.by.Form == DimensionForm.Age).i]);
                foreach (Tallies tally in tallies)
                    tally.Add(rows, cells[..rows.Count], now);
            }
        }
    }

    private IEnumerable<(Axis Axis, int Stride)> Filters(ReportQuery query)
    {
        if (scope.Teams is { } teams)
            yield return (new FilterAxis(FactTables.Tickets, "team", [.. teams], not: false), 1);
        foreach (DimensionFilter filter in query.Filters.Where(filter => filter.Dimension.Form is DimensionForm.Text or DimensionForm.Number))
            yield return (new FilterAxis(filter.Dimension.Table, filter.Dimension.Column, [.. filter.Values], filter.Not), 1);
    }

    /// <summary>Time and numbers in their own order, words by their name, and nothing last.</summary>
    private sealed class InOrder(IReadOnlyList<Dimension> by) : IComparer<AnswerRow>
    {
        public int Compare(AnswerRow? one, AnswerRow? other)
        {
            for (int i = 0; i < by.Count; i++)
            {
                (string? a, string? b) = (one!.Key[i], other!.Key[i]);
                int order = (a is null).CompareTo(b is null);
                if (order == 0 && a is not null && by[i].Form == DimensionForm.Age)
                    order = AgeAxis.PlaceOf(a).CompareTo(AgeAxis.PlaceOf(b!));
                else if (order == 0 && a is not null)
                    order = a.Length != b!.Length && long.TryParse(a, out long x) && long.TryParse(b, out long y) ? x.CompareTo(y) : string.CompareOrdinal(a, b);
                if (order != 0)
                    return order;
            }

            return 0;
        }
    }
}
