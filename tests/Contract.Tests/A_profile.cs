using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>An organisation that works by another desk's rules, seen from its portal.</summary>
public sealed class A_profile(ContractDesk desk)
{
    [Fact]
    [Trait("Rule", "OM-04")]
    public async Task Of_omflow_shows_its_checkpoints_and_closes_what_is_resolved()
    {
        (string number, _) = await desk.OpenAsync(ContractDesk.Omflow);
        JsonNode opened = await ReadAsync($"api/tickets/{number}", ContractDesk.Omflow);
        Assert.Equal(("assign", "Assign"), ((string)opened["checkpoint"]!["id"]!, (string)opened["checkpoint"]!["label"]!));
        Assert.Contains("cancel", opened["commands"]!.AsArray().Select(command => (string)command!));

        await desk.DoAsync(number, "begin-work", new { }, ContractDesk.Omflow);
        await desk.DoAsync(number, "resolve", new { solution = "It was switched off." }, ContractDesk.Omflow);

        JsonNode closed = await ReadAsync($"api/tickets/{number}", ContractDesk.Omflow);
        Assert.Equal(("closed", "close"), ((string)closed["status"]!, (string)closed["checkpoint"]!["id"]!));
    }

    [Fact]
    [Trait("Rule", "AU-02")]
    public async Task Is_shown_in_the_catalogue_with_each_deviation_of_an_area_beside_the_default()
    {
        const string Tenant = "contract-areas";
        Principal manager = ContractDesk.Manager with { Tenant = Tenant };
        var request = manager.Send(HttpMethod.Put, "api/parameters/areas", new
        {
            value = new object[] { new { id = "bss", name = "Aarhus BSS", primaryTeam = "bss-it", rules = new { closesAfterDays = 7, resolvingLines = new[] { "first", "second" } } }, new { id = "arts", name = "Arts", primaryTeam = "arts-it" } },
        });
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());

        JsonNode catalogue = await ReadAsync("api/catalogue", Tenant);

        JsonNode[] areas = [.. catalogue["areas"]!.AsArray().Select(area => area!)];
        Assert.Equal(
            ["closesAfterDays: 7, not 30", "resolvingLines: first, second, not first"],
            areas[0]["deviations"]!.AsArray().Select(rule => $"{rule!["rule"]}: {rule["value"]}, not {rule["default"]}"));
        Assert.Null(areas[1]["deviations"]);
        Assert.Equal(("au", "afterDays"), ((string)catalogue["baseProfile"]!, (string)catalogue["closePolicy"]!));
    }

    private async Task<JsonNode> ReadAsync(string path, string tenant)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync((ContractDesk.Agent with { Tenant = tenant }).Send(HttpMethod.Get, path));
        return JsonNode.Parse(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }
}
