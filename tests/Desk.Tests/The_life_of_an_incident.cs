using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

public sealed class The_life_of_an_incident
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");

    [Fact]
    [Trait("Rule", "AU-01")]
    [Trait("Rule", "AU-04")]
    [Trait("Rule", "AU-12")]
    [Trait("Rule", "AU-14")]
    [Trait("Rule", "AU-39")]
    [Trait("Rule", "AU-49")]
    [Trait("Rule", "AU-56")]
    [Trait("Rule", "A15")]
    public async Task Goes_from_creation_to_the_automatic_close_with_its_mails()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();

        Answer opened = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Is(HttpStatusCode.Created);
        Assert.Equal($"/api/tickets/{opened.Number}", opened.Location);
        Assert.Equal(("new", 5, 5), (opened.TicketStatus, opened.Json["priority"]!.GetValue<int>(), opened.Json["handlingRank"]!.GetValue<int>()));

        Assert.Equal("assigned", (await desk.CommandAsync(opened.Number, "assign", Bo, new { team = "it-support", assignee = "bo" })).TicketStatus);
        Assert.Equal("inProgress", (await desk.CommandAsync(opened.Number, "begin-work", Bo)).TicketStatus);
        Assert.Equal("pending", (await desk.CommandAsync(opened.Number, "pend", Bo, new { reason = "PR-05" })).TicketStatus);
        Assert.Equal("inProgress", (await desk.PostAsync($"/api/tickets/{opened.Number}/reply", Anna, new { text = "Tray two." })).TicketStatus);
        Answer resolved = await desk.CommandAsync(opened.Number, "resolve", Bo, new { solution = "Cleaned the rollers." });
        Assert.Equal("resolved", resolved.TicketStatus);
        DateTimeOffset closesAt = resolved.Json["resolution"]!["closesAt"]!.GetValue<DateTimeOffset>();

        await desk.AdvanceAsync("P29D");
        Assert.Equal("resolved", (await desk.GetAsync($"/api/tickets/{opened.Number}", Anna)).TicketStatus);

        await desk.AdvanceAsync("P2D");
        Answer closed = await desk.GetAsync($"/api/tickets/{opened.Number}", Anna);
        Assert.Equal("closed", closed.TicketStatus);
        Assert.Equal(closesAt, closed.Json["closedAt"]!.GetValue<DateTimeOffset>());

        IReadOnlyList<ReceivedMail> mails = await desk.Mail.WaitForAsync(4);
        Assert.Equal(["acknowledged", "closed", "pending", "resolved"], mails.Select(KindOf).Order(StringComparer.Ordinal));
        ReceivedMail solution = mails.Single(mail => KindOf(mail) == "resolved");
        Assert.Contains("Cleaned the rollers.", solution.Message.TextBody, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.Equal(Anna.Mail, Assert.Single(mail.Message.To.Mailboxes).Address));
        Assert.All(desk.Mail.CountByNotificationId().Values, count => Assert.Equal(1, count));
    }

    [Fact]
    [Trait("Rule", "A16")]
    public async Task Ends_with_closed_is_closed_and_the_way_to_a_follow_up()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Number;
        (await desk.CommandAsync(number, "resolve", Bo, new { solution = "Cleaned the rollers." })).Is(HttpStatusCode.OK);
        await desk.AdvanceAsync("P31D");

        Answer refused = (await desk.CommandAsync(number, "reopen", Anna)).Is(HttpStatusCode.Conflict);
        Assert.Equal("ticket-closed", refused.Code);
        JsonNode way = refused.Json["followUp"]!;

        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(RunningDesk.Incident()))!;
        body["followUpOf"] = way["followUpOf"]!.GetValue<string>();
        Answer followUp = (await desk.PostAsync(way["href"]!.GetValue<string>(), Anna, body)).Is(HttpStatusCode.Created);
        Assert.Equal(number, followUp.Json["followUpOf"]!.GetValue<string>());
    }

    [Fact]
    [Trait("Rule", "A15")]
    public async Task Does_not_close_while_a_message_of_the_user_waits_for_an_answer()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Number;
        (await desk.CommandAsync(number, "resolve", Bo, new { solution = "Cleaned the rollers." })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/reply", Anna, new { text = "Thank you, but it squeaks." })).Is(HttpStatusCode.OK);

        await desk.AdvanceAsync("P40D");
        Answer suspended = await desk.GetAsync($"/api/tickets/{number}", Bo);
        Assert.Equal("resolved", suspended.TicketStatus);
        Assert.True(suspended.Json["flags"]!["update"]!.GetValue<bool>());

        DateTimeOffset answeredAt = await desk.NowAsync();
        (await desk.PostAsync($"/api/tickets/{number}/reply", Bo, new { text = "It will settle." })).Is(HttpStatusCode.OK);
        await desk.AdvanceAsync("PT5M");
        Answer closed = await desk.GetAsync($"/api/tickets/{number}", Anna);
        Assert.Equal("closed", closed.TicketStatus);
        Assert.InRange(closed.Json["closedAt"]!.GetValue<DateTimeOffset>(), answeredAt, answeredAt.AddMinutes(1));
    }

    [Fact]
    [Trait("Rule", "PR-06")]
    public async Task Wakes_up_at_the_date_it_waited_for_however_late_the_tick_comes()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Number;
        DateTimeOffset until = (await desk.NowAsync()).AddDays(3);
        (await desk.CommandAsync(number, "pend", Bo, new { reason = "PR-06", until })).Is(HttpStatusCode.OK);

        await desk.AdvanceAsync("P10D");
        Answer awake = await desk.GetAsync($"/api/tickets/{number}", Bo);
        Assert.Equal("inProgress", awake.TicketStatus);
        Assert.True(awake.Json["flags"]!["update"]!.GetValue<bool>());

        JsonArray events = (await desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["events"]!.AsArray();
        JsonNode resumed = events.Single(e => e!["what"]!.GetValue<string>() == "resumed")!;
        Assert.Equal(until.ToString("O", CultureInfo.InvariantCulture), resumed["happenedAt"]!.GetValue<DateTimeOffset>().ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal("clock", resumed["by"]!.GetValue<string>());
    }

    private static string KindOf(ReceivedMail mail) => (mail.Message.Subject ?? "") switch
    {
        var subject when subject.Contains("har modtaget", StringComparison.Ordinal) => "acknowledged",
        var subject when subject.Contains("venter", StringComparison.Ordinal) => "pending",
        var subject when subject.Contains("er løst", StringComparison.Ordinal) => "resolved",
        var subject when subject.Contains("er lukket", StringComparison.Ordinal) => "closed",
        var other => other,
    };
}
