using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Functions.OpenApi;

namespace ItsmFunctions.Functions.Http;

/// <summary>Reads the value of a parameter as its type, strictly, and says where it is not.</summary>
internal static partial class ParameterValues
{
    private const string Value = "/value";

    private static readonly JsonSerializerOptions Options = new(Json.Options) { RespectNullableAnnotations = true, Converters = { new ComposedText() } };

    /// <param name="at">JSON pointer to the value in the body that brought it.</param>
    /// <exception cref="UnreadableRequestException">It is of another kind, or is missing.</exception>
    public static object? Read(Parameter parameter, JsonElement value, string at = Value)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ValueType) ?? parameter.ValueType;
        string expected = type.IsEnum
            ? $"{parameter.Name} takes one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}."
            : $"{parameter.Name} takes {Schemas.NameOf(parameter.ValueType)}.";
        if (value.ValueKind == JsonValueKind.Undefined)
            throw Wrong([new("", $"This member is required: {expected}")], at);
        if (value.ValueKind == JsonValueKind.Null)
            return parameter.MayBeNull ? null : throw Wrong([new("", expected)], at);
        try
        {
            return value.Deserialize(parameter.ValueType, Options);
        }
        catch (JsonException unreadable)
        {
            throw Wrong([new(Pointer(unreadable.Path), $"Not of its type, or not known here: {expected}")], at);
        }
    }

    /// <summary>Complaints about a value, as complaints about the body that brought it.</summary>
    public static UnreadableRequestException Wrong(ImmutableArray<Complaint> complaints, string at = Value) =>
        new(Problem.Invalid("The value cannot be accepted.", [.. complaints.Select(complaint => complaint with { Pointer = $"{at}{complaint.Pointer}" })]));

    // $[3].teams[0] is /3/teams/0.
    private static string Pointer(string? path) => Step().Replace((path ?? "$").TrimStart('$'), "/$1$2$3");

    [GeneratedRegex(@"\.(\w+)|\['([^']*)'\]|\[([0-9]+)\]")]
    private static partial Regex Step();

    // The same word typed on two systems is the same text. What has no composed form is for the check to refuse.
    private sealed class ComposedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException();
            string text = reader.GetString()!;
            return text.Contains('\uFFFE', StringComparison.Ordinal) ? text : text.Normalize(NormalizationForm.FormC);
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
