using System.Text.Json.Nodes;
using static ItsmFunctions.Functions.OpenApi.Prose;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>The members of an object as a table, and a schema in a few words.</summary>
internal static class SchemaTable
{
    public static string Html(JsonObject schema, string label)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } members)
            return "<p class=\"quiet\">No members.</p>";
        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(name => (string)name!)];
        string rows = string.Concat(members.Select(member =>
            $"<tr><th scope=\"row\"><code>{Text(member.Key)}</code>{(required.Contains(member.Key) ? "<span class=\"required\">required</span>" : "")}</th><td>{Words(member.Value!)}</td><td>{Line((string?)member.Value!["description"])}</td></tr>"));
        return $"<div class=\"scroll\" role=\"region\" aria-label=\"Members of {Text(label)}\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Member</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{rows}</tbody></table></div>";
    }

    /// <summary>"text, at most 200 characters", or a link to the type.</summary>
    public static string Words(JsonNode schema)
    {
        if (((string?)schema["$ref"])?.Split('/')[^1] is { } name)
            return $"<a href=\"#type-{name}\">{Text(name)}</a>";
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
            return string.Join(" or ", choices.Select(choice => Words(choice!)));
        if (schema["const"] is { } only)
            return $"<code>{Text(only.ToString())}</code>";
        if (schema["enum"] is JsonArray values)
            return string.Join(" ", values.Where(value => value is not null).Select(value => $"<code>{Text((string?)value)}</code>"));
        string type = schema["type"] is JsonArray several ? (string)several[0]! : (string?)schema["type"] ?? "anything";
        return type switch
        {
            "array" => $"list of {Words(schema["items"]!)}",
            "string" when (string?)schema["format"] == "date-time" => "instant",
            "string" when schema["maxLength"] is { } longest => $"text, at most {longest.GetValue<int>():N0} characters",
            "string" when (string?)schema["pattern"] is { } pattern => $"text like <code>{Text(pattern)}</code>",
            "string" => "text",
            "integer" when schema["minimum"] is { } lowest => $"whole number, {lowest} to {schema["maximum"]}",
            "integer" => "whole number",
            "boolean" => "true or false",
            "null" => "null",
            _ => type,
        };
    }
}
