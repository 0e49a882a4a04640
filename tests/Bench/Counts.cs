using System.Globalization;
using System.Text.Json.Nodes;
using ItsmFunctions.Testing;
using Spectre.Console;

namespace ItsmFunctions.Bench;

/// <summary>The storage requests of each operation before its answer, counted between a desk and its storage.</summary>
internal static class Counts
{
    public static async Task<Table> TakeAsync()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(await (await Azurite.SharedAsync()).ClaimAccountAsync());
        await using DeskProcess desk = await DeskProcess.StartDeskAsync(proxy.ConnectionString, path: Checkout.Published("Functions"));
        var table = new Table().Border(TableBorder.Rounded).AddColumns("operation", "storage requests", "which");
        Principal anna = Principal.Requester("anna"), bo = Principal.Agent("bo");
        object incident = new { title = "The printer jams", description = "It takes the paper.", category = "hardware", subcategory = "printer", impact = "individual", urgency = "low" };
        for (int i = 0; i < 48; i++)
            await SendAsync(desk, anna, HttpMethod.Post, "/api/incidents", incident, key: $"warm {i}");
        string number = JsonNode.Parse(await SendAsync(desk, anna, HttpMethod.Post, "/api/incidents", incident, key: "counted"))!["number"]!.GetValue<string>();
        await SendAsync(desk, bo, HttpMethod.Post, $"/api/tickets/{number}/flags", new { attention = true });

        foreach ((string what, Principal who, HttpMethod method, string path, object? body) in new (string, Principal, HttpMethod, string, object?)[]
        {
            ("create", anna, HttpMethod.Post, "/api/incidents", incident),
            ("read", bo, HttpMethod.Get, $"/api/tickets/{number}", null),
            ("note", bo, HttpMethod.Post, $"/api/tickets/{number}/journal", new { text = "A note" }),
            ("command", bo, HttpMethod.Post, $"/api/tickets/{number}/begin-work", new { }),
            ("command that moves a deadline", bo, HttpMethod.Post, $"/api/tickets/{number}/resolve", new { solution = "Cleaned." }),
            ("list page", bo, HttpMethod.Get, "/api/tickets?team=it-support&top=20", null),
            ("report summary", bo, HttpMethod.Get, "/api/reports/summary", null),
        })
        {
            string? tag = what.StartsWith("command", StringComparison.Ordinal) ? await TagAsync(desk, bo, number) : null;
            await Calls.QuietAsync(desk);
            proxy.Ledger.Take();
            await SendAsync(desk, who, method, path, body, key: method == HttpMethod.Post ? what : null, tag);
            KeyValuePair<StorageOperation, int>[] before = [.. proxy.Ledger.Requests.Where(of => of.Key.Service != "queues")];
            table.AddRow(what, before.Sum(of => of.Value).ToString(CultureInfo.InvariantCulture), string.Join(", ", before.Select(of => $"{of.Value} {of.Key}")));
        }

        return table;
    }

    private static async Task<string> TagAsync(DeskProcess desk, Principal who, string number)
    {
        using HttpRequestMessage request = who.Send(HttpMethod.Get, $"/api/tickets/{number}");
        using HttpResponseMessage response = await desk.Http.SendAsync(request);
        return response.Headers.ETag!.ToString();
    }

    private static async Task<string> SendAsync(DeskProcess desk, Principal who, HttpMethod method, string path, object? body, string? key = null, string? tag = null)
    {
        using HttpRequestMessage request = who.Send(method, path, body);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await Calls.SendAsync(desk, request);
    }
}
