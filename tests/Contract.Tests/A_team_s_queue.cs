using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What a dispatcher works from, and what they do with many tickets at once; each test in an organisation of its own.</summary>
public sealed class A_team_s_queue(ContractDesk desk)
{
    [Fact]
    [Trait("Rule", "AU-07")]
    [Trait("Rule", "AU-44")]
    [Trait("Rule", "AU-47")]
    public async Task Shows_by_rank_what_waits_who_is_there_and_what_an_absent_colleague_left()
    {
        var team = new Team(desk, "queue-one");
        await team.KeepDirectoryAsync(awayAgent: "away");
        string small = await team.OpenAsync("low"), large = await team.OpenAsync("high"), left = await team.OpenAsync("medium"), solved = await team.OpenAsync("low");
        await team.DoAsync(left, "assign", new { assignee = "away" });
        await desk.Http.SendAsync((ContractDesk.User with { Tenant = team.Tenant }).Send(HttpMethod.Post, $"api/tickets/{left}/reply", new { text = "Any news?" }));
        await team.DoAsync(small, "assign", new { assignee = "bo" });
        await team.DoAsync(solved, "resolve", new { solution = "It was switched off." }, team.Bo);

        JsonNode queue = await team.QueueAsync(queue => queue["counts"]!["open"]!.GetValue<int>() == 3 && queue["counts"]!["ofAbsent"]!.GetValue<int>() == 1);

        Assert.Equal([large, left, small], Numbers(queue));
        Assert.Equal((1, 1, 0), ((int)queue["counts"]!["unassigned"]!, (int)queue["counts"]!["flagged"]!, (int)queue["counts"]!["offered"]!));
        JsonNode[] agents = [.. queue["agents"]!.AsArray().Select(agent => agent!)];
        Assert.Equal(["bo", "dina", "away"], [.. agents.OrderBy(agent => (bool)agent["absent"]!).ThenBy(agent => (string)agent["id"]!).Select(agent => (string)agent["id"]!)]);
        Assert.Equal((1, 1, true), ((int)agents.Single(agent => (string)agent["id"]! == "bo")["open"]!, (int)agents.Single(agent => (string)agent["id"]! == "away")["open"]!, agents[^1]["absentUntil"] is not null));
        Assert.Equal([large], Numbers(await team.QueueAsync(_ => true, "?show=unassigned")));
        Assert.Equal([left], Numbers(await team.QueueAsync(_ => true, "?show=absent")));
        Assert.Equal([left], Numbers(await team.QueueAsync(_ => true, "?show=flagged")));
        Assert.Equal([large], Numbers(await team.QueueAsync(_ => true, "?top=1")));
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    public async Task Shows_what_another_team_offers_until_it_is_accepted()
    {
        var team = new Team(desk, "queue-two");
        string number = await team.OpenAsync("high");
        await team.DoAsync(number, "set-priority", new { handlingRank = 2, reason = "The whole floor waits." });
        await team.DoAsync(number, "dispatch", Contract.Operation("dispatch").Example!);

        JsonNode offered = await team.QueueAsync(queue => queue["offered"]!.AsArray().Count == 1, team: "infrastructure");
        Assert.Equal((number, 0, 1), ((string)offered["offered"]![0]!["ticket"]!["number"]!, (int)offered["counts"]!["open"]!, (int)offered["counts"]!["offered"]!));

        await desk.Http.SendAsync(team.Dina.Send(HttpMethod.Post, $"api/tickets/{number}/accept"));
        await team.QueueAsync(queue => queue["offered"]!.AsArray().Count == 0 && (int)queue["counts"]!["open"]! == 1, team: "infrastructure");
    }

    [Fact]
    public async Task Is_for_its_own_people_and_process_management()
    {
        var team = new Team(desk, "queue-three");
        await team.KeepDirectoryAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await team.StatusAsync(team.Dina, "infrastructure"));
        Assert.Equal(HttpStatusCode.Forbidden, await team.StatusAsync(ContractDesk.User with { Tenant = team.Tenant }, "it-support"));
        Assert.Equal(HttpStatusCode.OK, await team.StatusAsync(ContractDesk.Manager with { Tenant = team.Tenant }, "infrastructure"));
        Assert.Equal(HttpStatusCode.NotFound, await team.StatusAsync(team.Dina, "no-such-team"));
        Assert.Equal(HttpStatusCode.BadRequest, await team.StatusAsync(team.Dina, "it-support?show=everything"));
    }

    [Fact]
    public async Task Is_handed_out_with_one_request_that_answers_for_each_ticket()
    {
        var team = new Team(desk, "queue-four");
        string first = await team.OpenAsync("low"), second = await team.OpenAsync("low"), stale = await team.OpenAsync("low");
        object Selection() => new
        {
            command = "assign",
            tickets = new object[] { new { number = first, etag = "\"1\"" }, new { number = second, etag = "\"1\"" }, new { number = stale, etag = "\"9\"" }, new { number = second[..^1] + "x" }, new { number = "INC-9999999" } },
            body = new { assignee = "bo" },
        };

        JsonNode once = await team.BulkAsync(Selection(), "key-bulk");
        JsonNode again = await team.BulkAsync(Selection(), "key-bulk");

        Assert.Equal((2, 3), ((int)once["done"]!, (int)once["refused"]!));
        Assert.Equal([200, 200, 412, 404, 404], Statuses(once));
        Assert.Equal("\"1\"", (string)once["results"]![2]!["etag"]!);
        Assert.Equal(["\"2\"", "\"2\""], once["results"]!.AsArray().Take(2).Select(line => (string)line!["etag"]!));
        Assert.Equal(Statuses(once), Statuses(again));
        Assert.Equal("\"2\"", (string)again["results"]![0]!["etag"]!);
    }

