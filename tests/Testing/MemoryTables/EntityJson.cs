using System.Globalization;
using System.Text.Json;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>Entities as JSON with minimal metadata: a type that JSON cannot tell is annotated beside its property.</summary>
internal static class EntityJson
{
    public const string Instants = "yyyy-MM-ddTHH:mm:ss.fffffffZ";
    private const string Annotation = "@odata.type";

    /// <param name="address">The key in the address; null where it stands in the body.</param>
    /// <exception cref="TableFailure">It is no entity.</exception>
    public static (EntityKey Key, List<Property> Properties) Read(byte[] body, EntityKey? address)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            Dictionary<string, JsonElement> members = [];
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!members.TryAdd(member.Name, member.Value)) throw TableFailure.Invalid($"{member.Name} stands twice.");
            }
            return (address ?? new(Key(members, "PartitionKey"), Key(members, "RowKey")), [.. members.Where(IsProperty).Select(member => Read(members, member))]);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw TableFailure.Invalid($"An error occurred while processing this request. {broken.Message}");
        }
    }

    public static void Write(Utf8JsonWriter to, Row row, IEnumerable<Property> properties, IReadOnlySet<string>? selected)
    {
        to.WriteString("odata.etag", Tag(row));
        if (Wanted("PartitionKey")) to.WriteString("PartitionKey", row.Key.Partition);
        if (Wanted("RowKey")) to.WriteString("RowKey", row.Key.Row);
        if (Wanted("Timestamp")) to.WriteString("Timestamp", Stamp(row).ToString(Instants, CultureInfo.InvariantCulture));
        foreach (var property in properties.Where(property => Wanted(property.Name)))
        {
            if (IsAnnotated(property)) to.WriteString($"{property.Name}{Annotation}", $"Edm.{property.Type}");
            to.WritePropertyName(property.Name);
            Write(to, property.Value);
        }

        bool Wanted(string name) => selected is null || selected.Contains(name);
    }

    public static DateTime Stamp(Row row) => new(row.Stamp, DateTimeKind.Utc);

    public static string Tag(Row row) => $"W/\"datetime'{Uri.EscapeDataString(Stamp(row).ToString(Instants, CultureInfo.InvariantCulture))}'\"";

    private static string Key(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new TableFailure(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");

    private static bool IsProperty(KeyValuePair<string, JsonElement> member) =>
        member.Key is not ("PartitionKey" or "RowKey" or "Timestamp")
        && !member.Key.StartsWith("odata.", StringComparison.Ordinal)
        && !member.Key.Contains('@', StringComparison.Ordinal)
        && member.Value.ValueKind != JsonValueKind.Null;

    private static Property Read(Dictionary<string, JsonElement> members, KeyValuePair<string, JsonElement> member)
    {
        var (name, value) = member;
        var type = members.TryGetValue($"{name}{Annotation}", out var annotated)
            ? Enum.Parse<Edm>(annotated.GetString()!.Replace("Edm.", "", StringComparison.Ordinal))
            : TypeOf(value);
        return new(name, type, type switch
        {
            Edm.String => value.GetString()!,
            Edm.Binary => value.GetBytesFromBase64(),
            Edm.Boolean => value.GetBoolean(),
            Edm.DateTime => Instant(value.GetString()!),
            Edm.Double => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble(),
            Edm.Guid => value.GetGuid(),
            Edm.Int32 => value.GetInt32(),
            _ => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        });
    }

    public static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    private static bool IsAnnotated(Property property) =>
        property.Value is double number ? !double.IsFinite(number) : property.Type is not (Edm.String or Edm.Boolean or Edm.Int32);

    // A number with a fraction needs no annotation, and a whole one gets a fraction, as on Azure.
    private static string Number(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0";
    }

    private static Edm TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Edm.String,
        JsonValueKind.True or JsonValueKind.False => Edm.Boolean,
        JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') || !value.TryGetInt32(out _) ? Edm.Double : Edm.Int32,
        _ => throw TableFailure.Invalid("A property is a single value."),
    };

    private static void Write(Utf8JsonWriter to, object value)
    {
        switch (value)
        {
            case string text: to.WriteStringValue(text); break;
            case byte[] bytes: to.WriteBase64StringValue(bytes); break;
            case bool truth: to.WriteBooleanValue(truth); break;
            case DateTime at: to.WriteStringValue(at.ToString(Instants, CultureInfo.InvariantCulture)); break;
            case double number when !double.IsFinite(number): to.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: to.WriteRawValue(Number(number)); break;
            case Guid id: to.WriteStringValue(id); break;
            case int number: to.WriteNumberValue(number); break;
            default: to.WriteStringValue(((long)value).ToString(CultureInfo.InvariantCulture)); break;
        }
    }
}
