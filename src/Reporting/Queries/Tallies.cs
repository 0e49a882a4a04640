using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>The sums of one measure, one for each place and stretch of time.</summary>
internal sealed class Tallies
{
    private readonly TimeAxis _time;
    private readonly int _places;
    private readonly long[] _parts, _all, _standing;
    private readonly List<(int At, uint Value)> _numbers = [];
    private readonly uint[] _instants = new uint[RowScan.Block], _values = new uint[RowScan.Block], _ends = new uint[RowScan.Block];
    private readonly int[] _stretches = new int[RowScan.Block];
    private readonly bool _balances;
    private Dictionary<int, List<uint>>? _sorted;
    private bool _finished;

    public Tallies(Measure measure, int places, TimeAxis time)
    {
        (Measure, _places, _time) = (measure, places, time);
        _balances = measure.Form == MeasureForm.Balance;
        _standing = measure.Standing is null ? [] : new long[places * time.Stretches];
        int size = places * Stretches;
        _parts = new long[size];
        _all = measure.Denominator is null && measure.Form != MeasureForm.Percentile ? [] : new long[size];
    }

    public Measure Measure { get; }

    // What is asked as of now lies in no stretch.
    private int Stretches => Measure.At is null ? 1 : _time.Size;

    public Figure Nothing => Measure.Form switch
    {
        MeasureForm.Ratio => new(null, 0, 0),
        MeasureForm.Percentile => new(null, null, 0),
        _ => new(0, 0),
    };

    /// <summary>Takes the rows of a block.</summary>
    /// <param name="scratch">As many as the block has.</param>
    public void Add(RowScan rows, Span<int> scratch, long now)
    {
        switch (Measure.Form)
        {
            case MeasureForm.Balance:
                AddBalance(rows, scratch, now);
                return;
            case MeasureForm.Overlap:
                AddOverlap(rows, scratch, now);
                return;
        }

        if (Begin(rows, scratch))
        {
            // The places of the rows in their stretches: conditions differ between the terms, and these do not.
            Span<int> placed = _stretches.AsSpan(0, rows.Count);
            scratch.CopyTo(placed);
            Add(rows, Measure.Numerator, placed, scratch, now, _parts, isPart: true);
            if (Measure.Denominator is { } all)
                Add(rows, all, placed, scratch, now, _all, isPart: false);
        }

        if (Measure.Standing is { } standing)
            AddStanding(rows, scratch, standing, now);
    }

    // Leaves in the scratch the place of each row with its stretch; false where no row of the block is in any.
    private bool Begin(RowScan rows, Span<int> scratch)
    {
        ReadOnlySpan<int> cells = rows.Cells.AsSpan(0, rows.Count);
        if (Measure.At is null)
        {
            cells.CopyTo(scratch);
            return true;
        }

        _time.Place(rows.Read(Measure.At, _instants), scratch);
        int size = _time.Size;
        bool any = false;
        for (int i = 0; i < scratch.Length; i++)
        {
            int place = (cells[i] < 0) | (scratch[i] < 0) ? Axis.Nowhere : (cells[i] * size) + scratch[i];
            scratch[i] = place;
            any |= place >= 0;
        }

        return any;
    }

    private void Add(RowScan rows, Term term, ReadOnlySpan<int> placed, Span<int> scratch, long now, long[] sums, bool isPart)
    {
        placed.CopyTo(scratch);
        foreach (Condition condition in term.When)
            rows.Keep(condition, now, scratch);
        if (Measure.Form == MeasureForm.Net)
        {
            ReadOnlySpan<uint> opens = rows.Read("opens", _values);
            for (int i = 0; i < scratch.Length; i++)
            {
                if (scratch[i] >= 0)
                    sums[scratch[i]] += opens[i] == 1 ? 1 : -1;
            }

            return;
        }

        if (term.Sum is null)
        {
            for (int i = 0; i < scratch.Length; i++)
            {
                if (scratch[i] >= 0)
                    sums[scratch[i]]++;
            }

            return;
        }

        bool isAge = term.Sum.StartsWith(Term.Age, StringComparison.Ordinal);
        ReadOnlySpan<uint> values = rows.Read(isAge ? term.Sum[Term.Age.Length..] : term.Sum, _values);
        for (int i = 0; i < scratch.Length; i++)
        {
            if (scratch[i] < 0 || values[i] == 0)
                continue;
            uint value = isAge ? (uint)Math.Max(0, now - values[i]) : values[i] - 1;
            if (Measure.Form == MeasureForm.Percentile && isPart)
                _numbers.Add((scratch[i], value));
            else
                sums[scratch[i]] += value;
        }
    }

