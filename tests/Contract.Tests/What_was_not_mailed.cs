using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

public sealed class What_was_not_mailed(ContractDesk desk)
{
    private const string Log = "api/notifications?state=not-sent";
    private static readonly Principal Unreachable = ContractDesk.User with { Id = "una.reachable", Name = "Una", Mail = "" };

    [Fact]
    public async Task Stands_in_the_log_with_the_reason_and_without_a_word_of_the_ticket()
    {
        string number = await OpenAsync(Unreachable, "A title that nobody may log");
        JsonNode line = (await Eventually.BecomesAsync<JsonNode?>(() => FindAsync(number), line => line is not null, $"a line about {number}"))!;

        Assert.Equal(("not-sent", "no-mail-address", "una.reachable", "opened"), ((string?)line["state"], (string?)line["reason"], (string?)line["recipient"], (string?)line["template"]));
        Assert.DoesNotContain("title", line.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Is_listed_page_by_page_the_latest_first_and_once()
    {
        for (int i = 0; i < 3; i++)
            await OpenAsync(Unreachable, $"No. {i}");
        await Eventually.TrueAsync(async () => (await PageAsync($"{Log}&top=200")).Count >= 3);
        string[] before = [.. (await PageAsync($"{Log}&top=200")).Select(line => (string)line!["id"]!)];

        var lines = new List<JsonNode>();
        string path = $"{Log}&top=1";
        for (string? next = path; next is not null;)
        {
            JsonNode page = await ReadAsync("listNotifications", ContractDesk.Manager, next, HttpStatusCode.OK);
            Assert.InRange(page["notifications"]!.AsArray().Count, 0, 1);
            lines.AddRange(page["notifications"]!.AsArray()!);
            next = page["continuation"] is { } continuation ? $"{path}&continuation={continuation}" : null;
        }

        // What comes while the pages are read stands before the first of them.
        string[] read = [.. lines.Select(line => (string)line["id"]!)];
        Assert.Equal(read.Length, read.Distinct().Count());
        Assert.Subset(read.ToHashSet(), before.ToHashSet());
        string[] at = [.. lines.Select(line => (string)line["firstAt"]!)];
        Assert.Equal(at.OrderDescending(StringComparer.Ordinal), at);
    }

    [Theory]
    [InlineData("api/notifications", "/state")]
    [InlineData("api/notifications?state=sent", "/state")]
    [InlineData("api/notifications?state=notSent", "/state")]
    [InlineData("api/notifications?state=not-sent&state=not-sent", "/state")]
    [InlineData("api/notifications?state=not-sent&top=201", "/top")]
    [InlineData("api/notifications?state=not-sent&team=it-support", "/team")]
    [InlineData("api/notifications?state=not-sent&continuation=bm90aGluZw.c2lnbmF0dXJl", "/continuation")]
    public async Task Is_refused_to_a_query_that_it_does_not_know(string path, string pointer) =>
        Assert.Equal(pointer, (string?)(await ReadAsync("listNotifications", ContractDesk.Manager, path, HttpStatusCode.BadRequest))["errors"]![0]!["pointer"]);

    [Theory]
    [InlineData("Requester", 403)]
    [InlineData("Agent.L1", 403)]
    [InlineData("Agent.L3", 403)]
    [InlineData("ReportingViewer", 403)]
    [InlineData("Dispatcher", 200)]
    [InlineData("TeamLeader", 200)]
    [InlineData("ProcessManager", 200)]
    [InlineData("ProcessOwner", 200)]
    public async Task Is_for_those_who_see_to_it_that_users_are_told(string role, int status) =>
        await ReadAsync("listNotifications", Principal.Of("olga.overseer", role), Log, (HttpStatusCode)status);

    [Fact]
    public async Task Stands_with_its_ticket_beside_what_was()
    {
        // Somebody whom no other test writes to: who gets mail from all of them is spared some of it.
        Principal reachable = Principal.Requester("tilde.told");
        string told = await OpenAsync(reachable, "Told"), untold = await OpenAsync(Unreachable, "Untold");
        foreach ((string number, string state) in new[] { (told, "sent"), (untold, "not-sent") })
        {
            await Eventually.TrueAsync(async () =>
                (await ReadAsync("readNotifications", ContractDesk.Agent, $"api/tickets/{number}/notifications", HttpStatusCode.OK))["notifications"]!.AsArray() is [{ } line] && (string?)line["state"] == state);
        }

        await ReadAsync("readNotifications", reachable, $"api/tickets/{told}/notifications", HttpStatusCode.Forbidden);
        await ReadAsync("readNotifications", ContractDesk.User, $"api/tickets/{untold}/notifications", HttpStatusCode.NotFound);
        await ReadAsync("readNotifications", ContractDesk.Viewer, $"api/tickets/{told}/notifications", HttpStatusCode.NotFound);
    }

    private async Task<string> OpenAsync(Principal by, string title)
    {
        JsonObject body = Contract.Operation("openIncident").Example!.DeepClone().AsObject();
        body["title"] = title;
        using HttpResponseMessage reply = await desk.Http.SendAsync(by.Send(HttpMethod.Post, "api/incidents", body.ToJsonString()));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
    }

    private async Task<JsonNode?> FindAsync(string number) => (await PageAsync($"{Log}&top=200")).FirstOrDefault(line => (string?)line!["number"] == number);

    private async Task<JsonArray> PageAsync(string path) => (await ReadAsync("listNotifications", ContractDesk.Manager, path, HttpStatusCode.OK))["notifications"]!.AsArray();

    private async Task<JsonNode> ReadAsync(string operation, Principal by, string path, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(by.Send(HttpMethod.Get, path));
        JsonNode? body = await Contract.HoldAsync(Contract.Operation(operation), reply);
        Assert.Equal(expected, reply.StatusCode);
        return body!;
    }
}