    [Fact]
    public async Task Is_told_all_that_the_command_alone_would_be_told()
    {
        var team = new Team(desk, "queue-five");
        string number = await team.OpenAsync("low");

        JsonNode done = await team.BulkAsync(new { command = "resolve", tickets = new[] { new { number, etag = "\"1\"" } }, body = new { solution = "It was switched off.", firstContact = true } }, "key-resolve");

        Assert.Equal([200], Statuses(done));
        using HttpResponseMessage ticket = await desk.Http.SendAsync(team.Dina.Send(HttpMethod.Get, $"api/tickets/{number}"));
        Assert.True((bool)JsonNode.Parse(await ticket.Content.ReadAsStringAsync())!["resolution"]!["firstContact"]!);
    }

    [Theory]
    [InlineData("""{"command":"explode","tickets":[{"number":"INC-0000001"}]}""", "/command")]
    [InlineData("""{"command":"assign","tickets":[]}""", "/tickets")]
    [InlineData("""{"command":"assign","tickets":[{"etag":"\"1\""}]}""", "/tickets/0/number")]
    [InlineData("""{"command":"assign","tickets":[{"number":"INC-0000001"},{"number":"INC-0000001"}]}""", "/tickets/1/number")]
    [InlineData("""{"command":"assign","tickets":[{"number":"INC-0000001"}],"body":{"who":"bo"}}""", "/body/who")]
    [InlineData("""{"command":"assign","tickets":[null]}""", "/tickets/0/number")]
    public async Task Is_touched_by_no_request_that_is_wrong(string body, string pointer)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/tickets/bulk", body));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(pointer, (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["errors"]![0]!["pointer"]!);
    }

    private static int[] Statuses(JsonNode bulk) => [.. bulk["results"]!.AsArray().Select(line => (int)line!["status"]!)];

    private static string[] Numbers(JsonNode queue) => [.. queue["tickets"]!.AsArray().Select(line => (string)line!["ticket"]!["number"]!)];

    /// <summary>The team of first line in an organisation of its own.</summary>
    private sealed class Team(ContractDesk desk, string tenant)
    {
        public string Tenant => tenant;

        public Principal Dina => Principal.Of("dina", "Agent.L1", "Dispatcher") with { Tenant = tenant };

        public Principal Bo => Principal.Agent("bo") with { Tenant = tenant };

        public async Task KeepDirectoryAsync(string? awayAgent = null)
        {
            object Member(string id, object[] absences) => new
            {
                id, name = id, teams = new[] { "it-support" }, dispatches = id == "dina" ? new[] { "it-support" } : [], leads = Array.Empty<string>(), absences,
            };
            object[] members = [Member("bo", []), Member("dina", []), .. awayAgent is null ? Array.Empty<object>() : [Member(awayAgent, [new { from = "2026-01-01T00:00:00Z", until = "2029-01-01T00:00:00Z" }])]];
            var request = (ContractDesk.Manager with { Tenant = tenant }).Send(HttpMethod.Put, "api/parameters/directory", new { value = members });
            request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        }

        public async Task<string> OpenAsync(string urgency)
        {
            JsonNode wanted = Contract.Operation("openIncident").Example!.DeepClone();
            wanted["impact"] = "individual";
            wanted["urgency"] = urgency;
            wanted.AsObject().Remove("area");
            using HttpResponseMessage reply = await desk.Http.SendAsync((ContractDesk.User with { Tenant = tenant }).Send(HttpMethod.Post, "api/incidents", wanted.ToJsonString()));
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
            return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
        }

        public async Task DoAsync(string number, string command, object body, Principal? by = null)
        {
            var request = (by ?? Dina).Send(HttpMethod.Post, $"api/tickets/{number}/{command}", body as string ?? (body as JsonNode)?.ToJsonString() ?? body);
            request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, Dina));
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        }

        public async Task<JsonNode> BulkAsync(object body, string key)
        {
            var request = Dina.Send(HttpMethod.Post, "api/tickets/bulk", body);
            request.Headers.Add("Idempotency-Key", key);
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
        }

        public async Task<HttpStatusCode> StatusAsync(Principal who, string team)
        {
            string[] parts = team.Split('?');
            using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/teams/{parts[0]}/queue{(parts.Length > 1 ? "?" + parts[1] : "")}"));
            return reply.StatusCode;
        }

        /// <summary>The queue as soon as the reactions have brought it there.</summary>
        public Task<JsonNode> QueueAsync(Func<JsonNode, bool> there, string query = "", string team = "it-support") => Eventually.BecomesAsync(
            async () =>
            {
                using HttpResponseMessage reply = await desk.Http.SendAsync(Dina.Send(HttpMethod.Get, $"api/teams/{team}/queue{query}"));
                return JsonNode.Parse(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
            },
            there,
            "the queue shows what was done");
    }
}
