using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

public sealed class A_ticket_that_many_want
{
    private static readonly Principal Anna = Principal.Requester("anna");

    [Fact]
    public async Task Is_one_ticket_after_fifty_identical_creates_at_once_with_fifty_equal_answers()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: "once")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single(answers.Select(answer => answer.ETag).Distinct());
        Assert.Equal(49, answers.Count(answer => answer.Replayed));
        Assert.Single((await desk.GetAsync("/api/tickets", Anna)).Json["tickets"]!.AsArray());

        (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(title: "Another printer"), key: "once")).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Has_one_winner_for_each_version_among_thirty_two_agents_and_a_history_without_gaps()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Number;
        Principal[] agents = [.. Enumerable.Range(0, 32).Select(i => Principal.Agent($"agent-{i}"))];
        const int Rounds = 6;

        int won = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string tag = (await desk.GetAsync($"/api/tickets/{number}", agents[0])).ETag!;
            Answer[] answers = await Task.WhenAll(agents.Select(agent =>
                desk.PostAsync($"/api/tickets/{number}/assign", agent, new { team = "it-support", assignee = $"{agent.Id}-{round}" }, match: tag)));

            Answer winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.All(answers.Where(answer => answer != winner), loser =>
            {
                loser.Is(HttpStatusCode.PreconditionFailed);
                Assert.Equal(winner.ETag, loser.Json["currentETag"]!.GetValue<string>());
            });
            won++;
        }

        JsonArray events = (await desk.GetAsync($"/api/tickets/{number}/events", agents[0])).Json["events"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, won + 1), events.Select(e => e!["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Takes_every_message_of_thirty_two_who_write_at_once_without_If_Match()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Number;

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            desk.PostAsync($"/api/tickets/{number}/journal", Principal.Of($"agent-{i}", "Agent.L2"), new { text = $"note {i}" }, key: $"note {i}")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        JsonArray notes = (await desk.GetAsync($"/api/tickets/{number}/journal", Principal.Agent("bo"))).Json["notes"]!.AsArray();
        Assert.Equal(Enumerable.Range(0, 32).Select(i => $"note {i}").Order(), notes.Select(note => note!["text"]!.GetValue<string>()).Order());
    }
}
