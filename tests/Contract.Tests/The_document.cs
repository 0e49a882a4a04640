using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using ItsmFunctions.Functions.OpenApi;

namespace ItsmFunctions.Contract.Tests;

public sealed class The_document(ContractDesk desk)
{
    [Fact]
    public async Task Is_what_the_desk_serves_and_the_repository_keeps()
    {
        using HttpResponseMessage reply = await desk.Http.GetAsync("api/openapi.json");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        Written.Is("openapi.json", await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Describes_every_function_and_nothing_else() =>
        Assert.Equal(Routes.All.Select(route => route.Function).Order(), Operations.All.Select(operation => operation.Function).Concat(Operations.NotDescribed).Order());

    [Fact]
    public void Describes_no_function_that_lets_nobody_in() => Assert.All(Routes.All, route => Assert.NotNull(route.Door));

    [Fact]
    public void Names_each_operation_once() => Assert.Equal(Contract.Operations.Count, Contract.Operations.Select(operation => operation.Id).Distinct().Count());

    [Fact]
    public void Promises_a_401_exactly_where_a_token_is_needed() =>
        Assert.All(Contract.Operations, operation => Assert.Equal(operation.NeedsToken, Contract.Statuses(operation).Contains(401)));

    [Fact]
    public void Shows_examples_that_its_own_schemas_let_in()
    {
        Assert.NotEmpty(Examples());
        Assert.All(Examples(), example => Assert.Empty(JsonSchemaCheck.Complaints(Contract.Document, example.Schema, example.Value, closed: true)));
    }

    [Fact]
    public void Explains_every_type_and_every_member_of_a_body()
    {
        IEnumerable<string> silent =
            from operation in Contract.Operations
            where operation.TakesJson
            from member in Contract.Resolve(Contract.Document, operation.Definition["requestBody"]!["content"]!["application/json"]!["schema"]!)["properties"] as JsonObject ?? []
            where member.Value!["description"] is null
            select $"{operation.Id} {member.Key}";

        Assert.Empty(silent);
    }

    [Fact]
    public async Task Is_clean_to_the_linter()
    {
        string cli = Checkout.PathOf("eng", "lint", "node_modules", "@redocly", "cli", "bin", "cli.js");
        Assert.True(File.Exists(cli), "The linter is not installed: run npm ci in eng/lint (./test does it by itself).");
        string file = Path.Combine(desk.Process.Folder, "openapi.json");
        await File.WriteAllTextAsync(file, OpenApiDocument.Text);
        var start = new ProcessStartInfo(Checkout.PathOf("eng", "emulators", "node_modules", "node", "bin", OperatingSystem.IsWindows() ? "node.exe" : "node"))
        {
            ArgumentList = { cli, "lint", "--config", Checkout.PathOf("eng", "lint", "redocly.yaml"), file },
            WorkingDirectory = desk.Process.Folder,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["NO_COLOR"] = "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process linter = Process.Start(start)!;
        Task<string> said = linter.StandardOutput.ReadToEndAsync(), complained = linter.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await linter.WaitForExitAsync(limit.Token);

        Assert.True(linter.ExitCode == 0, $"{await said}\n{await complained}");
    }

    private static IEnumerable<(JsonNode Schema, JsonNode Value)> Examples()
    {
        foreach (JsonObject content in Contents(Contract.Document))
        {
            if (content["example"] is { } example)
                yield return (content["schema"]!, example);
            foreach ((_, JsonNode? named) in content["examples"] as JsonObject ?? [])
                yield return (content["schema"]!, named!["value"]!);
        }
    }

    // Media types and parameters: whatever has a schema beside its example.
    private static IEnumerable<JsonObject> Contents(JsonNode? node) => node switch
    {
        JsonObject members => (members["schema"] is JsonObject ? [members] : Array.Empty<JsonObject>()).Concat(members.SelectMany(member => Contents(member.Value))),
        JsonArray items => items.SelectMany(Contents),
        _ => [],
    };
}
