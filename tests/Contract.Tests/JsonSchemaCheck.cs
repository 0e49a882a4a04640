using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Contract.Tests;

/// <summary>
/// The part of JSON Schema 2020-12 that the document uses. A keyword that it does not know is an error of the check, so that
/// nothing in the document goes unchecked.
/// </summary>
public sealed class JsonSchemaCheck(JsonObject document)
{
    private static readonly string[] Annotations = ["description", "example", "examples", "title"];
    private readonly List<string> complaints = [];

    /// <param name="closed">Whether a member that the schema does not name is wrong, though the schema lets it in.</param>
    public static IReadOnlyList<string> Complaints(JsonObject document, JsonNode schema, JsonNode? value, bool closed)
    {
        var check = new JsonSchemaCheck(document);
        check.Visit(schema, value, "");
        if (closed)
            check.Close(schema, value, "");
        return check.complaints;
    }

    private void Visit(JsonNode node, JsonNode? value, string at)
    {
        JsonObject schema = node.AsObject();
        foreach ((string keyword, JsonNode? rule) in schema)
        {
            if (!Annotations.Contains(keyword))
                Apply(keyword, rule!, schema, value, at);
        }
    }

    private void Apply(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at)
    {
        string? text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        switch (keyword)
        {
            case "$ref":
                Visit(Contract.Resolve(document, schema), value, at);
                break;
            case "type":
                string[] allowed = rule is JsonArray several ? [.. several.Select(one => (string)one!)] : [(string)rule!];
                Expect(allowed.Any(type => Is(type, value)), at, $"is no {string.Join(" or ", allowed)}");
                break;
            case "enum":
                Expect(rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)), at, $"is none of {rule.ToJsonString()}");
                break;
            case "const":
                Expect(JsonNode.DeepEquals(rule, value), at, $"is not {rule.ToJsonString()}");
                break;
            case "allOf":
                foreach (JsonNode? one in rule.AsArray())
                    Visit(one!, value, at);
                break;
            case "oneOf":
                Expect(rule.AsArray().Count(one => Complaints(document, one!, value, closed: false).Count == 0) == 1, at, "matches not exactly one of oneOf");
                break;
            case "anyOf":
                Expect(rule.AsArray().Any(one => Complaints(document, one!, value, closed: false).Count == 0), at, "matches none of anyOf");
                break;
            case "properties" when value is JsonObject members:
                foreach ((string name, JsonNode? member) in rule.AsObject())
                {
                    if (members.TryGetPropertyValue(name, out JsonNode? there))
                        Visit(member!, there, $"{at}/{name}");
                }

                break;
            case "required" when value is JsonObject members:
                foreach (JsonNode? name in rule.AsArray())
                    Expect(members.ContainsKey((string)name!), at, $"lacks {name}");
                break;
            case "additionalProperties" when value is JsonObject members && rule.GetValueKind() == JsonValueKind.False:
                foreach ((string name, _) in members)
                    Expect((schema["properties"] as JsonObject)?.ContainsKey(name) == true, $"{at}/{name}", "is not known");
                break;
            case "items" when value is JsonArray items:
                for (int i = 0; i < items.Count; i++)
                    Visit(rule, items[i], $"{at}/{i}");
                break;
            case "pattern" when text is not null:
                Expect(Regex.IsMatch(text, (string)rule!, RegexOptions.ECMAScript), at, $"does not match {rule}");
                break;
            case "minLength" when text is not null:
                Expect(text.Length >= (int)rule, at, $"is shorter than {rule}");
                break;
            case "maxLength" when text is not null:
                Expect(text.Length <= (int)rule, at, $"is longer than {rule}");
                break;
            case "minItems" when value is JsonArray few:
                Expect(few.Count >= (int)rule!, at, $"has fewer than {rule}");
                break;
            case "maxItems" when value is JsonArray many:
                Expect(many.Count <= (int)rule!, at, $"has more than {rule}");
                break;
            case "minimum" when value is JsonValue && Is("number", value):
                Expect(value.GetValue<double>() >= (int)rule, at, $"is less than {rule}");
                break;
            case "maximum" when value is JsonValue && Is("number", value):
                Expect(value.GetValue<double>() <= (int)rule, at, $"is more than {rule}");
                break;
            case "format" when text is not null && (string)rule! == "date-time":
                Expect(text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _), at, "is no UTC instant");
                break;
            case "format" when text is not null && (string)rule! == "date":
                Expect(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), at, "is no day");
                break;
            case "format" when (string)rule! is "date" or "date-time" or "int32" or "int64":
            case "properties" or "required" or "items" or "pattern" or "minLength" or "maxLength" or "minItems" or "maxItems" or "minimum" or "maximum" or "additionalProperties":
                break;
            default:
                throw new NotSupportedException($"The document says '{keyword}: {rule.ToJsonString()}': teach JsonSchemaCheck what it means.");
        }
    }

    // Members that no part of the schema names.
    private void Close(JsonNode schema, JsonNode? value, string at)
    {
        if (value is JsonArray items && Contract.Resolve(document, schema)["items"] is { } item)
        {
            for (int i = 0; i < items.Count; i++)
                Close(item, items[i], $"{at}/{i}");
        }

        // A schema that says nothing of its value lets anything in.
        if (value is not JsonObject members || schema.AsObject().All(keyword => Annotations.Contains(keyword.Key)))
            return;
        // Names of the sender's own, with values of one kind.
        if (Contract.Resolve(document, schema)["additionalProperties"] is JsonObject)
            return;
        Dictionary<string, JsonNode> known = Known(schema).GroupBy(member => member.Key).ToDictionary(group => group.Key, group => group.First().Value);
        foreach ((string name, JsonNode? member) in members)
        {
            Expect(known.ContainsKey(name), $"{at}/{name}", "is not documented");
            if (known.TryGetValue(name, out JsonNode? narrower))
                Close(narrower, member, $"{at}/{name}");
        }
    }

    private IEnumerable<KeyValuePair<string, JsonNode>> Known(JsonNode node)
    {
        JsonObject schema = Contract.Resolve(document, node);
        IEnumerable<KeyValuePair<string, JsonNode>> own = schema["properties"] is JsonObject properties ? properties.Select(member => KeyValuePair.Create(member.Key, member.Value!)) : [];
        return own.Concat((schema["allOf"] as JsonArray ?? []).Concat(schema["oneOf"] as JsonArray ?? []).SelectMany(part => Known(part!)));
    }

    private void Expect(bool holds, string at, string otherwise)
    {
        if (!holds)
            complaints.Add($"{(at.Length == 0 ? "the whole" : at)} {otherwise}");
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) => true,
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value!.ToJsonString().IndexOfAny(['.', 'e', 'E']) < 0,
        _ => false,
    };
}