    // Rows that stand when a stretch ends: since before, until later.
    private void AddStanding(RowScan rows, Span<int> scratch, (string Since, string Until) standing, long now)
    {
        rows.Cells.AsSpan(0, rows.Count).CopyTo(scratch);
        foreach (Condition condition in Measure.Denominator!.When.OfType<Condition.Lacks>())
            rows.Keep(condition, now, scratch);
        ReadOnlySpan<uint> since = rows.Read(standing.Since, _values), until = rows.Read(standing.Until, _ends);
        for (int i = 0; i < scratch.Length; i++)
        {
            if (scratch[i] < 0 || since[i] == 0)
                continue;
            // A stretch ends before its last second has passed: what falls due or is resolved at its end does so in the next one.
            int first = Math.Max(0, _time.StretchOf(since[i])), last = until[i] == 0 ? _time.Stretches : _time.StretchOf(until[i]);
            for (int stretch = first; stretch < last && stretch < _time.Stretches; stretch++)
                _standing[(scratch[i] * _time.Stretches) + stretch]++;
        }
    }

    private void AddBalance(RowScan rows, Span<int> scratch, long now)
    {
        rows.Cells.AsSpan(0, rows.Count).CopyTo(scratch);
        foreach (Condition condition in Measure.Numerator.When)
            rows.Keep(condition, now, scratch);
        ReadOnlySpan<uint> at = rows.Read(Measure.At!, _instants), opens = rows.Read("opens", _values);
        for (int i = 0; i < scratch.Length; i++)
        {
            int stretch = Math.Max(0, _time.StretchOf(at[i]));
            if (scratch[i] >= 0 && stretch < _time.Stretches)
                _parts[(scratch[i] * _time.Stretches) + stretch] += opens[i] == 1 ? 1 : -1;
        }
    }

    private void AddOverlap(RowScan rows, Span<int> scratch, long now)
    {
        rows.Cells.AsSpan(0, rows.Count).CopyTo(scratch);
        foreach (Condition condition in Measure.Numerator.When)
            rows.Keep(condition, now, scratch);
        ReadOnlySpan<uint> from = rows.Read(Measure.At!, _instants), until = rows.Read(Measure.Until!, _ends);
        for (int i = 0; i < scratch.Length; i++)
        {
            uint end = until[i] == 0 ? (uint)now : until[i];
            if (scratch[i] < 0 || from[i] >= end)
                continue;
            for (int stretch = Math.Max(0, _time.StretchOf(from[i])); stretch < _time.Stretches && _time.Begin(stretch) < end; stretch++)
                _parts[(scratch[i] * _time.Stretches) + stretch] += Math.Min(end, _time.End(stretch)) - (long)Math.Max(from[i], _time.Begin(stretch));
        }
    }

    /// <summary>Leaves in the scratch how often each row of a block is in the figure of the whole period: 1, 0, or -1 where it ends what another opened.</summary>
    /// <param name="part">The rows of the numerator, of a denominator those, or of the denominator those that are not in the numerator.</param>
    public void Mark(RowScan rows, Span<int> scratch, long now, DrillPart part)
    {
        Span<int> marks = stackalloc int[RowScan.Block];
        marks = marks[..rows.Count];
        bool placed = Measure.Form is MeasureForm.Balance or MeasureForm.Overlap;
        if (placed)
            rows.Cells.AsSpan(0, rows.Count).CopyTo(scratch);
        else if (!Begin(rows, scratch))
            scratch.Fill(Axis.Nowhere);
        Span<int> begun = _stretches.AsSpan(0, rows.Count);
        scratch.CopyTo(begun);
        Term all = Measure.Denominator ?? Measure.Numerator.Counted();
        if (part != DrillPart.All)
            Meet(rows, Measure.Numerator, begun, scratch, now, marks);
        if (part != DrillPart.Numerator)
        {
            Span<int> others = stackalloc int[RowScan.Block];
            others = others[..rows.Count];
            Meet(rows, all, begun, scratch, now, others);
            if (Measure.Standing is { } standing)
                MarkStanding(rows, scratch, standing, now, others);
            for (int i = 0; i < marks.Length; i++)
                marks[i] = part == DrillPart.All ? others[i] : others[i] - marks[i];
        }

        marks.CopyTo(scratch);
        if (Measure.Form == MeasureForm.Balance)
            MarkBalance(rows, scratch);
        else if (Measure.Form == MeasureForm.Overlap)
            MarkOverlap(rows, scratch, now);
    }

    private static void Meet(RowScan rows, Term term, ReadOnlySpan<int> begun, Span<int> scratch, long now, Span<int> marks)
    {
        begun.CopyTo(scratch);
        foreach (Condition condition in term.When)
            rows.Keep(condition, now, scratch);
        for (int i = 0; i < marks.Length; i++)
            marks[i] = scratch[i] >= 0 ? 1 : 0;
    }

