using System.Runtime.InteropServices;

namespace ItsmFunctions.Reporting.Columns;

/// <summary>A column of a segment, where it was read to.</summary>
/// <param name="Words">Of the codes from 1 on; null where it is not text.</param>
internal sealed record LoadedColumn(string Name, ColumnType Type, int Width, ArraySegment<byte> Bytes, string[]? Words)
{
    public int Rows => Bytes.Count / Width;

    /// <summary>One value as it is stored: 0 for nothing, a number one higher than it is.</summary>
    public uint this[int row] => Width switch
    {
        1 => Bytes[row],
        2 => MemoryMarshal.Cast<byte, ushort>(Bytes)[row],
        _ => MemoryMarshal.Cast<byte, uint>(Bytes)[row],
    };

    /// <summary>A stretch of them, made equally wide.</summary>
    public void Widen(int from, Span<uint> into)
    {
        switch (Width)
        {
            case 1:
                ReadOnlySpan<byte> bytes = Bytes.AsSpan(from, into.Length);
                for (int i = 0; i < bytes.Length; i++)
                    into[i] = bytes[i];
                break;
            case 2:
                ReadOnlySpan<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(Bytes.AsSpan(from * 2, into.Length * 2));
                for (int i = 0; i < shorts.Length; i++)
                    into[i] = shorts[i];
                break;
            default:
                MemoryMarshal.Cast<byte, uint>(Bytes.AsSpan(from * 4, into.Length * 4)).CopyTo(into);
                break;
        }
    }

    public string? Text(int row) => this[row] is > 0 and var code ? Words![code - 1] : null;

    public long? Number(int row) => this[row] is > 0 and var stored ? stored - 1L : null;

    public DateTimeOffset? Instant(int row) => this[row] is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public bool Flag(int row) => this[row] == 1;
}

/// <summary>A table of a segment.</summary>
internal sealed class LoadedTable(string name, int rows, LoadedColumn[] columns)
{
    private readonly Dictionary<string, LoadedColumn> _columns = columns.ToDictionary(column => column.Name);

    public string Name { get; } = name;
    public int Rows { get; } = rows;
    public IReadOnlyList<LoadedColumn> Columns { get; } = columns;

    public LoadedColumn this[string column] => _columns[column];
}
