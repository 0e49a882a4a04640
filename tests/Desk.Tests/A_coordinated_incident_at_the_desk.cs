using System.Net;

namespace ItsmFunctions.Desk.Tests;

/// <summary>The guard of a coordinated incident over the running desk, with desk time moved and the timers ticking.</summary>
public sealed class A_coordinated_incident_at_the_desk
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    [Fact]
    [Trait("Rule", "OR-11")]
    public async Task Is_held_back_from_its_automatic_close_until_all_is_accounted_for()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        (await desk.SendAsync(HttpMethod.Put, "/api/parameters/profile", Mia, new { value = "ormis" }, match: "\"0\"")).Is(HttpStatusCode.OK);
        Answer opened = await desk.PostAsync("/api/incidents", Anna, new { title = "No network", description = "Since eight.", category = "network", subcategory = "wired", impact = "individual", urgency = "low" });
        string number = opened.Json["number"]!.GetValue<string>();
        DateTimeOffset now = await desk.NowAsync();
        (await desk.CommandAsync(number, "ormis/classify", Bo, new { @class = "incident", scope = "global", source = "monitoring", detectedAt = now.AddHours(-1) })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/ormis/actions", Bo, new { text = "Exchange the switch", owner = "bo" })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/ormis/stakeholders", Bo, new { person = new { mail = "dean@example.org" } })).Is(HttpStatusCode.OK);
        (await desk.CommandAsync(number, "resolve", Bo, new { solution = "It was exchanged." })).Is(HttpStatusCode.OK);

        await desk.AdvanceAsync("P31D");
        Answer held = await desk.GetAsync($"/api/tickets/{number}", Bo);
        Assert.Equal(("resolved", true), (held.TicketStatus, held.Json["flags"]!["update"]!.GetValue<bool>()));
        Assert.Equal("closure-incomplete", (await desk.CommandAsync(number, "check-closure", Bo, new { check = "documentation-complete", reason = "Looked at." })).Json["code"]!.GetValue<string>());

        (await desk.PostAsync($"/api/tickets/{number}/ormis/actions", Bo, new { item = 1, state = "done" })).Is(HttpStatusCode.OK);
        (await desk.CommandAsync(number, "ormis/final-update", Bo, new { text = "It is stable.", effective = true })).Is(HttpStatusCode.OK);
        foreach (string check in new[] { "documentation-complete", "prevention-in-place" })
            (await desk.CommandAsync(number, "check-closure", Bo, new { check, reason = "Looked at." })).Is(HttpStatusCode.OK);
        await desk.AdvanceAsync("P31D");
        Assert.Equal("resolved", (await desk.GetAsync($"/api/tickets/{number}", Bo)).TicketStatus);

        (await desk.PostAsync($"/api/tickets/{number}/ormis/stakeholders", Bo, new { person = new { mail = "dean@example.org" }, satisfied = true })).Is(HttpStatusCode.OK);
        Answer closed = await desk.CommandAsync(number, "check-closure", Bo, new { check = "stakeholders-satisfied", reason = "Asked on the phone." });
        Assert.Equal("closed", closed.TicketStatus);
        await Eventually.BecomesAsync(() => Task.FromResult(desk.Mail.Messages), all => all.Any(mail => mail.Message.Subject!.Contains("Afsluttende orientering", StringComparison.Ordinal) && mail.Message.To.ToString().Contains("dean@example.org", StringComparison.Ordinal)), "the final update of the stakeholder");
        Assert.Single(desk.Mail.Messages, mail => mail.Message.Subject!.Contains("Afsluttende orientering", StringComparison.Ordinal));
    }
}
