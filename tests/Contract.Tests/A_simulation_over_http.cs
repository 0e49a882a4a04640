using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What another promise would have come to, and that it is published by that alone.</summary>
public sealed class A_simulation_over_http(ContractDesk desk)
{
    private const string Always = """
        [{"id":"always","name":"Always","week":[{"day":"monday","hours":[{"from":0,"until":1440}]},{"day":"tuesday","hours":[{"from":0,"until":1440}]},{"day":"wednesday","hours":[{"from":0,"until":1440}]},{"day":"thursday","hours":[{"from":0,"until":1440}]},{"day":"friday","hours":[{"from":0,"until":1440}]},{"day":"saturday","hours":[{"from":0,"until":1440}]},{"day":"sunday","hours":[{"from":0,"until":1440}]}]}]
        """;

    [Fact]
    public async Task Says_what_flips_and_publishes_the_draft_that_it_was_made_of()
    {
        Principal manager = ManagerOf("simulated");
        await PromiseAsync(manager, Policies(480));
        string late = await OpenAsync(manager), early = await OpenAsync(manager);
        await ResolveAsync(manager, early);
        await AdvanceAsync("PT2H");
        await ResolveAsync(manager, late);

        // The reports hear of a ticket within moments: until then it is asked again.
        JsonNode same = await Eventually.BecomesAsync(() => desk.SimulateAsync(manager, Policies(480)), done => (int)done["result"]!["tickets"]! == 2 && (int)done["result"]!["all"]!["live"]!["running"]! == 0, "a simulation of both tickets");
        Assert.Equal((0, 0, 0), Of(same["result"]!["all"]!["delta"]!));
        Assert.Equal((2, 0, 0), Of(same["result"]!["all"]!["live"]!));
        Assert.Empty(same["result"]!["flips"]!.AsArray());
        Assert.Equal((2, 2), ((int)same["progress"]!["done"]!, (int)same["progress"]!["total"]!));

        JsonNode shorter = await desk.SimulateAsync(manager, Policies(60));
        JsonNode result = shorter["result"]!;
        Assert.Equal(((2, 0, 0), (1, 1, 0), (-1, 1, 0)), (Of(result["all"]!["live"]!), Of(result["all"]!["draft"]!), Of(result["all"]!["delta"]!)));
        JsonNode cell = Assert.Single(result["cells"]!.AsArray())!;
        Assert.Equal(("it-support", "resolution"), ((string?)cell["team"], (string?)cell["target"]));
        Assert.Equal((-1, 1, 0), Of(Assert.Single(result["byTeam"]!.AsArray())!["outcomes"]!["delta"]!));
        Assert.Equal((-1, 1, 0), Of(Assert.Single(result["byPriority"]!.AsArray())!["outcomes"]!["delta"]!));
        JsonNode flip = Assert.Single(result["flips"]!.AsArray())!;
        Assert.Equal((late, "resolution", "met", "breached"), ((string?)flip["number"], (string?)flip["target"], (string?)flip["was"], (string?)flip["becomes"]));
        Assert.Equal(TimeSpan.FromHours(7), (DateTimeOffset)flip["dueWas"]! - (DateTimeOffset)flip["dueBecomes"]!);

        // Nothing was written to the ticket.
        JsonNode levels = await ReadAsync(ContractDesk.Agent with { Tenant = manager.Tenant }, $"api/tickets/{late}/sla");
        Assert.Equal("met", (string?)Assert.Single(levels["clocks"]!.AsArray())!["state"]);

        string id = (string)shorter["id"]!;
        await RefusedAsync(await desk.SetAsync(manager, "service_policies", Policies(60)), "Something is promised already");
        await RefusedAsync(await desk.SetAsync(manager, "service_policies", Policies(61), id), "another value");
        await RefusedAsync(await desk.SetAsync(manager, "calendars", Always.Replace("1440", "960", StringComparison.Ordinal), id), "another value");
        await RefusedAsync(await desk.SetAsync(manager, "service_policies", Policies(60), new string('0', 32)), "no such simulation");
        using (HttpResponseMessage published = await desk.SetAsync(manager, "service_policies", Policies(60), id))
            Assert.Equal(HttpStatusCode.OK, published.StatusCode);

        // What was published since is not what the other simulation compared with.
        await RefusedAsync(await desk.SetAsync(manager, "service_policies", Policies(480), (string)same["id"]!), "Something else has been published");
    }

