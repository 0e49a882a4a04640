using System.Buffers;
using System.Text;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>
/// One column of a segment: numbers of variable length, small ones in one byte, negative ones interleaved. Text stands in a
/// dictionary in front, in ordinal order, so that the bytes depend on the content alone.
/// </summary>
internal sealed class ColumnWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Number(long value)
    {
        ulong rest = (ulong)((value << 1) ^ (value >> 63));
        Span<byte> span = _bytes.GetSpan(10);
        int length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _bytes.Advance(length);
    }

    public void Text(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Number(length);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
    }

    public void Dictionary(IReadOnlyList<string?> values)
    {
        string[] distinct = [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> places = distinct.Select((value, place) => (value, place)).ToDictionary(entry => entry.value, entry => entry.place + 1);
        Number(distinct.Length);
        foreach (string value in distinct)
            Text(value);
        foreach (string? value in values)
            Number(value is null ? 0 : places[value]);
    }
}
