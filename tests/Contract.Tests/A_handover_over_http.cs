using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Dispatch, accept and bounce as a portal meets them.</summary>
public sealed class A_handover_over_http(ContractDesk desk)
{
    private static readonly JsonNode Complete = Contract.Operation("dispatch").Example!;

    [Fact]
    public async Task Is_rehearsed_without_a_trace()
    {
        (string number, _) = await desk.OpenAsync();

        using HttpResponseMessage lacking = await PostAsync(number, "dispatch?dryRun=true", new { team = "infrastructure" });
        using HttpResponseMessage whole = await PostAsync(number, "dispatch?dryRun=true", Complete);

        Assert.Equal(HttpStatusCode.Conflict, lacking.StatusCode);
        JsonNode problem = JsonNode.Parse(await lacking.Content.ReadAsStringAsync())!;
        Assert.Equal(["/note", "/categoryConfirmed", "/message"], problem["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
        Assert.Equal((HttpStatusCode.OK, "it-support", 1), (whole.StatusCode, (string?)(await OfAsync(whole))["team"], (int)(await OfAsync(whole))["version"]!));
        Assert.Equal("\"1\"", await desk.TagAsync(number, ContractDesk.Agent));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    [InlineData("TRUE")]
    public async Task Is_not_rehearsed_by_halves(string dryRun)
    {
        (string number, _) = await desk.OpenAsync();

        using HttpResponseMessage reply = await PostAsync(number, $"dispatch?dryRun={dryRun}", Complete);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("\"1\"", await desk.TagAsync(number, ContractDesk.Agent));
    }

    /// <summary>A21: acceptance comes before ownership, and only one has it.</summary>
    [Fact]
    [Trait("Rule", "A21")]
    [Trait("Rule", "AU-21")]
    public async Task Of_rank_two_goes_to_one_of_two_who_accept_at_once_a_hundred_times()
    {
        for (int round = 0; round < 100; round++)
        {
            (string number, _) = await desk.OpenAsync();
            await desk.DoAsync(number, "set-priority", new { handlingRank = 2, reason = "The whole floor waits." });
            await desk.DoAsync(number, "dispatch", Complete);
            Assert.Equal("it-support", (string?)(await ReadAsync(number))["team"]);

            HttpResponseMessage[] replies = await Task.WhenAll(PostAsync(number, "accept", new { }), PostAsync(number, "accept", new { }, ContractDesk.SecondLine));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], replies.Select(reply => reply.StatusCode).Order());
            Assert.Equal("infrastructure", (string?)(await ReadAsync(number))["team"]);
        }
    }

    [Fact]
    public async Task Is_offered_as_a_command_only_while_there_is_something_to_accept()
    {
        (string number, _) = await desk.OpenAsync();
        Assert.DoesNotContain("accept", await CommandsAsync(number));
        await desk.DoAsync(number, "set-priority", new { handlingRank = 2, reason = "The whole floor waits." });
        await desk.DoAsync(number, "dispatch", Complete);

        Assert.Contains("accept", await CommandsAsync(number));
        Assert.Equal("infrastructure", (string?)(await ReadAsync(number))["handover"]!["offer"]!["team"]);
    }

    [Fact]
    public async Task Says_nothing_to_the_requester_but_what_was_told_them()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "dispatch", Complete);

        JsonNode ticket = await ReadAsync(number, ContractDesk.User);
        using HttpResponseMessage journal = await desk.Http.SendAsync(ContractDesk.User.Send(HttpMethod.Get, $"api/tickets/{number}/journal"));

        Assert.Null(ticket["handover"]);
        JsonNode only = Assert.Single((await OfAsync(journal))["notes"]!.AsArray())!;
        Assert.Equal((string?)Complete["message"], (string?)only["text"]);
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    public async Task Is_answered_with_a_prompt_for_an_expected_time_rehearsed_or_done_and_the_requester_sees_none()
    {
        (string number, _) = await desk.OpenAsync();
        using HttpResponseMessage rehearsed = await PostAsync(number, "dispatch?dryRun=true", Complete);
        JsonNode timed = Complete.DeepClone();
        timed["expectedAt"] = "2035-01-01T08:00:00Z";
        using HttpResponseMessage told = await PostAsync(number, "dispatch?dryRun=true", timed);

        Assert.Equal("expected-time", (string?)Assert.Single((await OfAsync(rehearsed))["prompts"]!.AsArray())!["code"]);
        Assert.Null((await OfAsync(told))["prompts"]);
        Assert.Null((await ReadAsync(number))["prompts"]);

        await desk.DoAsync(number, "dispatch", Complete);
        using HttpResponseMessage danish = await desk.Http.SendAsync(In("da", ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{number}")));
        Assert.StartsWith("Tell when", (string?)(await ReadAsync(number))["prompts"]![0]!["text"], StringComparison.Ordinal);
        Assert.StartsWith("Skriv, hvornår", (string?)(await OfAsync(danish))["prompts"]![0]!["text"], StringComparison.Ordinal);
        Assert.Null((await ReadAsync(number, ContractDesk.User))["prompts"]);
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    public async Task Brings_the_expected_time_along_and_a_wait_for_a_supplier_does_alone_or_with_many()
    {
        (string number, _) = await desk.OpenAsync();
        JsonNode timed = Complete.DeepClone();
        timed["expectedAt"] = "2035-01-01T08:00:00Z";
        await desk.DoAsync(number, "dispatch", timed);
        JsonNode handedOver = await ReadAsync(number);
        Assert.Equal(("2035-01-01T08:00:00Z", null), ((string?)handedOver["expectedAt"], handedOver["prompts"]));

        (string waiting, _) = await desk.OpenAsync();
        string tag = await desk.TagAsync(waiting, ContractDesk.Agent);
        using HttpResponseMessage bulk = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/tickets/bulk", new { command = "pend", tickets = new[] { new { number = waiting, etag = tag } }, body = new { reason = "PR-07" } }));
        Assert.Equal("expected-time", (string?)(await OfAsync(bulk))["results"]![0]!["prompts"]![0]!["code"]);
        await desk.DoAsync(waiting, "pend", new { reason = "PR-07", expectedAt = "2035-01-01T08:00:00Z" });
        Assert.Null((await ReadAsync(waiting))["prompts"]);
    }

    private static HttpRequestMessage In(string language, HttpRequestMessage request)
    {
        request.Headers.AcceptLanguage.ParseAdd(language);
        return request;
    }

    private async Task<string[]> CommandsAsync(string number) => [.. (await ReadAsync(number))["commands"]!.AsArray().Select(name => (string)name!)];

    private async Task<JsonNode> ReadAsync(string number, Principal? who = null)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync((who ?? ContractDesk.Agent).Send(HttpMethod.Get, $"api/tickets/{number}"));
        return await OfAsync(reply);
    }

    private Task<HttpResponseMessage> PostAsync(string number, string command, object body, Principal? who = null) =>
        desk.Http.SendAsync((who ?? ContractDesk.Agent).Send(HttpMethod.Post, $"api/tickets/{number}/{command}", body));

    private static async Task<JsonNode> OfAsync(HttpResponseMessage reply) => JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
}
