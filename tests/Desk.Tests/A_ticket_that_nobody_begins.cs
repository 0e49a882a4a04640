using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Prompts over the running desk, with desk time moved.</summary>
public sealed class A_ticket_that_nobody_begins
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    /// <summary>A team without a dispatcher: the first step is its leader's (A23).</summary>
    [Fact]
    [Trait("Rule", "AU-27")]
    [Trait("Rule", "A12")]
    [Trait("Rule", "A23")]
    public async Task Within_thirty_working_minutes_at_rank_2_reaches_its_leader_once()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        await SetAsync(desk, "teams", new[] { new { id = "it-support", name = "AU IT Support", line = "first", leaders = new[] { "lea@example.org" } } }, alone: true);
        await ToMondayAsync(desk);

        Answer opened = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(impact: "department", urgency: "high"))).Is(HttpStatusCode.Created);
        Answer begun = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(impact: "department", urgency: "high"))).Is(HttpStatusCode.Created);
        (await desk.CommandAsync(begun.Number, "begin-work", Bo)).Is(HttpStatusCode.OK);
        DateTimeOffset openedAt = opened.Json["openedAt"]!.GetValue<DateTimeOffset>();
        await desk.AdvanceAsync("PT29M");
        Assert.Empty(await PromptsAsync(desk, opened.Number));

        await desk.AdvanceAsync("PT2M");
        Assert.Equal([openedAt.AddMinutes(30)], await PromptsAsync(desk, opened.Number));
        await desk.AdvanceAsync("P3D");
        // The second step, half an hour later, is the process manager's; there is no third.
        Assert.Equal([openedAt.AddMinutes(30), openedAt.AddMinutes(60)], await PromptsAsync(desk, opened.Number));

        await Eventually.TrueAsync(async () => (await desk.GetAsync("/api/health/ready")).Json["oldestOutboxSeconds"] is null);
        ReceivedMail told = Assert.Single(desk.Mail.Messages, mail => mail.Message.Subject!.Contains("Ikke påbegyndt", StringComparison.Ordinal));
        Assert.Equal("lea@example.org", Assert.Single(told.Message.To.Mailboxes).Address);
        Assert.StartsWith($"[{opened.Number}]", told.Message.Subject!, StringComparison.Ordinal);
        Assert.All(desk.Mail.CountByNotificationId().Values, count => Assert.Equal(1, count));
    }

    // A calendar without holidays, whatever the day on which this runs.
    private static async Task ToMondayAsync(RunningDesk desk)
    {
        var week = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, hours = new[] { new { from = 8 * 60, until = 16 * 60 } } });
        await SetAsync(desk, "calendars", new[] { new { id = "plain", name = "Plain", week } });
        DateTimeOffset now = await desk.NowAsync();
        DateTimeOffset monday = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddHours(9);
        while (monday.DayOfWeek != DayOfWeek.Monday)
            monday = monday.AddDays(1);
        (await desk.PostAsync("/admin/clock", body: new { now = monday.ToString("O", CultureInfo.InvariantCulture) })).Is(HttpStatusCode.OK);
    }

    private static async Task<DateTimeOffset[]> PromptsAsync(RunningDesk desk, string number) =>
    [
        .. (await desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["events"]!.AsArray()
            .Where(e => e!["what"]!.GetValue<string>() == "prompted").Select(e => e!["happenedAt"]!.GetValue<DateTimeOffset>()),
    ];

    private static async Task SetAsync(RunningDesk desk, string parameter, object value, bool alone = false)
    {
        JsonNode set = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(value))!;
        if (alone)
        {
            // The whole list takes the place of the default's: the other teams stay as they are.
            JsonArray teams = (await desk.GetAsync($"/api/parameters/{parameter}", Mia)).Json["value"]!.DeepClone().AsArray();
            foreach (JsonNode? other in teams.Where(team => set.AsArray().All(mine => mine!["id"]!.GetValue<string>() != team!["id"]!.GetValue<string>())).ToArray())
                set.AsArray().Add(other!.DeepClone());
        }

        (await desk.SendAsync(HttpMethod.Put, $"/api/parameters/{parameter}", Mia, new { value = set }, match: "\"0\"")).Is(HttpStatusCode.OK);
    }
}
