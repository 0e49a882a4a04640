using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>
/// The HTTP contract as OpenAPI 3.1, made from the code: routes and doors from the attributes, schemas from the types, the rest
/// from <see cref="Operations"/>. docs/openapi.json is its snapshot.
/// </summary>
public static partial class OpenApiDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n", TypeInfoResolver = Json.Options.TypeInfoResolver };

    private static readonly Lazy<string> Made = new(() => Make().ToJsonString(Indented) + "\n");

    /// <summary>The document, indented; the same bytes each time.</summary>
    public static string Text => Made.Value;

    private static JsonObject Make()
    {
        var schemas = new Schemas();
        var responses = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (IGrouping<string, Route> path in Routes.All.Where(route => Operations.All.Any(operation => operation.Function == route.Function)).GroupBy(route => route.Path))
        {
            var item = new JsonObject();
            foreach (Route route in path)
            {
                Operation operation = Operations.All.Single(operation => operation.Function == route.Function);
                foreach (string method in route.Methods)
                    item[method.ToLowerInvariant()] = Describe(operation, route, schemas, responses);
            }

            paths[path.Key] = item;
        }

        schemas.Of(typeof(ProblemDocument), incoming: false);
        JsonObject components = schemas.Components();
        components[nameof(ProblemDocument)]!["properties"]!["code"]!["enum"] = new JsonArray([.. ProblemCode.All.Select(code => (JsonNode)code.Code)]);
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "ITSM desk",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3),
                ["summary"] = "Incidents and requests of a service desk.",
                ["description"] = Introduction.Text,
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The desk that serves this document." }),
            ["tags"] = new JsonArray([.. Operations.Tags.Select(tag => (JsonNode)new JsonObject { ["name"] = tag.Name, ["description"] = tag.Description })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = components,
                ["parameters"] = Named(Parameters.All.Select(parameter => (ComponentOf(parameter.Key), parameter.Value))),
                ["headers"] = Named(Parameters.ResponseHeaders.Select(header => (ComponentOf(header.Key), header.Value))),
                ["responses"] = Named(responses.Select(response => (response.Key, response.Value))),
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT", ["description"] = "In the cloud: an access token of the identity provider, which App Service authentication checks." },
                    ["principal"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-MS-CLIENT-PRINCIPAL", ["description"] = "On one's own machine: the claims in base64, as App Service authentication would pass them on. In the cloud a caller's own is discarded." },
                },
            },
        };
    }

    private static JsonObject Describe(Operation operation, Route route, Schemas schemas, SortedDictionary<string, JsonObject> shared)
    {
        var described = new JsonObject
        {
            ["operationId"] = JsonNamingPolicy.CamelCase.ConvertName(operation.Function),
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
        };
        if (operation.Description is not null)
            described["description"] = operation.Description;
        described["security"] = route.Door == Calling.Token
            ? new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["principal"] = new JsonArray() })
            : new JsonArray();
        string[] parameters = [.. PathParameter().Matches(route.Path).Select(match => match.Groups[1].Value), .. operation.Takes];
        if (parameters.Length > 0)
            described["parameters"] = new JsonArray([.. parameters.Select(name => (JsonNode)new JsonObject { ["$ref"] = $"#/components/parameters/{ComponentOf(name)}" })]);
        if (operation.Body is not null)
            described["requestBody"] = RequestBody(operation, schemas);
        else if (operation.Raw is { } raw)
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [raw] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "binary" } } } };
        described["responses"] = Responses(operation, schemas, shared);
        return described;
    }

    private static JsonObject RequestBody(Operation operation, Schemas schemas)
    {
        JsonObject schema = schemas.Of(operation.Body!, incoming: true);
        var content = new JsonObject { ["schema"] = schema };
        if (operation.Example is not null)
            content["example"] = JsonSerializer.SerializeToNode(operation.Example, operation.Example.GetType(), Json.Options);
        // A command without members may come without a body.
        return new() { ["required"] = operation.Body != typeof(EmptyBody), ["content"] = new JsonObject { ["application/json"] = content } };
    }

    private static JsonObject Responses(Operation operation, Schemas schemas, SortedDictionary<string, JsonObject> shared)
    {
        var responses = new SortedDictionary<int, JsonNode>();
        foreach (Answer answer in operation.Answers)
            responses[answer.Status] = Response(answer, schemas);
        foreach (IGrouping<int, ProblemCode> problems in operation.Refuses.Distinct().GroupBy(code => code.Status))
        {
            string name = string.Join("Or", problems.Select(code => Pascal(code.Code)).Order(StringComparer.Ordinal));
            shared.TryAdd(name, Refusal(problems.Key, [.. problems.OrderBy(code => code.Code, StringComparer.Ordinal)]));
            responses[problems.Key] = new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
        }

        return new(responses.Select(response => KeyValuePair.Create(response.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)response.Value)));
    }

    private static JsonObject Response(Answer answer, Schemas schemas)
    {
        var response = new JsonObject { ["description"] = answer.Description };
        if (answer.Headers.Length > 0)
            response["headers"] = Named(answer.Headers.Select(name => (name.Split(' ')[0], HeaderReference(name))));
        if (answer.MediaType is null)
            return response;
        JsonObject schema = answer.Body is not null ? schemas.Of(answer.Body, incoming: false)
            : answer.MediaType == "application/json" ? new JsonObject { ["type"] = "object" }
            : new JsonObject { ["type"] = "string" };
        var content = new JsonObject { ["schema"] = schema };
        if (answer.Example is not null)
            content["example"] = JsonSerializer.SerializeToNode(answer.Example, answer.Example.GetType(), Json.Options);
        response["content"] = new JsonObject { [answer.MediaType] = content };
        return response;
    }

    private static JsonObject Refusal(int status, ProblemCode[] codes)
    {
        string[] headers = status switch { 412 or 428 => ["ETag"], 503 => ["Retry-After"], _ => [] };
        var narrowed = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["status"] = new JsonObject { ["const"] = status },
                ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => (JsonNode)code.Code)]) },
            },
        };
        var response = new JsonObject { ["description"] = string.Join(' ', codes.Select(code => $"`{code.Code}`: {code.Meaning}")) };
        if (headers.Length > 0)
            response["headers"] = Named(headers.Select(name => (name, HeaderReference(name))));
        response["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject { ["allOf"] = new JsonArray(Schemas.Reference(nameof(ProblemDocument)), narrowed) },
                ["examples"] = Named(codes.Select(code => (code.Code, new JsonObject { ["value"] = JsonSerializer.SerializeToNode(Examples.Problem(code), Json.Options) }))),
            },
        };
        return response;
    }

    private static JsonObject HeaderReference(string name) => new() { ["$ref"] = $"#/components/headers/{ComponentOf(name)}" };

    private static JsonObject Named(IEnumerable<(string Name, JsonObject Value)> entries) => new(entries.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value.DeepClone())));

    // A component's name has neither spaces nor brackets.
    private static string ComponentOf(string name) => name.Replace(" (", "-", StringComparison.Ordinal).TrimEnd(')');

    private static string Pascal(string code) => string.Concat(code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex PathParameter();
}
