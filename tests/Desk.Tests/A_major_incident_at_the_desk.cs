using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>A major incident over the running desk: those who are affected hear each round once, and the public reads what was published and nothing else.</summary>
public sealed class A_major_incident_at_the_desk
{
    private static readonly Principal Anna = Principal.Requester("anna"), Carl = Principal.Requester("carl");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    [Fact]
    public async Task Tells_everybody_below_it_once_and_the_public_what_was_published()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string major = await OpenAsync(desk, Anna), first = await OpenAsync(desk, Carl), second = await OpenAsync(desk, Carl), late = await OpenAsync(desk, Principal.Requester("dora"));
        (await desk.PostAsync($"/api/tickets/{major}/major", Bo, new { reason = "No network." })).Is(HttpStatusCode.Forbidden);
        (await desk.PostAsync($"/api/tickets/{major}/inform-affected", Mia, new { english = "Down.", danish = "Nede." })).Is(HttpStatusCode.Conflict);
        (await desk.PostAsync($"/api/tickets/{major}/major", Mia, new { reason = "No network." })).Is(HttpStatusCode.OK);
        foreach (string child in new[] { first, second })
            (await desk.CommandAsync(major, "link", Bo, new { to = child, kind = "parentOf" })).Is(HttpStatusCode.OK);

        (await desk.PostAsync($"/api/tickets/{major}/inform-affected", Mia, new { english = "The network is down.", danish = "Netværket er nede." })).Is(HttpStatusCode.OK);
        foreach (string child in new[] { first, second })
            await HearsAsync(desk, child, Carl, "Netværket er nede.");
        // Who is linked later hears what was said last.
        (await desk.CommandAsync(major, "link", Bo, new { to = late, kind = "parentOf" })).Is(HttpStatusCode.OK);
        await HearsAsync(desk, late, Principal.Requester("dora"), "Netværket er nede.");
        (await desk.CommandAsync(major, "resolve", Bo, new { solution = "The switch was exchanged." })).Is(HttpStatusCode.OK);
        foreach ((string child, Principal who) in new[] { (first, Carl), (late, Principal.Requester("dora")) })
            await HearsAsync(desk, child, who, $"Driftsforstyrrelsen {major}, som din sag hører til, er løst.");

        string[] News() => [.. desk.Mail.Messages.Where(mail => mail.Message.Subject!.Contains("Nyt om driftsforstyrrelsen", StringComparison.Ordinal)).GroupBy(mail => mail.NotificationId).Select(mail => mail.First().Message.To.Mailboxes.Single().Address)];
        // Anna once; Carl, who has two tickets below it, and Dora once in each of two rounds.
        await Eventually.BecomesAsync(() => Task.FromResult(News()), all => all.Length >= 5, "the mails of both rounds");
        Assert.Equal(["anna", "carl", "carl", "dora", "dora"], News().Select(address => address.Split('@')[0]).Order());

        JsonNode timeline = (await desk.GetAsync($"/api/tickets/{major}/timeline", Bo)).Json;
        JsonNode round = timeline["entries"]!.AsArray().Single(entry => entry!["what"]!.GetValue<string>() == "affectedInformed")!;
        Assert.Equal(["anna", "carl", "dora"], round["told"]!.AsArray().Select(told => told!["to"]!.GetValue<string>()).Order());
        Assert.Equal("mia", round["by"]!.GetValue<string>());
        (await desk.GetAsync($"/api/tickets/{major}/timeline", Anna)).Is(HttpStatusCode.NotFound);

        Answer silent = await desk.GetAsync("/api/status");
        Assert.Equal((false, 0), (silent.Json["disruption"]!.GetValue<bool>(), silent.Json["incidents"]!.AsArray().Count));
        (await desk.PostAsync($"/api/tickets/{major}/status", Mia, new { state = "monitoring", english = "The network is back.", danish = "Netværket er tilbage." })).Is(HttpStatusCode.OK);
        Answer shown = await Eventually.BecomesAsync(() => desk.GetAsync("/api/status"), answer => answer.Json["incidents"]!.AsArray().Count == 1, "the public status");
        Assert.Equal(("monitoring", "Netværket er tilbage."), (shown.Json["incidents"]![0]!["state"]!.GetValue<string>(), shown.Json["incidents"]![0]!["updates"]![0]!["danish"]!.GetValue<string>()));
        foreach (string secret in new[] { major, "anna", "mia", "No network", "switch" })
            Assert.DoesNotContain(secret, shown.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await desk.GetAsync("/api/status?organisation=another")).Json["incidents"]!.AsArray());

        (await desk.CommandAsync(major, "stand-down", Mia, new { review = "A spare was missing." })).Is(HttpStatusCode.OK);
        Answer over = await Eventually.BecomesAsync(() => desk.GetAsync("/api/status"), answer => !answer.Json["disruption"]!.GetValue<bool>(), "the end of the disruption");
        Assert.False(over.Json["incidents"]![0]!["open"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Is_declared_by_a_rule_when_enough_stands_below_it()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        (await desk.SendAsync(HttpMethod.Put, "/api/parameters/major_incidents", Mia, new { value = new[] { new { id = "three", affected = 3 } } }, match: "\"0\"")).Is(HttpStatusCode.OK);
        string major = await OpenAsync(desk, Anna);
        foreach (Principal who in new[] { Anna, Carl })
            (await desk.CommandAsync(major, "link", Bo, new { to = await OpenAsync(desk, who), kind = "parentOf" })).Is(HttpStatusCode.OK);

        Assert.Equal("three", (await desk.GetAsync($"/api/tickets/{major}", Bo)).Json["major"]!["rule"]!.GetValue<string>());
        Assert.Null((await desk.GetAsync($"/api/tickets/{major}", Anna)).Json["major"]);
    }

    private static async Task<string> OpenAsync(RunningDesk desk, Principal who) => (await desk.PostAsync("/api/incidents", who, RunningDesk.Incident())).Json["number"]!.GetValue<string>();

    private static Task HearsAsync(RunningDesk desk, string number, Principal who, string text) => Eventually.BecomesAsync(
        async () => (await desk.GetAsync($"/api/tickets/{number}/journal", who)).Json["notes"]!.AsArray().Select(note => note!["text"]!.GetValue<string>()).ToArray(),
        texts => texts.Any(each => each == text || each == English(text)), $"that {who.Id} hears it");

    private static string English(string danish) => danish == "Netværket er nede." ? "The network is down." : danish.Replace("Driftsforstyrrelsen ", "The disruption ", StringComparison.Ordinal).Replace(", som din sag hører til, er løst.", ", which your case belongs to, is resolved.", StringComparison.Ordinal);
}