    [Fact]
    public async Task Is_too_old_a_day_later_and_gone_after_thirty()
    {
        Principal manager = ManagerOf("simulated-late");
        await PromiseAsync(manager, Policies(480));
        string id = (string)(await desk.SimulateAsync(manager, Policies(60)))["id"]!;
        await AdvanceAsync("P1DT1H");
        await RefusedAsync(await desk.SetAsync(manager, "service_policies", Policies(60), id), "older than 24 hours");
        await AdvanceAsync("P29D");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(manager, HttpMethod.Get, $"api/sla/simulations/{id}"));
    }

    [Fact]
    public async Task Publishes_both_parts_of_a_draft_one_after_the_other()
    {
        Principal manager = ManagerOf("simulated-both");
        await PromiseAsync(manager, Policies(480));
        string calendars = Always.Trim()[..^1] + """,{"id":"mondays","name":"Mondays","week":[{"day":"monday","hours":[{"from":480,"until":960}]}]}]""";
        string policies = Policies(480).Replace("always", "mondays", StringComparison.Ordinal);
        JsonNode done = await desk.SimulateAsync(manager, policies, calendars);
        Assert.Equal(["calendars", "service_policies"], done["drafted"]!.AsArray().Select(name => (string?)name));
        foreach ((string parameter, string value) in new[] { ("calendars", calendars), ("service_policies", policies) })
        {
            using HttpResponseMessage published = await desk.SetAsync(manager, parameter, value, (string)done["id"]!);
            Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Is_checked_as_the_parameters_are_and_of_a_period_that_has_been()
    {
        Principal manager = ManagerOf("simulated-wrong");
        Assert.Equal("/servicePolicies", await WrongAsync(manager, "{}"));
        Assert.Equal("/servicePolicies/0/calendar", await WrongAsync(manager, $$"""{"servicePolicies":{{Policies(480)}}}"""));
        Assert.Equal("/servicePolicies/0/targets/0/goal", await WrongAsync(manager, $$"""{"servicePolicies":{{Policies(0)}},"calendars":{{Always}}}"""));
        Assert.Equal("/servicePolicies", await WrongAsync(manager, """{"servicePolicies":7}"""));
        Assert.Equal("/until", await WrongAsync(manager, """{"servicePolicies":[],"until":"2199-01-01T00:00:00Z"}"""));
        Assert.Equal("/from", await WrongAsync(manager, """{"servicePolicies":[],"from":"2002-01-01T00:00:00Z","until":"2001-01-01T00:00:00Z"}"""));
        Assert.Equal("/from", await WrongAsync(manager, """{"servicePolicies":[],"from":"2001-01-01T00:00:00Z","until":"2003-01-01T00:00:00Z"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ContractDesk.Leader, HttpMethod.Post, "api/sla/simulations", """{"servicePolicies":[]}"""));

        // Another organisation's is nobody's.
        string id = (string)(await desk.SimulateAsync(manager, "[]"))["id"]!;
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ManagerOf("simulated-not"), HttpMethod.Get, $"api/sla/simulations/{id}"));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(manager, HttpMethod.Delete, $"api/sla/simulations/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(manager, HttpMethod.Get, $"api/sla/simulations/{id}"));
    }

    private static Principal ManagerOf(string tenant) => ContractDesk.Manager with { Tenant = tenant };

    private static string Policies(int goal) => $$"""[{"id":"standard","english":"Standard","danish":"Standard","calendar":"always","targets":[{"kind":"resolution","goal":{{goal}}}]}]""";

    private static (int Met, int Breached, int Running) Of(JsonNode outcomes) => ((int)outcomes["met"]!, (int)outcomes["breached"]!, (int)outcomes["running"]!);

    private async Task PromiseAsync(Principal manager, string policies)
    {
        foreach ((string parameter, string value) in new[] { ("calendars", Always), ("service_policies", policies) })
        {
            using HttpResponseMessage set = await desk.SetAsync(manager, parameter, value);
            Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        }

        await AdvanceAsync("PT2M");
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, string why)
    {
        using (answer)
        {
            JsonNode problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal((HttpStatusCode.Conflict, "simulation-required"), (answer.StatusCode, (string?)problem["code"]));
            Assert.Contains(why, (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    private async Task<string?> WrongAsync(Principal manager, string body)
    {
        using HttpResponseMessage answer = await desk.Http.SendAsync(manager.Send(HttpMethod.Post, "api/sla/simulations", body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["pointer"];
    }

    private async Task<string> OpenAsync(Principal manager)
    {
        using HttpResponseMessage opened = await desk.Http.SendAsync((ContractDesk.User with { Tenant = manager.Tenant }).Send(HttpMethod.Post, "api/incidents", """{"title":"It jams","description":"Again.","category":"hardware","subcategory":"printer","impact":"individual","urgency":"low"}"""));
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        return (string)JsonNode.Parse(await opened.Content.ReadAsStringAsync())!["number"]!;
    }

    private Task ResolveAsync(Principal manager, string number) => desk.DoAsync(number, "resolve", new { solution = "Paper was filled in." }, manager.Tenant);

    private async Task AdvanceAsync(string by) => (await desk.Http.PostAsJsonAsync("admin/clock", new { advance = by })).EnsureSuccessStatusCode();

    private async Task<JsonNode> ReadAsync(Principal who, string path)
    {
        using HttpResponseMessage answer = await desk.Http.SendAsync(who.Send(HttpMethod.Get, path));
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    private async Task<HttpStatusCode> StatusAsync(Principal who, HttpMethod method, string path, string? body = null)
    {
        using HttpResponseMessage answer = await desk.Http.SendAsync(body is null ? who.Send(method, path) : who.Send(method, path, body));
        return answer.StatusCode;
    }
}
