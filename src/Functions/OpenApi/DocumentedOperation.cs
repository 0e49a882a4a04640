using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.OpenApi.Prose;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>One operation of the document, on the page.</summary>
internal sealed class DocumentedOperation(JsonObject document, string path, string method, JsonObject operation)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n", TypeInfoResolver = Json.Options.TypeInfoResolver };

    // What a reader puts in the place of a member of a path, where nothing of the first steps does.
    private static readonly (string Member, string StandsIn)[] StandIns =
    [
        ("{error}", "$ERROR"), ("{proposal}", "$PROPOSAL"), ("{article}", "$ARTICLE"), ("{webhook}", "$WEBHOOK"), ("{simulation}", "$SIMULATION"), ("{id}", "$FILE"), ("{name}", ProfileParameters.IncidentTeam),
        ("{team}", "it-support"), ("{entry}", SelfHelpEntries.Neutral[0].Id), ("{target}", "resolution"), ("{calendar}", NamedCalendar.Aarhus.Id), ("{automation}", "restart-printer"),
    ];

    public string Id => (string)operation["operationId"]!;

    public string Tag => (string)operation["tags"]![0]!;

    public string Summary => (string)operation["summary"]!;

    private bool NeedsToken => operation["security"]!.AsArray().Count > 0;

    public string Html() => $"""
        <article class="operation" aria-labelledby="{Id}">
        <h3 id="{Id}">{Text(Summary)}</h3>
        <p class="route"><span class="method {method}">{method.ToUpperInvariant()}</span> <code>{Text(path).Replace("/", "/<wbr>", StringComparison.Ordinal)}</code>{(NeedsToken ? "" : " <span class=\"open\">open to anybody</span>")}</p>
        {(operation["description"] is { } description ? $"<p>{Line((string)description!)}</p>" : "")}
        {ParameterTable()}{BodyTable()}
        <details><summary>Try it with curl</summary><pre tabindex="0"><code>{Text(Curl())}</code></pre></details>
        {Answers()}
        </article>

        """;

    private string ParameterTable()
    {
        if (operation["parameters"] is not JsonArray { Count: > 0 } references)
            return "";
        string rows = string.Concat(references.Select(reference => Resolve(reference!)).Select(parameter =>
            $"<tr><th scope=\"row\"><code>{Text((string?)parameter["name"])}</code>{((bool?)parameter["required"] == true ? "<span class=\"required\">required</span>" : "")}</th><td>{Text((string?)parameter["in"])}</td><td>{Type(parameter["schema"]!)}</td><td>{Line((string?)parameter["description"])}</td></tr>"));
        return $"<h4>Parameters</h4><div class=\"scroll\" role=\"region\" aria-label=\"Parameters: {Text(Summary)}\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">In</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{rows}</tbody></table></div>";
    }

    // A parameter's values are few: they stand beside it, not behind a link.
    private string Type(JsonNode schema) => SchemaTable.Words(Resolve(schema));

    private string BodyTable()
    {
        if (operation["requestBody"]?["content"] is JsonObject raw && raw["application/json"] is null)
            return $"<h4>Body</h4><p>As it is, as <code>{Text(raw.First().Key)}</code>.</p>";
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
            return "";
        return $"<h4>Body</h4>{SchemaTable.Html(Resolve(schema), Summary)}";
    }

    private string Answers()
    {
        var html = new StringBuilder("<h4>Answers</h4><dl class=\"answers\">");
        foreach ((string status, JsonNode? reference) in operation["responses"]!.AsObject())
        {
            JsonObject response = Resolve(reference!);
            html.Append($"<div><dt><span class=\"status s{status[0]}\">{status}</span></dt><dd>{Line((string?)response["description"])}{Shape(response)}{Headers(response)}</dd></div>");
        }

        return html.Append("</dl>").ToString();
    }

    private static string Shape(JsonObject response) =>
        response["content"]?["application/json"]?["schema"]?["$ref"] is { } type ? $" <a href=\"#type-{((string)type!).Split('/')[^1]}\">{((string)type!).Split('/')[^1]}</a>" : "";

    private static string Headers(JsonObject response) =>
        response["headers"] is JsonObject { Count: > 0 } headers ? $"<span class=\"headers\">with {string.Join(", ", headers.Select(header => $"<code>{Text(header.Key)}</code>"))}</span>" : "";

    private string Curl()
    {
        var lines = new List<string>();
        Operation declared = Operations.All.Single(row => JsonNamingPolicy.CamelCase.ConvertName(row.Function) == Id);
        string number = declared.About ?? (path.StartsWith("/api/changes/{number}", StringComparison.Ordinal) ? "$CHANGE" : path.StartsWith("/api/problems/{number}", StringComparison.Ordinal) ? "$PROBLEM" : "$NUMBER");
        string address = StandIns.Aggregate(path.Replace("{number}", number, StringComparison.Ordinal), (address, one) => address.Replace(one.Member, one.StandsIn, StringComparison.Ordinal)) + (declared.Query is null ? "" : $"?{declared.Query}");
        string[] names = [.. (operation["parameters"] as JsonArray ?? []).Select(reference => (string)Resolve(reference!)["name"]!)];
        lines.Add($"curl -i{(method == "get" ? "" : $" -X {method.ToUpperInvariant()}")} \"$desk{address}\"");
        if (NeedsToken)
            lines.Add($"-H \"${declared.By}\"");
        if (names.Contains("If-Match") && operation["responses"]!["428"] is not null)
            lines.Add(number != "$NUMBER" ? $"-H \"If-Match: $(etag {number})\"" : path.Contains("{number}", StringComparison.Ordinal) ? "-H \"If-Match: $ETAG\"" : path.Contains("{article}", StringComparison.Ordinal) ? "-H 'If-Match: \"1\"'" : "-H 'If-Match: \"0\"'");
        if (names.Contains("Idempotency-Key"))
            lines.Add("-H \"Idempotency-Key: $RANDOM$RANDOM\"");
        if (operation["requestBody"]?["content"]?["application/json"]?["example"] is { } example)
        {
            lines.Add("-H 'Content-Type: application/json'");
            // Where a body names a ticket, it is the reader's own.
            lines.Add($"-d '{example.ToJsonString(Indented).Replace("INC-0000042", "'$NUMBER'", StringComparison.Ordinal).Replace("INC-0000017", "'$OTHER'", StringComparison.Ordinal)}'");
        }

        if (declared.Raw is { } raw)
        {
            lines[0] = $"printf '{declared.RawText}' | {lines[0]}";
            lines.Add($"-H 'Content-Type: {raw}'");
            lines.Add("--data-binary @-");
        }

        return string.Join(" \\\n  ", lines) + "; echo";
    }

    private JsonObject Resolve(JsonNode node)
    {
        while ((string?)node["$ref"] is { } reference)
            node = reference.Split('/').Skip(1).Aggregate((JsonNode)document, (at, step) => at[step]!);
        return node.AsObject();
    }
}
