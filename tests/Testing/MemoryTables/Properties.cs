using System.Globalization;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>The types of OData that a property can have; the names are those of its annotation.</summary>
internal enum Edm
{
    String,
    Binary,
    Boolean,
    DateTime,
    Double,
    Guid,
    Int32,
    Int64,
}

/// <param name="Value">string, byte[], bool, DateTime in UTC, double, Guid, int or long.</param>
internal readonly record struct Property(string Name, Edm Type, object Value);

/// <summary>Packs the properties of a row into few bytes: names are numbered, values have the width of their type.</summary>
internal sealed class Packing
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public byte[] Pack(IReadOnlyCollection<Property> properties)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        foreach (var property in properties)
        {
            to.Write7BitEncodedInt(NumberOf(property.Name));
            to.Write((byte)property.Type);
            Write(to, property.Value);
        }
        return bytes.ToArray();
    }

    public List<Property> Unpack(byte[] data)
    {
        using var bytes = new MemoryStream(data, writable: false);
        using var from = new BinaryReader(bytes);
        var properties = new List<Property>();
        while (bytes.Position < bytes.Length)
        {
            var name = names[from.Read7BitEncodedInt()];
            var type = (Edm)from.ReadByte();
            properties.Add(new(name, type, Read(from, type)));
        }
        return properties;
    }

    private int NumberOf(string name)
    {
        if (numbers.TryGetValue(name, out var number)) return number;
        numbers.Add(name, names.Count);
        names.Add(name);
        return names.Count - 1;
    }

    private static void Write(BinaryWriter to, object value)
    {
        switch (value)
        {
            case string text: to.Write(text); break;
            case bool truth: to.Write(truth); break;
            case DateTime at: to.Write(at.Ticks); break;
            case double number: to.Write(number); break;
            case Guid id: to.Write(id.ToByteArray()); break;
            case int number: to.Write(number); break;
            case long number: to.Write(number); break;
            case byte[] some:
                to.Write7BitEncodedInt(some.Length);
                to.Write(some);
                break;
            default: throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No property holds a {value.GetType()}."));
        }
    }

    private static object Read(BinaryReader from, Edm type) => type switch
    {
        Edm.String => from.ReadString(),
        Edm.Binary => from.ReadBytes(from.Read7BitEncodedInt()),
        Edm.Boolean => from.ReadBoolean(),
        Edm.DateTime => new DateTime(from.ReadInt64(), DateTimeKind.Utc),
        Edm.Double => from.ReadDouble(),
        Edm.Guid => new Guid(from.ReadBytes(16)),
        Edm.Int32 => from.ReadInt32(),
        _ => from.ReadInt64(),
    };
}
