using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.OpenApi.Prose;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>The contract as a page: made from the document alone, without scripts and without anything from elsewhere.</summary>
public static class DocsPage
{
    private static readonly Lazy<string> Made = new(() => Render((JsonObject)JsonNode.Parse(OpenApiDocument.Text)!));

    private static readonly Lazy<string> StyleSheet = new(() =>
    {
        using Stream stream = typeof(DocsPage).Assembly.GetManifestResourceStream("docs.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Html => Made.Value;

    public static string Style => StyleSheet.Value;

    private static string Render(JsonObject document)
    {
        // In the order of their declaration, which is that of a life: the examples are read, and tried, from the top.
        List<string> order = [.. Operations.All.Select(operation => JsonNamingPolicy.CamelCase.ConvertName(operation.Function))];
        var chapters = (from path in document["paths"]!.AsObject()
                        from method in path.Value!.AsObject()
                        select new DocumentedOperation(document, path.Key, method.Key, method.Value!.AsObject())).OrderBy(operation => order.IndexOf(operation.Id)).ToLookup(operation => operation.Tag);
        string[] tags = [.. document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).Where(chapters.Contains)];
        string introduction = (string)document["info"]!["description"]!;
        string title = Text((string?)document["info"]!["title"]);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} – HTTP contract</title>
            <link rel="stylesheet" href="/api/docs.css">
            </head>
            <body>
            <a class="skip" href="#content">Skip to content</a>
            <header class="masthead"><div><p class="name">{title}</p><p class="version">HTTP contract {Text((string?)document["info"]!["version"])} · OpenAPI 3.1</p></div><a class="download" href="/api/openapi.json">openapi.json</a></header>
            <div class="layout">
            <nav aria-label="Contents"><details class="contents" open=""><summary>Contents</summary>{Contents(introduction, tags, chapters)}</details></nav>
            <main id="content">
            <section class="introduction"><h1>{title}: HTTP contract</h1>{Blocks(introduction)}{FirstSteps.Html()}</section>
            {string.Concat(tags.Select(tag => Chapter(document, tag, chapters[tag])))}
            {Codes()}
            {Types(document)}
            </main>
            </div>
            </body>
            </html>

            """;
    }

    private static string Contents(string introduction, string[] tags, ILookup<string, DocumentedOperation> chapters)
    {
        var html = new StringBuilder("<ul>");
        foreach (string heading in introduction.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Append("## Try it"))
            html.Append($"<li><a href=\"#{Anchor(heading[3..])}\">{Text(heading[3..])}</a></li>");
        html.Append("</ul>");
        foreach (string tag in tags)
        {
            html.Append($"<p><a href=\"#{Anchor(tag)}\">{Text(tag)}</a></p><ul>");
            foreach (DocumentedOperation operation in chapters[tag])
                html.Append($"<li><a href=\"#{operation.Id}\">{Text(operation.Summary)}</a></li>");
            html.Append("</ul>");
        }

        return html.Append("<p><a href=\"#error-codes\">Error codes</a></p><p><a href=\"#types\">Types</a></p>").ToString();
    }

    private static string Chapter(JsonObject document, string tag, IEnumerable<DocumentedOperation> operations)
    {
        string? about = (string?)document["tags"]!.AsArray().Single(entry => (string)entry!["name"]! == tag)!["description"];
        return $"<section class=\"chapter\"><h2 id=\"{Anchor(tag)}\">{Text(tag)}</h2><p>{Line(about)}</p>{string.Concat(operations.Select(operation => operation.Html()))}</section>\n";
    }

    private static string Codes()
    {
        string rows = string.Concat(ProblemCode.All.Select(code =>
            $"<tr id=\"code-{code.Code}\"><th scope=\"row\"><code>{code.Code}</code></th><td>{code.Status}</td><td>{Line(code.Meaning)}</td><td>{Line(code.Remedy.English)}</td></tr>"));
        return $"""
            <section class="chapter"><h2 id="error-codes">Error codes</h2><p>Codes are stable: branch on them, not on titles or details.</p>
            <div class="scroll" role="region" aria-label="Error codes" tabindex="0"><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">When</th><th scope="col">What to do</th></tr></thead><tbody>{rows}</tbody></table></div></section>
            """;
    }

    private static string Types(JsonObject document)
    {
        var html = new StringBuilder("<section class=\"chapter\"><h2 id=\"types\">Types</h2>");
        foreach ((string name, JsonNode? schema) in document["components"]!["schemas"]!.AsObject())
        {
            html.Append($"<section class=\"type\"><h3 id=\"type-{name}\">{Text(name)}</h3><p>{Line((string?)schema!["description"])}</p>");
            if (schema["enum"] is JsonArray values)
                html.Append($"<p>{string.Join(" ", values.Select(value => $"<code>{Text((string?)value)}</code>"))}</p>");
            else
                html.Append(SchemaTable.Html(schema.AsObject(), name));
            html.Append("</section>");
        }

        return html.Append("</section>").ToString();
    }
}
