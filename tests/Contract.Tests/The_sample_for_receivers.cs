using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Functions;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Storage.Feed;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What docs/webhooks.md has a receiver do is run as it stands there, on what the desk itself signs.</summary>
public sealed partial class The_sample_for_receivers
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Takes_what_the_desk_signs_and_nothing_else()
    {
        var secrets = new WebhookSecrets(DeskSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Itsm:SigningKey", Convert.ToBase64String(new byte[32]))]).Build()));
        var webhook = new Webhook(OrganisationId.Parse("au"), new string('0', 32), "https://hooks.example.org/", [], [], "mia", Now, [Now.AddHours(-1)], new(ImmutableArray<FeedPosition>.Empty, Now));
        Webhook before = webhook with { Rotations = [] }, other = webhook with { Id = new string('1', 32) };
        const string Body = """{"type":"ticket.opened","subject":"INC-0000042","by":"Jørgen"}""";
        Dictionary<string, string> headers = secrets.Sign(webhook, "INC-0000042-000001", Encoding.UTF8.GetBytes(Body), Now).ToDictionary(header => header.Name, header => header.Value);

        bool[] verdicts = await RunAsync(
            new(secrets.Reveal(webhook), headers, Body, 0),
            new(secrets.Reveal(before), headers, Body, 299),
            new(secrets.Reveal(webhook), headers, Body, 301),
            new(secrets.Reveal(webhook), headers, Body, -301),
            new(secrets.Reveal(other), headers, Body, 0),
            new(secrets.Reveal(webhook), headers, Body.Replace("42", "43", StringComparison.Ordinal), 0),
            new(secrets.Reveal(webhook), new(headers) { ["webhook-id"] = "INC-0000043-000001" }, Body, 0),
            new(secrets.Reveal(webhook), new(headers) { ["webhook-timestamp"] = "soon" }, Body, 0),
            new(secrets.Reveal(webhook), new(headers) { ["webhook-signature"] = "v1, v2,abc" }, Body, 0));

        Assert.Equal([true, true, false, false, false, false, false, false, false], verdicts);
        Assert.Equal(2, headers["webhook-signature"].Split(' ').Length);
    }

    private static async Task<bool[]> RunAsync(params Case[] cases)
    {
        string sample = JavaScript().Match(await File.ReadAllTextAsync(Checkout.PathOf("docs", "webhooks.md"))).Groups["code"].Value;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("itsm-sample-");
        try
        {
            string file = Path.Combine(folder.FullName, "sample.mjs");
            await File.WriteAllTextAsync(file, $$"""
                {{sample}}
                const cases = {{JsonSerializer.Serialize(cases)}};
                console.log(JSON.stringify(cases.map((c) => verify(c.Secret, c.Headers, Buffer.from(c.Body), {{Now.ToUnixTimeMilliseconds()}} + c.Late * 1000))));
                """);
            var start = new ProcessStartInfo(Checkout.PathOf("eng", "emulators", "node_modules", "node", "bin", OperatingSystem.IsWindows() ? "node.exe" : "node"), [file]) { RedirectStandardOutput = true };
            using Process node = Process.Start(start)!;
            string said = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return JsonSerializer.Deserialize<bool[]>(said)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("```js\\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex JavaScript();

    private sealed record Case(string Secret, Dictionary<string, string> Headers, string Body, int Late);
}
