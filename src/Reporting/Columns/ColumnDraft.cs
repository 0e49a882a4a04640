namespace ItsmFunctions.Reporting.Columns;

/// <summary>A column while it is written: whole numbers of which 0 is nothing, as narrow as the largest of them.</summary>
/// <param name="Words">In ordinal order, so that the bytes depend on the content alone; null where it is not text.</param>
internal sealed record ColumnDraft(string Name, ColumnType Type, uint[] Values, string[]? Words)
{
    public static ColumnDraft OfText(string name, string?[] values)
    {
        string[] words = [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, uint> codes = words.Select((word, place) => (word, place)).ToDictionary(each => each.word, each => (uint)each.place + 1);
        return new(name, ColumnType.Text, [.. values.Select(value => value is null ? 0 : codes[value])], words);
    }

    /// <exception cref="OverflowException">A number is negative, or more than a column holds.</exception>
    public static ColumnDraft OfNumbers(string name, ColumnType type, IEnumerable<long?> values) =>
        new(name, type, [.. values.Select(value => value is not { } number ? 0u : type == ColumnType.Number ? checked((uint)(number + 1)) : checked((uint)number))], null);

    public int Width => Values.Length == 0 || Values.Max() <= byte.MaxValue ? 1 : Values.Max() <= ushort.MaxValue ? 2 : 4;
}

/// <summary>A table while it is written.</summary>
internal sealed record TableDraft(string Name, int Rows, IReadOnlyList<ColumnDraft> Columns);
