using System.Globalization;
using System.Text.Json.Nodes;
using ItsmFunctions.Functions.OpenApi;

namespace ItsmFunctions.Contract.Tests;

/// <summary>One operation of the document.</summary>
public sealed record ContractOperation(string Id, HttpMethod Method, string Path, JsonObject Definition)
{
    public JsonObject? Example => Definition["requestBody"]?["content"]?["application/json"]?["example"]?.AsObject();

    /// <summary>The media type of a body that is no JSON.</summary>
    public string? RawType => (Definition["requestBody"]?["content"] as JsonObject)?.Select(content => content.Key).FirstOrDefault(type => type != "application/json");

    public bool TakesJson => TakesBody && RawType is null;

    public bool TakesBody => Definition["requestBody"] is not null;

    public bool NeedsToken => Definition["security"]!.AsArray().Count > 0;

    public override string ToString() => Id;
}

/// <summary>The document, read as a client reads it.</summary>
public static class Contract
{
    public static readonly JsonObject Document = JsonNode.Parse(OpenApiDocument.Text)!.AsObject();

    public static readonly IReadOnlyList<ContractOperation> Operations =
    [
        .. from path in Document["paths"]!.AsObject()
           from method in path.Value!.AsObject()
           select new ContractOperation((string)method.Value!["operationId"]!, new(method.Key.ToUpperInvariant()), path.Key, method.Value!.AsObject()),
    ];

    public static ContractOperation Operation(string id) => Operations.Single(operation => operation.Id == id);

    /// <summary>Every reply that the document promises: operation, status, and the code where it is a problem ("" where not).</summary>
    public static IEnumerable<(string Operation, int Status, string Code)> Replies() =>
        from operation in Operations
        from status in operation.Definition["responses"]!.AsObject()
        from code in Codes(Resolve(Document, status.Value!))
        select (operation.Id, int.Parse(status.Key, CultureInfo.InvariantCulture), code);

    public static IReadOnlyList<int> Statuses(ContractOperation operation) =>
        [.. operation.Definition["responses"]!.AsObject().Select(response => int.Parse(response.Key, CultureInfo.InvariantCulture))];

    public static JsonObject Resolve(JsonObject document, JsonNode node)
    {
        while ((string?)node["$ref"] is { } reference)
            node = reference.Split('/').Skip(1).Aggregate((JsonNode)document, (at, step) => at[step] ?? throw new InvalidOperationException($"The document has no {reference}."));
        return node.AsObject();
    }

    /// <summary>Holds a reply against what the document says of its status: media type, headers, body.</summary>
    /// <returns>The body, null where there is none.</returns>
    public static async Task<JsonNode?> HoldAsync(ContractOperation operation, HttpResponseMessage reply)
    {
        string body = await reply.Content.ReadAsStringAsync();
        string story = $"{operation.Id} answered {(int)reply.StatusCode}: {body}";
        JsonNode? documented = operation.Definition["responses"]![((int)reply.StatusCode).ToString(CultureInfo.InvariantCulture)];
        Assert.True(documented is not null, $"{story}\nThe document has no such status there.");
        JsonObject response = Resolve(Document, documented);
        foreach ((string name, JsonNode? reference) in response["headers"] as JsonObject ?? [])
            HoldHeader(name, Resolve(Document, reference!), reply, story);
        if (response["content"] is not JsonObject content)
        {
            Assert.True(body.Length == 0, $"{story}\nNo body is documented.");
            return null;
        }

        (string mediaType, JsonNode? described) = Assert.Single(content);
        Assert.True(mediaType == reply.Content.Headers.ContentType?.MediaType, $"{story}\nIt came as {reply.Content.Headers.ContentType}, not as {mediaType}.");
        if (!mediaType.EndsWith("json", StringComparison.Ordinal))
            return body;
        JsonNode? value = JsonNode.Parse(body);
        bool closed = described!["schema"]!["type"] is null;
        IReadOnlyList<string> complaints = JsonSchemaCheck.Complaints(Document, described["schema"]!, value, closed);
        Assert.True(complaints.Count == 0, $"{story}\n{string.Join('\n', complaints)}");
        return value;
    }

    private static void HoldHeader(string name, JsonObject header, HttpResponseMessage reply, string story)
    {
        bool there = reply.Headers.TryGetValues(name, out IEnumerable<string>? values);
        Assert.True(there || (bool?)header["required"] != true, $"{story}\nThe header {name} is missing.");
        if (there)
            Assert.True(JsonSchemaCheck.Complaints(Document, header["schema"]!, Assert.Single(values!), closed: false) is [], $"{story}\n{name}: {string.Join(", ", values!)}");
    }

    private static IEnumerable<string> Codes(JsonObject response) =>
        response["content"]?["application/problem+json"]?["schema"]?["allOf"]?[1]?["properties"]?["code"]?["enum"] is JsonArray codes ? codes.Select(code => (string)code!) : [""];
}
