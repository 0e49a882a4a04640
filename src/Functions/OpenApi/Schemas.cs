using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Reporting;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>
/// JSON schemas of the types that go in and out, made with the serializer's own options: what it refuses, the schema refuses.
/// Every object and every enumeration is a component of its own.
/// </summary>
internal sealed class Schemas
{
    private readonly SortedDictionary<string, JsonObject> _components = new(StringComparer.Ordinal);
    private readonly DocComments _comments = new();

    public JsonObject Components() => new(_components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value.DeepClone())));

    public static JsonObject Reference(string component) => new() { ["$ref"] = $"#/components/schemas/{component}" };

    /// <summary>A reference to the schema of a type.</summary>
    /// <param name="incoming">Whether callers send it: an optional member may then be null, and unknown ones are refused.</param>
    public JsonObject Of(Type type, bool incoming)
    {
        string name = type.Name;
        if (!_components.ContainsKey(name))
        {
            // Claimed first: the type's own members may lead back to it.
            _components[name] = [];
            _components[name] = type.IsEnum ? Enumeration(type) : Describe(type, incoming);
        }

        return Reference(name);
    }

    /// <summary>The name of a type in the document's words: <c>string</c>, <c>Team[]</c>.</summary>
    public static string NameOf(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) => "integer",
        _ when ElementOf(type) is { } element => $"{NameOf(element)}[]",
        _ => type.Name,
    };

    private JsonObject Enumeration(Type type)
    {
        var schema = new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))]),
        };
        if (_comments.Of(type) is { } description)
            schema["description"] = description;
        return schema;
    }

    private JsonObject Describe(Type type, bool incoming)
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Transform(context, node, incoming),
        };
        return (JsonObject)Json.Options.GetJsonSchemaAsNode(type, options);
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node, bool incoming)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (context.Path.IsEmpty)
            return Root(context.TypeInfo, node, incoming);

        JsonObject schema = Value(ParameterOf(context.PropertyInfo)?.ValueType ?? type, incoming);
        return context.PropertyInfo is { } property ? Member(property, schema, incoming) : schema;
    }

    private JsonObject Root(JsonTypeInfo type, JsonNode exported, bool incoming)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (_comments.Of(type.Type) is { } description)
            schema["description"] = description;
        var required = type.Properties.Where(property => incoming ? IsNeeded(property) : !MayBeNull(property) || SaysNull(property)).Select(property => (JsonNode)property.Name).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        if (exported["properties"] is JsonObject properties)
        {
            var members = properties.DeepClone().AsObject();
            // A member of an enumeration with a default is exported as that default alone, and never transformed.
            foreach (JsonPropertyInfo property in type.Properties.Where(property => members[property.Name] is JsonObject { Count: 1 } bare && bare.ContainsKey("default")))
                members[property.Name] = Member(property, Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, incoming), incoming);
            schema["properties"] = members;
        }

        // A reply may gain members; a request may not bring unknown ones, unless others say what is in it.
        if (incoming && type.UnmappedMemberHandling != JsonUnmappedMemberHandling.Skip)
            schema["additionalProperties"] = false;
        return schema;
    }

    // From the type, not from what was exported: there a list that came before is only a pointer to it.
    private JsonObject Value(Type type, bool incoming) => type switch
    {
        // Of any kind: what it is stands beside it.
        _ when type == typeof(object) => [],
        _ when type == typeof(JsonElement) => new() { ["anyOf"] = new JsonArray([.. ProfileParameters.All.Select(parameter => parameter.ValueType).Distinct().Select(kind => (JsonNode)Value(kind, incoming)), new JsonObject { ["type"] = "null" }]) },
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(long) => new() { ["type"] = "integer", ["format"] = "int64" },
        _ when type == typeof(LocalMonth) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}$" },
        _ when type == typeof(double) => new() { ["type"] = "number" },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(DateOnly) => new() { ["type"] = "string", ["format"] = "date" },
        _ when type.IsEnum => Of(type, incoming),
        _ when typeof(IReadOnlyDictionary<string, string>).IsAssignableFrom(type) => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
        _ when ElementOf(type) is { } element => new() { ["type"] = "array", ["items"] = Value(element, incoming) },
        _ when Json.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object => Of(type, incoming),
        _ => throw new InvalidOperationException($"The contract has no schema for {type}: add one to Schemas.Value."),
    };

    private static Type? ElementOf(Type type) =>
        type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private JsonObject Member(JsonPropertyInfo property, JsonObject schema, bool incoming)
    {
        Bound(property, schema);
        if (MayBeNull(property) && (incoming ? !IsNeeded(property) : SaysNull(property)))
            schema = OrNull(schema);
        if (property.AttributeProvider is PropertyInfo member && _comments.Of(member) is { } description)
            schema["description"] = description;
        return schema;
    }

    // The attributes describe what the domain enforces; the contract tests prove that it does.
    private static void Bound(JsonPropertyInfo property, JsonObject schema)
    {
        foreach (object attribute in property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [])
        {
            switch (attribute)
            {
                case RequiredAttribute when (string?)schema["type"] == "string" && schema["format"] is null:
                    schema["minLength"] = 1;
                    break;
                case MinLengthAttribute shortest when (string?)schema["type"] == "array":
                    schema["minItems"] = shortest.Length;
                    break;
                case MaxLengthAttribute longest when (string?)schema["type"] == "array":
                    schema["maxItems"] = longest.Length;
                    break;
                case MaxLengthAttribute longest:
                    schema["maxLength"] = longest.Length;
                    break;
                case RegularExpressionAttribute pattern:
                    schema["pattern"] = pattern.Pattern;
                    break;
                case RangeAttribute range:
                    schema["minimum"] = (int)range.Minimum;
                    schema["maximum"] = (int)range.Maximum;
                    break;
                case AllowedValuesAttribute values:
                    schema["enum"] = new JsonArray([.. values.Values.Select(value => (JsonNode?)JsonValue.Create((string?)value))]);
                    break;
            }
        }
    }

    // What is read as a parameter's value is of its type.
    private static Parameter? ParameterOf(JsonPropertyInfo? property) =>
        property?.AttributeProvider?.GetCustomAttributes(typeof(OfParameterAttribute), inherit: true) is [OfParameterAttribute { Name: var name }] ? ProfileParameters.Find(name) : null;

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema.Count == 0)
            return schema;
        if (schema["$ref"] is not null)
            return new() { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
        (schema["enum"] as JsonArray)?.Add(null);
        return schema;
    }

    private static bool IsNeeded(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;

    // Null in a reply is left out, unless the member says otherwise.
    private static bool SaysNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    private static bool MayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);
}
