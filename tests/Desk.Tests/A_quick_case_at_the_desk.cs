using System.Net;

namespace ItsmFunctions.Desk.Tests;

/// <summary>One call, one transaction, one mail.</summary>
public sealed class A_quick_case_at_the_desk
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Second = Principal.Of("bent", "Agent.L2");

    private static readonly object Minimal = new
    {
        quick = true,
        title = "The screen stayed black",
        solution = "Switched it on.",
        category = "hardware",
        subcategory = "screen",
        requester = new { id = "anna", mail = Anna.Mail, name = "Anna", language = "en" },
    };

    [Fact]
    [Trait("Rule", "AU-03")]
    [Trait("Rule", "AU-39")]
    [Trait("Rule", "A17")]
    public async Task Is_resolved_when_the_answer_comes_and_the_solution_is_all_that_is_mailed()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();

        Answer incident = (await desk.PostAsync("/api/incidents", Second, Minimal, key: "quick")).Is(HttpStatusCode.Created);
        Answer request = (await desk.PostAsync("/api/requests", Bo, Minimal)).Is(HttpStatusCode.Created);

        Assert.Equal(("resolved", true, 5, "client"), (incident.TicketStatus, (bool)incident.Json["quick"]!, (int)incident.Json["priority"]!, (string)incident.Json["channel"]!));
        Assert.Equal(("resolved", true), (request.TicketStatus, (bool)request.Json["resolution"]!["firstContact"]!));
        Assert.Equal(("bent", "The screen stayed black"), ((string)incident.Json["assignee"]!, (string)incident.Json["description"]!));

        IReadOnlyList<ReceivedMail> mails = await desk.Mail.WaitForAsync(2);
        Assert.All(mails, mail => Assert.Contains("Switched it on.", mail.Message.TextBody, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Equal(Anna.Mail, Assert.Single(mail.Message.To.Mailboxes).Address));

        // The same answer to the same key, and to the end user their own ticket in their own list.
        Answer again = await desk.PostAsync("/api/incidents", Second, Minimal, key: "quick");
        Assert.Equal((incident.Number, incident.ETag, "resolved"), (again.Number, again.ETag, again.TicketStatus));
        Answer own = await desk.GetAsync("/api/tickets", Anna);
        Assert.Equal(["resolved", "resolved"], own.Json["tickets"]!.AsArray().Select(line => (string)line!["status"]!));
        await Eventually.BecomesAsync(
            async () => (await desk.GetAsync("/api/tickets?team=it-support", Bo)).Json["tickets"]!.AsArray().Count, count => count == 2, "both in their team's list");

        await desk.AdvanceAsync("P31D");
        Assert.Equal("closed", (await desk.GetAsync($"/api/tickets/{incident.Number}", Anna)).TicketStatus);
        Assert.Equal(["closed", "closed", "resolved", "resolved"], (await desk.Mail.WaitForAsync(4)).Select(mail => mail.Message.Subject!.Contains("closed", StringComparison.Ordinal) ? "closed" : "resolved").Order());
    }

    [Fact]
    [Trait("Rule", "AU-03")]
    public async Task Is_refused_to_who_is_no_supporter_and_where_it_says_half_of_what_it_needs()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();

        (await desk.PostAsync("/api/incidents", Anna, new { quick = true, title = "Black", solution = "On.", category = "hardware", subcategory = "screen" })).Is(HttpStatusCode.Forbidden);
        Answer unsolved = (await desk.PostAsync("/api/incidents", Bo, new { quick = true, title = "Black", category = "hardware", subcategory = "screen" })).Is(HttpStatusCode.BadRequest);
        Answer slow = (await desk.PostAsync("/api/requests", Bo, new { title = "Black", solution = "On.", category = "hardware", subcategory = "screen" })).Is(HttpStatusCode.BadRequest);

        Assert.Equal(["/solution"], unsolved.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        Assert.Equal(["/importance", "/speed", "/description", "/solution"], slow.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
    }
}
