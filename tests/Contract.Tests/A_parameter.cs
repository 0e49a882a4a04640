using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Each test has an organisation of its own: what it sets is nobody else's.</summary>
public sealed class A_parameter(ContractDesk desk)
{
    private const string IncidentTeam = "default_inc_group_id";

    [Fact]
    [Trait("Rule", "OM-09")]
    public async Task That_names_the_default_team_routes_the_next_incident_there()
    {
        await desk.OpenAsync("routes");
        JsonNode set = await SetAsync("routes", IncidentTeam, "\"infrastructure\"", "\"0\"");
        Assert.Equal(("infrastructure", "it-support", 1, "mette.manager", "ProcessManager"), ((string?)set["value"], (string?)set["default"], (int)set["version"]!, (string?)set["changed"]!["by"], (string?)set["changed"]!["role"]));

        (string number, _) = await desk.OpenAsync("routes");
        JsonNode ticket = JsonNode.Parse(await ReadTextAsync((ContractDesk.Agent with { Tenant = "routes" }).Send(HttpMethod.Get, $"api/tickets/{number}")))!;
        Assert.Equal("infrastructure", (string?)ticket["team"]);
        Assert.Equal("infrastructure", (string?)JsonNode.Parse(await ReadTextAsync((ContractDesk.Agent with { Tenant = "routes" }).Send(HttpMethod.Get, "api/catalogue")))!["defaultTeam"]);

        JsonNode elsewhere = await ReadAsync("readParameter", ContractDesk.Agent with { Tenant = "untouched" }, $"api/parameters/{IncidentTeam}");
        Assert.Equal(("it-support", 0), ((string?)elsewhere["value"], (int)elsewhere["version"]!));
        Assert.Empty((await ReadAsync("readParameterHistory", ContractDesk.Manager with { Tenant = "untouched" }, $"api/parameters/{IncidentTeam}/history"))["versions"]!.AsArray());
    }

