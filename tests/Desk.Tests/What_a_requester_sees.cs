using System.Net;

namespace ItsmFunctions.Desk.Tests;

public sealed class What_a_requester_sees
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Eve = Principal.Requester("eve");
    private static readonly Principal Bo = Principal.Agent("bo");

    [Fact]
    public async Task Is_their_own_tickets_alone_and_never_an_internal_note()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Number;
        (await desk.PostAsync($"/api/tickets/{number}/journal", Bo, new { text = "Canary of the desk" })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/reply", Bo, new { text = "We look at it." })).Is(HttpStatusCode.OK);

        foreach (string path in new[] { "", "/events", "/journal" })
        {
            Assert.DoesNotContain("Canary", (await desk.GetAsync($"/api/tickets/{number}{path}", Anna)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
            Answer hidden = (await desk.GetAsync($"/api/tickets/{number}{path}", Eve)).Is(HttpStatusCode.NotFound);
            Answer missing = (await desk.GetAsync($"/api/tickets/INC-9999999{path}", Eve)).Is(HttpStatusCode.NotFound);
            Assert.Equal(Without(missing, "traceId"), Without(hidden, "traceId"));
        }

        (await desk.PostAsync($"/api/tickets/{number}/reply", Eve, new { text = "Me too" })).Is(HttpStatusCode.NotFound);
        Assert.Empty((await desk.GetAsync("/api/tickets", Eve)).Json["tickets"]!.AsArray());
        (await desk.GetAsync("/api/tickets?team=it-support", Anna)).Is(HttpStatusCode.Forbidden);
        (await desk.GetAsync($"/api/tickets/{number}", Principal.Requester("anna") with { Tenant = "another" })).Is(HttpStatusCode.NotFound);
        (await desk.GetAsync($"/api/tickets/{number}")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Changes_their_ETag_only_with_what_they_can_see()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        Answer opened = await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident());
        string path = $"/api/tickets/{opened.Number}";

        (await desk.PostAsync($"{path}/journal", Bo, new { text = "Internal" })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"{path}/flags", Bo, new { attention = true })).Is(HttpStatusCode.OK);
        (await desk.CommandAsync(opened.Number, "assign", Bo, new { team = "it-support", assignee = "bo" })).Is(HttpStatusCode.OK);
        Answer unchanged = await desk.GetAsync(path, Anna);
        Assert.Equal((opened.ETag, opened.Text), (unchanged.ETag, unchanged.Text));

        (await desk.CommandAsync(opened.Number, "begin-work", Bo)).Is(HttpStatusCode.OK);
        Assert.NotEqual(opened.ETag, (await desk.GetAsync(path, Anna)).ETag);
        // A command of theirs that was made for what they saw before is stale now.
        (await desk.PostAsync($"{path}/cancel", Anna, new { reason = "Found another printer" }, match: opened.ETag)).Is(HttpStatusCode.PreconditionFailed);
    }

    private static string Without(Answer answer, string member)
    {
        System.Text.Json.Nodes.JsonObject json = answer.Json.AsObject();
        json.Remove(member);
        return json.ToJsonString();
    }
}
