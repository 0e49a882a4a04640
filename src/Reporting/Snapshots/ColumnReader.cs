using System.Text;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>Reads what <see cref="ColumnWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes end too early.</exception>
internal sealed class ColumnReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public long Number()
    {
        ReadOnlySpan<byte> span = bytes.Span;
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_at >= span.Length)
                break;
            byte next = span[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }

        throw new InvalidDataException("A segment ends in the middle of a number.");
    }

    public int Count() => checked((int)Number());

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public ReadOnlyMemory<byte> Bytes()
    {
        int length = Count();
        if (length < 0 || length > bytes.Length - _at)
            throw new InvalidDataException("A segment ends in the middle of a column.");
        ReadOnlyMemory<byte> slice = bytes.Slice(_at, length);
        _at += length;
        return slice;
    }

    public string?[] Dictionary(int rows)
    {
        string?[] values = new string?[Count() + 1];
        for (int i = 1; i < values.Length; i++)
            values[i] = Text();
        string?[] column = new string?[rows];
        for (int row = 0; row < rows; row++)
            column[row] = values[Count()];
        return column;
    }
}
