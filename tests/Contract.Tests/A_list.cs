using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

public sealed class A_list(ContractDesk desk)
{
    private const string Query = "api/tickets?team=it-support&top=1";
    private static readonly ContractOperation List = Contract.Operation("listTickets");

    [Fact]
    public async Task Goes_on_where_the_page_before_ended()
    {
        await TwoAsync();
        JsonNode first = await PageAsync(Query), second = await PageAsync($"{Query}&continuation={first["continuation"]}");
        Assert.NotEqual((string?)first["tickets"]![0]!["number"], (string?)second["tickets"]![0]!["number"]);
    }

    [Fact]
    public async Task Is_empty_and_goes_on_where_storage_found_nothing_in_time()
    {
        // An organisation of its own: other tests open tickets and read lists meanwhile.
        const string Apart = "slow-storage", Filtered = "api/tickets?team=it-support&status=new";
        Principal agent = ContractDesk.Agent with { Tenant = Apart };
        await desk.OpenAsync(Apart);
        await desk.OpenAsync(Apart);
        await Eventually.TrueAsync(async () => (await PageAsync(Filtered, agent))["tickets"]!.AsArray().Count == 2);
        desk.Storage.EmptyPages.Next("openlists", 3, Apart);

        JsonNode nothing = await PageAsync(Filtered, agent);
        Assert.Empty(nothing["tickets"]!.AsArray());
        JsonNode rest = await PageAsync($"{Filtered}&continuation={nothing["continuation"]}", agent);
        Assert.Equal(2, rest["tickets"]!.AsArray().Count);
        await RefusedAsync("/continuation", $"{Query}&continuation={nothing["continuation"]}", agent);
    }

    [Fact]
    public async Task Goes_on_for_nobody_else()
    {
        await TwoAsync();
        string token = (string)(await PageAsync(Query))["continuation"]!;
        await RefusedAsync("/continuation", $"{Query}&continuation={token}", ContractDesk.SecondLine);
        await RefusedAsync("/continuation", $"{Query}&continuation={token}", ContractDesk.Agent with { Tenant = "another" });
    }