    [Fact]
    [Trait("Rule", "AU-25")]
    public async Task Keeps_a_team_that_has_open_tickets()
    {
        Principal manager = ContractDesk.Manager with { Tenant = "keeps" };
        await SetAsync("keeps", IncidentTeam, "\"infrastructure\"", "\"0\"");
        (string number, _) = await desk.OpenAsync("keeps");
        await SetAsync("keeps", IncidentTeam, "\"it-support\"", "\"1\"");
        await SetAsync("keeps", "request_types", "[]", "\"0\"");
        JsonArray teams = (await ReadAsync("readParameter", manager, "api/parameters/teams"))["value"]!.AsArray();
        string without = new JsonArray([.. teams.Where(team => (string?)team!["id"] != "infrastructure").Select(team => team!.DeepClone())]).ToJsonString();
        await Eventually.BecomesAsync(() => ReadTextAsync(manager.Send(HttpMethod.Get, "api/tickets?team=infrastructure")), list => list.Contains(number, StringComparison.Ordinal), "the ticket in its team's list");

        using HttpResponseMessage reply = await desk.Http.SendAsync(Put("keeps", "teams", without, "\"0\""));
        JsonNode problem = (await Contract.HoldAsync(Contract.Operation("writeParameter"), reply))!;
        Assert.Equal((HttpStatusCode.BadRequest, "/value"), (reply.StatusCode, (string?)problem["errors"]![0]!["pointer"]));
        Assert.Contains(number, (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);

        await desk.DoAsync(number, "cancel", new { reason = "Reported twice." }, "keeps");
        await Eventually.BecomesAsync(() => StatusAsync("keeps", "teams", without, "\"0\""), status => status == HttpStatusCode.OK, "the team taken away");
    }

    [Fact]
    public async Task Is_set_by_one_of_two_who_read_the_same_version()
    {
        HttpStatusCode[] answers = await Task.WhenAll(new[] { "infrastructure", "security" }.Select(team => StatusAsync("race", IncidentTeam, $"\"{team}\"", "\"0\"")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Order());

        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync("race", IncidentTeam, "\"hr-it\"", "\"0\""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("race", IncidentTeam, "\"hr-it\"", "\"1\""));
    }

    [Fact]
    public async Task Does_not_stand_in_the_way_of_another_that_is_set_at_the_same_time()
    {
        HttpStatusCode[] answers = await Task.WhenAll(
            StatusAsync("both", IncidentTeam, "\"infrastructure\"", "\"0\""), StatusAsync("both", "closes_after_days", "14", "\"0\""), StatusAsync("both", "show_assigned", "true", "\"0\""));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));

        JsonNode[] all = [.. (await ReadAsync("listParameters", ContractDesk.Agent with { Tenant = "both" }, "api/parameters"))["parameters"]!.AsArray()!];
        Assert.Equal([IncidentTeam, "closes_after_days", "show_assigned"], all.Where(one => (int)one["version"]! == 1).Select(one => (string)one["name"]!).OrderBy(name => name == IncidentTeam ? "" : name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task That_is_set_to_what_it_is_has_no_new_version()
    {
        Assert.Equal(0, (int)(await SetAsync("same", IncidentTeam, "\"it-support\"", "\"0\""))["version"]!);
        Assert.Equal(1, (int)(await SetAsync("same", IncidentTeam, "\"security\"", "\"0\""))["version"]!);
        Assert.Equal(1, (int)(await SetAsync("same", IncidentTeam, "\"security\"", "\"1\""))["version"]!);
        JsonArray versions = (await ReadAsync("readParameterHistory", ContractDesk.Manager with { Tenant = "same" }, $"api/parameters/{IncidentTeam}/history"))["versions"]!.AsArray();
        Assert.Equal(("it-support", "security", "mette.manager"), ((string?)versions.Single()!["before"], (string?)versions.Single()!["after"], (string?)versions.Single()!["by"]));
    }

    /// <summary>Whatever a reply has as a value can be sent back.</summary>
    [Fact]
    public async Task Takes_back_the_value_that_it_gave_whatever_its_type()
    {
        const string people = """[{"id":"anna","name":"Anna","mail":"anna@example.org","teams":["it-support"],"absences":[{"from":"2027-01-01T08:00:00+01:00","until":"2027-01-08T08:00:00+01:00"}]},{"id":"bo","name":"Bo"}]""";
        await SetAsync("back", "directory", people, "\"0\"");
        foreach (JsonNode? parameter in (await ReadAsync("listParameters", ContractDesk.Manager with { Tenant = "back" }, "api/parameters"))["parameters"]!.AsArray())
        {
            JsonNode again = await SetAsync("back", (string)parameter!["name"]!, parameter["value"]?.ToJsonString() ?? "null", $"\"{parameter["version"]}\"");
            Assert.True(JsonNode.DeepEquals(parameter, again), $"{parameter}\n{again}");
        }
    }

    [Theory]
    [InlineData(IncidentTeam, "\"nobodys\"", "/value")]
    [InlineData(IncidentTeam, "null", "/value")]
    [InlineData(IncidentTeam, "7", "/value")]
    [InlineData("closes_after_days", "\"14\"", "/value")]
    [InlineData("closes_after_days", "14.5", "/value")]
    [InlineData("reply_on_resolved", "\"Reopen\"", "/value")]
    [InlineData("show_assigned", "1", "/value")]
    [InlineData("teams", "{}", "/value")]
    [InlineData("teams", "[null]", "/value/0")]
    [InlineData("teams", """[{"id":"x","name":"X","line":"first","colour":"red"}]""", "/value/0/colour")]
    [InlineData("teams", """[{"id":"x","id":"y","name":"X","line":"first"}]""", null)]
    [InlineData("teams", """[{"id":"x","name":"X","line":"fourth"}]""", "/value/0/line")]
    [InlineData("teams", """[{"id":"x","name":"X","line":"first","leaders":["lea"]}]""", "/value/0/leaders/0")]
    [InlineData("teams", "[]", "/value")]
    [InlineData("categories", "[]", "/value")]
    [InlineData("areas", """[{"id":"x","name":"X"}]""", "/value/0/primaryTeam")]
    [InlineData("matrices", """{"incident":[1,2,3],"request":[1,2,3,2,3,3]}""", "/value/incident")]
    [InlineData("matrices", """{"incident":[1,2,3,2,3,4,3,4,"5"],"request":[1,2,3,2,3,3]}""", "/value/incident/8")]
    [InlineData("categories", """[{"id":"x","english":"X","danish":"X"}]""", "/value/0/subcategories")]
    [InlineData("zone", "\"Europe/Aarhus\"", "/value")]
    [InlineData("process_management", """["Anna <anna@example.org>"]""", "/value/0")]
    [InlineData("directory", """[{"id":"a|b","name":"A"}]""", "/value/0/id")]
    [InlineData("directory", """[{"id":"a","name":"A","absences":[{"from":"2027-01-01","until":"2027-01-02T00:00:00Z"}]}]""", "/value/0/absences/0/from")]
    [InlineData("directory", """[{"id":"a","name":"A","teams":null}]""", "/value/0/teams")]
    public async Task Refuses_a_value_with_a_pointer_to_what_is_wrong(string name, string value, string? pointer)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(Put("refuses", name, value, "\"0\""));
        JsonNode problem = (await Contract.HoldAsync(Contract.Operation("writeParameter"), reply))!;
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        if (pointer is not null)
            Assert.Equal(pointer, (string?)problem["errors"]![0]!["pointer"]);
    }

    [Theory]
    [InlineData("Requester", 403, 403, 403)]
    [InlineData("ReportingViewer", 403, 403, 403)]
    [InlineData("Agent.L1", 200, 403, 403)]
    [InlineData("Agent.L2", 200, 403, 403)]
    [InlineData("Agent.L3", 200, 403, 403)]
    [InlineData("Dispatcher", 200, 403, 403)]
    [InlineData("TeamLeader", 200, 403, 403)]
    [InlineData("ProcessManager", 200, 200, 200)]
    [InlineData("ProcessOwner", 200, 200, 200)]
    public async Task Is_read_by_the_desk_and_set_by_process_management(string role, int reads, int sets, int audits)
    {
        Principal who = Principal.Of("olga", role) with { Tenant = "rights" };
        HttpRequestMessage put = Put("rights", IncidentTeam, "\"it-support\"", "\"0\"", who);
        Assert.Equal(reads, (int)(await desk.Http.SendAsync(who.Send(HttpMethod.Get, "api/parameters"))).StatusCode);
        Assert.Equal(reads, (int)(await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/parameters/{IncidentTeam}"))).StatusCode);
        Assert.Equal(sets, (int)(await desk.Http.SendAsync(put)).StatusCode);
        Assert.Equal(audits, (int)(await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/parameters/{IncidentTeam}/history"))).StatusCode);
    }

    private async Task<JsonNode> SetAsync(string tenant, string name, string value, string tag)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(Put(tenant, name, value, tag));
        JsonNode body = (await Contract.HoldAsync(Contract.Operation("writeParameter"), reply))!;
        Assert.True(reply.StatusCode == HttpStatusCode.OK, body.ToJsonString());
        Assert.Equal($"\"{body["version"]}\"", reply.Headers.ETag!.ToString());
        return body;
    }

    private async Task<HttpStatusCode> StatusAsync(string tenant, string name, string value, string tag)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(Put(tenant, name, value, tag));
        await Contract.HoldAsync(Contract.Operation("writeParameter"), reply);
        return reply.StatusCode;
    }

    private async Task<JsonNode> ReadAsync(string operation, Principal by, string path)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(by.Send(HttpMethod.Get, path));
        JsonNode body = (await Contract.HoldAsync(Contract.Operation(operation), reply))!;
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return body;
    }

    private async Task<string> ReadTextAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        return await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static HttpRequestMessage Put(string tenant, string name, string value, string tag, Principal? by = null)
    {
        HttpRequestMessage request = (by ?? ContractDesk.Manager with { Tenant = tenant }).Send(HttpMethod.Put, $"api/parameters/{name}", $$"""{"value":{{value}}}""");
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return request;
    }
}
