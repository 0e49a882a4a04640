using System.Net;
using System.Text.Json.Nodes;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Two tickets lie in two partitions: the first answer holds the truth, the other end follows it.</summary>
public sealed class Linked_tickets_over_http(ContractDesk desk)
{
    private static readonly JsonNode Part = Contract.Operation("splitTicket").Example!;

    [Fact]
    [Trait("Rule", "AU-46")]
    public async Task Know_of_one_another_after_a_split_that_came_twice()
    {
        (string number, _) = await desk.OpenAsync();
        string key = desk.FreshKey();
        string[] parts = [await SplitAsync(number, key), await SplitAsync(number, key)];

        Assert.Equal(parts[0], parts[1]);
        Assert.Equal([(number, "splitFrom")], await LinksAsync(parts[0]));
        await Eventually.BecomesAsync(async () => string.Join(' ', await LinksAsync(number)), links => links == $"({parts[0]}, splitInto)", "the other end");
        Assert.Equal(ContractDesk.User.Id, (string?)(await ReadAsync(parts[0], ContractDesk.User))!["requester"]);
        Assert.Null((await ReadAsync(parts[0], ContractDesk.User))!["links"]);
    }

    [Fact]
    [Trait("Rule", "AU-46")]
    public async Task Go_on_as_their_master_with_the_requester_reading_along()
    {
        Principal other = Principal.Requester("paula.user");
        using HttpResponseMessage opened = await desk.Http.SendAsync(other.Send(HttpMethod.Post, "api/incidents", Contract.Operation("openIncident").Example!.ToJsonString()));
        string duplicate = (string)JsonNode.Parse(await opened.Content.ReadAsStringAsync())!["number"]!, master = (await desk.OpenAsync()).Number;
        await desk.DoAsync(duplicate, "reply", new { text = "Which room?" });
        Assert.Null(await ReadAsync(master, other));

        await desk.DoAsync(duplicate, "merge", new { into = master });
        Assert.Equal(("resolved", "duplicate", master), await StandingAsync(duplicate, other));
        await Eventually.BecomesAsync<JsonNode?>(() => ReadAsync(master, other), ticket => ticket is not null, "the requester among the watchers of the master");
        Assert.Equal([(duplicate, "duplicatedBy")], await LinksAsync(master));

        // Its journal stays where it is (I18).
        using HttpResponseMessage journal = await desk.Http.SendAsync(other.Send(HttpMethod.Get, $"api/tickets/{duplicate}/journal"));
        Assert.Equal(["toRequester", "solution"], JsonNode.Parse(await journal.Content.ReadAsStringAsync())!["notes"]!.AsArray().Select(note => (string?)note!["kind"]));

        await desk.DoAsync(duplicate, "reopen", new { reason = "It is another." });
        await Eventually.BecomesAsync(async () => (await LinksAsync(master)).Count, count => count == 0, "the merging taken back");
        Assert.Null(await ReadAsync(master, other));
    }

    /// <summary>Nobody's problem is lost in a circle: one of the three is worked on, and the others lead to it.</summary>
    [Fact]
    public async Task Merged_into_one_another_at_once_have_one_master()
    {
        string[] three = [(await desk.OpenAsync()).Number, (await desk.OpenAsync()).Number, (await desk.OpenAsync()).Number];
        await Task.WhenAll(three.Select((number, at) => TryMergeAsync(number, three[(at + 1) % 3])));

        await Eventually.BecomesAsync(
            async () => await Task.WhenAll(three.Select(async number => (string)(await ReadAsync(number, ContractDesk.Agent))!["status"]!)),
            statuses => statuses.Any(status => status is not "resolved"), "one of them goes on");
    }

    [Fact]
    public async Task Are_linked_and_unlinked_at_both_ends()
    {
        (string one, string other) = ((await desk.OpenAsync()).Number, (await desk.OpenAsync()).Number);
        await desk.DoAsync(one, "link", new { to = other, kind = "causedBy" });
        await Eventually.BecomesAsync(async () => string.Join(' ', await LinksAsync(other)), links => links == $"({one}, causes)", "the other end");

        await desk.DoAsync(one, "unlink", new { to = other });
        await Eventually.BecomesAsync(async () => (await LinksAsync(other)).Count, count => count == 0, "no link at the other end");
    }

    /// <summary>The desk allows a hundred tasks: what takes them all with it is one change of the ticket.</summary>
    [Fact]
    public async Task Are_merged_with_however_many_tasks()
    {
        (string duplicate, string master) = ((await desk.OpenAsync()).Number, (await desk.OpenAsync()).Number);
        for (int task = 0; task < TicketDesk.MostTasks; task++)
            await desk.DoAsync(duplicate, "add-task", new { title = "Look." });

        await desk.DoAsync(duplicate, "merge", new { into = master });
        Assert.Equal("resolved", (string?)(await ReadAsync(duplicate, ContractDesk.Agent))!["status"]);
    }

    /// <summary>Every number in a body is looked up as its caller's: what they may not read does not exist.</summary>
    [Theory]
    [InlineData("link", "to")]
    [InlineData("merge", "into")]
    [Trait("Rule", "AU-46")]
    public async Task Are_not_found_where_the_caller_cannot_read_the_other(string command, string member)
    {
        (string mine, _) = await desk.OpenAsync();
        HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Post, $"api/tickets/{mine}/{command}", new Dictionary<string, string> { [member] = "INC-9999998" });
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal("\"1\"", await desk.TagAsync(mine, ContractDesk.Agent));
    }

    private async Task TryMergeAsync(string number, string into)
    {
        HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Post, $"api/tickets/{number}/merge", new { into });
        request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, ContractDesk.Agent));
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.True(reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, reply.ToString());
    }

    private async Task<string> SplitAsync(string number, string key)
    {
        HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Post, $"api/tickets/{number}/split", Part.ToJsonString());
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
    }

    private async Task<(string?, string?, string?)> StandingAsync(string number, Principal who) =>
        await ReadAsync(number, who) is { } ticket ? ((string?)ticket["status"], (string?)ticket["resolution"]!["closureCode"], (string?)ticket["duplicateOf"]) : default;

    private async Task<List<(string, string)>> LinksAsync(string number) =>
        (await ReadAsync(number, ContractDesk.Agent))!["links"] is JsonArray links ? [.. links.Select(link => ((string)link!["number"]!, (string)link["kind"]!))] : [];

    private async Task<JsonNode?> ReadAsync(string number, Principal who)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}"));
        return reply.StatusCode == HttpStatusCode.NotFound ? null : JsonNode.Parse(await reply.Content.ReadAsStringAsync());
    }
}
