using System.Globalization;
using ItsmFunctions.Reporting.Columns;
using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>What a row adds to the place of its cell by one column, or that it is in none.</summary>
internal abstract class Axis
{
    /// <summary>What is added where a row is in no cell: no sum of places makes up for it.</summary>
    public const int Nowhere = int.MinValue / 8;

    /// <summary>The table that has the column.</summary>
    public abstract FactTable Table { get; }
    public abstract string Column { get; }

    /// <summary>By the code of a row of this segment, before its stride; one longer than there are codes.</summary>
    public abstract int[] Places(LoadedColumn column);
}

/// <summary>A dimension whose values are words or numbers of a column.</summary>
internal sealed class ValueAxis : Axis
{
    private readonly Dimension _dimension;
    private readonly Dictionary<string, int> _places = [];
    private readonly List<string?> _labels = [null];

    public ValueAxis(Dimension dimension, IEnumerable<ColumnSegment> segments)
    {
        _dimension = dimension;
        foreach (ColumnSegment segment in segments)
        {
            LoadedColumn column = segment[dimension.Table][dimension.Column];
            if (column.Words is { } words)
            {
                foreach (string word in words)
                    Add(word);
            }
            else
            {
                for (uint stored = 1; stored <= Highest(column); stored++)
                    Add((stored - 1).ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    public override FactTable Table => _dimension.Table;
    public override string Column => _dimension.Column;
    public int Size => _labels.Count;
    public IReadOnlyList<string?> Labels => _labels;

    public override int[] Places(LoadedColumn column)
    {
        int[] places = new int[(column.Words?.Length ?? (int)Highest(column)) + 1];
        for (int code = 1; code < places.Length; code++)
            places[code] = _places[column.Words?[code - 1] ?? (code - 1).ToString(CultureInfo.InvariantCulture)];
        return places;
    }

    private void Add(string label)
    {
        if (_places.TryAdd(label, _labels.Count))
            _labels.Add(label);
    }

    private static uint Highest(LoadedColumn column)
    {
        uint highest = 0;
        for (int row = 0; row < column.Rows; row++)
            highest = Math.Max(highest, column[row]);
        return highest;
    }
}

/// <summary>Which values of a dimension are looked at.</summary>
internal sealed class FilterAxis(FactTable table, string column, IReadOnlyCollection<string?> values, bool not) : Axis
{
    public override FactTable Table => table;
    public override string Column => column;

    public override int[] Places(LoadedColumn column)
    {
        int codes = column.Words?.Length ?? 0;
        if (column.Words is null)
        {
            for (int row = 0; row < column.Rows; row++)
                codes = Math.Max(codes, (int)column[row]);
        }

        int[] places = new int[codes + 1];
        for (int code = 0; code < places.Length; code++)
        {
            string? value = code == 0 ? null : column.Words?[code - 1] ?? (code - 1).ToString(CultureInfo.InvariantCulture);
            places[code] = values.Contains(value) == not ? Nowhere : 0;
        }

        return places;
    }
}
