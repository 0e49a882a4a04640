using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ItsmFunctions.Desk.Tests;

/// <summary>One protobuf message, by the numbers of its fields: as much of the wire format as OTLP needs.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> fields = [];

    public static Protobuf Read(ReadOnlySpan<byte> bytes)
    {
        var message = new Protobuf();
        while (!bytes.IsEmpty)
        {
            ulong key = Varint(ref bytes);
            (ulong number, byte[]? content) = (key & 7) switch
            {
                0 => (Varint(ref bytes), null),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)), null),
                2 => (0UL, Take(ref bytes, (int)Varint(ref bytes)).ToArray()),
                5 => ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)), (byte[]?)null),
                var type => throw new InvalidDataException($"No wire type {type} is known."),
            };
            message.fields.Add(((int)(key >> 3), number, content));
        }

        return message;
    }

    public IEnumerable<Protobuf> Messages(int field) => fields.Where(each => each.Field == field && each.Bytes is not null).Select(each => Read(each.Bytes));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public ulong Number(int field) => fields.LastOrDefault(each => each.Field == field).Number;

    /// <summary>KeyValue: key 1, value 2 · string 1, bool 2, int 3, double 4.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) => Messages(field).ToDictionary(pair => pair.Text(1), pair => ValueOf(pair.Messages(2).Single()));

    private static string ValueOf(Protobuf value) => value.fields is [(1, _, { } text)] ? Encoding.UTF8.GetString(text) : value.fields.Select(each => each.Number).SingleOrDefault().ToString(CultureInfo.InvariantCulture);

    private byte[] Bytes(int field) => fields.LastOrDefault(each => each.Field == field).Bytes ?? [];

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        ReadOnlySpan<byte> taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
