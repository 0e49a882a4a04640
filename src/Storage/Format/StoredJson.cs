using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Format;

/// <summary>How domain values stand in storage: JSON in UTF-8, null members left out, unions by a member "is".</summary>
public static class StoredJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");

    /// <returns>Null where null was stored.</returns>
    public static object? Read(ReadOnlySpan<byte> json, Type type) => JsonSerializer.Deserialize(json, type, Options);

    private static JsonSerializerOptions Make()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(Unions<Happening>);
        resolver.Modifiers.Add(Unions<Assessment>);
        resolver.Modifiers.Add(SettableOnly);
        return new(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = resolver,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
                new OrganisationIdConverter(),
                new TicketNumberConverter(),
                new PersonalTextConverter(),
            },
        };
    }

    private static void Unions<T>(JsonTypeInfo info)
    {
        if (info.Type != typeof(T))
            return;

        info.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "is", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (Type nested in typeof(T).GetNestedTypes())
            info.PolymorphismOptions.DerivedTypes.Add(new(nested, JsonNamingPolicy.CamelCase.ConvertName(nested.Name)));
    }

    // What is computed from other members is not stored.
    private static void SettableOnly(JsonTypeInfo info)
    {
        for (int i = info.Properties.Count - 1; i >= 0; i--)
        {
            JsonPropertyInfo property = info.Properties[i];
            if (property.Set is null && property.AssociatedParameter is null)
                info.Properties.RemoveAt(i);
        }
    }

    private sealed class OrganisationIdConverter : JsonConverter<OrganisationId>
    {
        public override OrganisationId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => OrganisationId.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, OrganisationId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class TicketNumberConverter : JsonConverter<TicketNumber>
    {
        public override TicketNumber Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => TicketNumber.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, TicketNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