    private void MarkStanding(RowScan rows, Span<int> scratch, (string Since, string Until) standing, long now, Span<int> marks)
    {
        rows.Cells.AsSpan(0, rows.Count).CopyTo(scratch);
        foreach (Condition condition in Measure.Denominator!.When.OfType<Condition.Lacks>())
            rows.Keep(condition, now, scratch);
        ReadOnlySpan<uint> since = rows.Read(standing.Since, _values), until = rows.Read(standing.Until, _ends);
        uint end = _time.End(_time.Stretches - 1);
        for (int i = 0; i < marks.Length; i++)
            marks[i] += scratch[i] >= 0 && since[i] != 0 && since[i] < end && (until[i] == 0 || until[i] >= end) ? 1 : 0;
    }

    private void MarkBalance(RowScan rows, Span<int> marks)
    {
        ReadOnlySpan<uint> at = rows.Read(Measure.At!, _instants), opens = rows.Read("opens", _values);
        uint end = _time.End(_time.Stretches - 1);
        for (int i = 0; i < marks.Length; i++)
            marks[i] = marks[i] == 0 || at[i] >= end ? 0 : opens[i] == 1 ? 1 : -1;
    }

    private void MarkOverlap(RowScan rows, Span<int> marks, long now)
    {
        ReadOnlySpan<uint> from = rows.Read(Measure.At!, _instants), until = rows.Read(Measure.Until!, _ends);
        (uint begin, uint end) = (_time.Begin(0), _time.End(_time.Stretches - 1));
        for (int i = 0; i < marks.Length; i++)
            marks[i] = marks[i] != 0 && from[i] < end && (until[i] == 0 ? (uint)now : until[i]) > begin ? 1 : 0;
    }

    /// <summary>After the last row.</summary>
    public void Finish()
    {
        if (_finished)
            return;
        _finished = true;
        if (_balances)
        {
            for (int place = 0; place < _places; place++)
            {
                for (int stretch = 1; stretch < _time.Stretches; stretch++)
                    _parts[(place * _time.Stretches) + stretch] += _parts[(place * _time.Stretches) + stretch - 1];
            }
        }

        if (Measure.Form != MeasureForm.Percentile)
            return;
        _sorted = [];
        foreach ((int at, uint value) in _numbers)
        {
            if (!_sorted.TryGetValue(at, out List<uint>? of))
                _sorted.Add(at, of = []);
            of.Add(value);
            _all[at]++;
        }
    }

    public bool IsEmpty(int place, int time)
    {
        int at = At(place, time);
        return _parts[at] == 0 && (_all.Length == 0 || AllOf(at) == 0);
    }

    public Figure FigureOf(int place, int time)
    {
        int at = At(place, time);
        return Measure.Form == MeasureForm.Percentile
            ? _sorted!.TryGetValue(at, out List<uint>? numbers) ? new(Percentile(numbers), null, numbers.Count) : Nothing
            : FigureOf(_parts[at], _all.Length == 0 ? null : AllOf(at));
    }

    /// <summary>Over everything.</summary>
    public Figure Total()
    {
        Finish();
        if (Measure.Form == MeasureForm.Percentile)
            return _numbers.Count == 0 ? Nothing : new(Percentile([.. _numbers.Select(each => each.Value)]), null, _numbers.Count);
        long part = 0, all = 0;
        for (int place = 0; place < _places; place++)
        {
            // What stands at the end of a stretch is counted once, at the end of the last.
            for (int time = _balances ? Stretches - 1 : 0; time < Stretches; time++)
            {
                part += _parts[(place * Stretches) + time];
                all += _all.Length == 0 ? 0 : _all[(place * Stretches) + time];
            }

            all += _standing.Length == 0 ? 0 : _standing[((place + 1) * Stretches) - 1];
        }

        return FigureOf(part, _all.Length == 0 ? null : all);
    }

    private int At(int place, int time) => (place * Stretches) + (Measure.At is null ? 0 : time);

    private long AllOf(int at) => _all[at] + (_standing.Length == 0 ? 0 : _standing[at]);

    private Figure FigureOf(long part, long? all) => Measure.Form == MeasureForm.Ratio
        ? new(all is null or 0 ? null : (((double)part / all.Value) - Measure.Offset) / Measure.Scale, part, all)
        : new(part / Measure.Scale, part);

    // Between the two nearest in proportion.
    private double Percentile(List<uint> numbers)
    {
        numbers.Sort();
        double place = Measure.Percent / 100.0 * (numbers.Count - 1);
        int below = (int)Math.Floor(place);
        double value = numbers[below] + ((place - below) * (numbers[Math.Min(below + 1, numbers.Count - 1)] - (double)numbers[below]));
        return value / Measure.Scale;
    }
}