    [Theory]
    [InlineData("api/tickets?team=infrastructure&top=1&continuation={0}")]
    [InlineData("api/tickets?team=it-support&top=1&status=new&continuation={0}")]
    [InlineData("api/tickets?team=it-support&top=1&continuation=x{0}")]
    [InlineData("api/tickets?team=it-support&top=1&continuation={0}x")]
    [InlineData("api/tickets?team=it-support&top=1&continuation={0}.{0}")]
    [InlineData("api/tickets?team=it-support&top=1&continuation=.")]
    [InlineData("api/tickets?team=it-support&top=1&continuation=%00")]
    [InlineData("api/tickets?team=it-support&top=1&continuation={0}&continuation={0}")]
    public async Task Refuses_a_token_that_it_did_not_give_for_this_query(string form)
    {
        await TwoAsync();
        string token = (string)(await PageAsync(Query))["continuation"]!;
        await RefusedAsync("/continuation", form.Replace("{0}", token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_a_token_in_which_one_character_is_another()
    {
        await TwoAsync();
        string token = (string)(await PageAsync(Query))["continuation"]!;
        foreach (int at in new[] { 0, token.Length / 3, token.IndexOf('.') + 3 })
        {
            char other = token[at] == 'A' ? 'B' : 'A';
            await RefusedAsync("/continuation", $"{Query}&continuation={token[..at]}{other}{token[(at + 1)..]}");
        }
    }

    [Theory]
    [InlineData("top=0", "/top")]
    [InlineData("top=201", "/top")]
    [InlineData("top=-1", "/top")]
    [InlineData("top=1.5", "/top")]
    [InlineData("top=", "/top")]
    [InlineData("priority=6", "/priority")]
    [InlineData("status=Open", "/status")]
    [InlineData("status=0", "/status")]
    [InlineData("kind=incident%00", "/kind")]
    [InlineData("pendingReason=PR-5", "/pendingReason")]
    [InlineData("pendingReason='%20or%20", "/pendingReason")]
    [InlineData("Status=new", "/Status")]
    [InlineData("assignee=anna.agent", "/assignee")]
    public async Task Refuses_what_it_does_not_know_with_a_pointer_to_it(string also, string pointer) => await RefusedAsync(pointer, $"api/tickets?team=it-support&{also}");

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T08:00:00")]
    [InlineData("yesterday")]
    [InlineData("0001-01-01T00:00:00%2B14:00")]
    public async Task Refuses_an_instant_without_its_offset(string since) => await RefusedAsync("/updatedSince", $"api/tickets?updatedSince={since}");

    [Theory]
    [InlineData("2026-11-22T08:00:00Z")]
    [InlineData("2026-11-22T08:00:00.1234567Z")]
    [InlineData("2026-11-22T08:00:00%2B01:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task Knows_an_instant_in_its_forms(string since) => Assert.NotNull((await PageAsync($"api/tickets?updatedSince={since}"))["tickets"]);

    [Theory]
    [InlineData("team='%20or%20''%3D'", "/team")]
    [InlineData("assignee=a%00b", "/assignee")]
    [InlineData("requester=..%2F..", "/requester")]
    [InlineData("team=", "/team")]
    [InlineData("team=nobodys", "/team")]
    [InlineData("", "/team")]
    public async Task Needs_a_leading_key_that_is_an_id(string query, string pointer) => await RefusedAsync(pointer, $"api/tickets?{query}");

    private async Task TwoAsync()
    {
        await desk.OpenAsync();
        await desk.OpenAsync();
        await Eventually.TrueAsync(async () => (await PageAsync("api/tickets?team=it-support&top=2"))["tickets"]!.AsArray().Count == 2);
    }

    private async Task<JsonNode> PageAsync(string path, Principal? who = null)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync((who ?? ContractDesk.Agent).Send(HttpMethod.Get, path));
        JsonNode page = (await Contract.HoldAsync(List, reply))!;
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return page;
    }

    private async Task RefusedAsync(string pointer, string path, Principal? by = null)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync((by ?? ContractDesk.Agent).Send(HttpMethod.Get, path));
        JsonNode problem = (await Contract.HoldAsync(List, reply))!;
        Assert.Equal((400, pointer), ((int)reply.StatusCode, (string?)problem["errors"]?[0]?["pointer"]));
    }

    [Theory]
    [InlineData("api/tickets?team=it-support&team=infrastructure", "/team", "It is there more than once: say it once.")]
    [InlineData("api/reports/summary?from=2026-01&from=2026-02", "/from", "It is there more than once: say it once.")]
    [InlineData("api/reports/summary?to=9999-12", "/to", "A month from 0002-01 to 9998-12.")]
    [InlineData("api/reports/summary?from=2020-1", "/from", "A month is written as 2026-03.")]
    [InlineData("api/reports/summary?from=2020-01", "/from", "A summary covers at most 60 months, and without to it ends with ")]
    [InlineData("api/reports/handovers?from=2020-01", "/from", "A summary covers at most 60 months, and without to it ends with ")]
    [InlineData("api/reports/summary?team=nobodys", "/team", "There is no team 'nobodys', and no figures")]
    [InlineData("api/reports/handovers?team=nobodys", "/team", "There is no team 'nobodys', and no figures")]
    public async Task Or_a_report_says_what_is_wrong_with_its_query(string query, string pointer, string detail)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Manager.Send(HttpMethod.Get, query));
        JsonNode problem = (await Contract.HoldAsync(query.Contains("summary", StringComparison.Ordinal) ? Contract.Operation("readSummary") : query.Contains("handovers", StringComparison.Ordinal) ? Contract.Operation("readHandovers") : List, reply))!;
        Assert.Equal((HttpStatusCode.BadRequest, pointer), (reply.StatusCode, (string?)problem["errors"]![0]!["pointer"]));
        Assert.StartsWith(detail, (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/reports/summary?team=security")]
    [InlineData("api/reports/handovers?team=security")]
    [InlineData("api/reports/summary?from=2020-01&to=2020-03")]
    public async Task Or_a_report_is_there_for_a_team_or_a_time_of_which_there_is_nothing_to_tell(string query)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Manager.Send(HttpMethod.Get, query));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
