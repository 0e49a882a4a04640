using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Warnings and breaches over the running desk, with desk time moved.</summary>
public sealed class A_promise_at_the_desk
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

#pragma warning disable RS0030 // How long a test takes is its runner's to say, not a setting of the product.
    private static readonly int Many = int.Parse(Environment.GetEnvironmentVariable("ITSM_TEST_DEADLINES") ?? "60", CultureInfo.InvariantCulture);
#pragma warning restore RS0030

    /// <summary>All fall due at one instant while no timer runs; six hours later they are told, and the desk is killed in the middle of it.</summary>
    [Fact]
    [Trait("Rule", "IT-07")]
    [Trait("Rule", "IT-08")]
    public async Task Is_told_of_once_at_its_own_instant_though_timers_were_off_and_the_desk_is_killed_half_way()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        // Closed today and tomorrow: whenever a ticket is opened, it counts from the opening.
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
        DateTime today = TimeZoneInfo.ConvertTime(await desk.NowAsync(), zone).Date;
        DateTimeOffset opening = new(TimeZoneInfo.ConvertTimeToUtc(today.AddDays(2), zone));
        await PromiseAsync(desk, 60, closed: [today, today.AddDays(1)]);
        var numbers = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Many), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            // Of several requesters: no more than so many mails an hour come from the tickets of one.
            numbers.Add((await desk.PostAsync("/api/incidents", Principal.Requester($"user{i % 50}"), RunningDesk.Incident($"Promise {i}"))).Is(HttpStatusCode.Created).Number));
        await SettledAsync(desk);

        desk.Process.KillHard();
        desk.Process.Set("AzureWebJobs_Tick_Disabled", "true");
        await desk.Process.StartAsync();
        await desk.AdvanceAsync(XmlConvert.ToString(opening.AddHours(7) - await desk.NowAsync()));
        Assert.Empty(await ToldAsync(desk, numbers.First()));

        desk.Process.KillHard();
        desk.Process.Set("AzureWebJobs_Tick_Disabled", null);
        await desk.Process.StartAsync();
        Task move = desk.AdvanceAsync("PT1M");
        await Eventually.TrueAsync(async () => (await ToldAsync(desk, numbers.Order(StringComparer.Ordinal).First())).Length > 0, TimeSpan.FromMinutes(1), what: "the first that is told");
        desk.Process.KillHard();
        await Assert.ThrowsAnyAsync<Exception>(() => move.WaitAsync(TimeSpan.FromMinutes(1)));
        await desk.Process.StartAsync();
        await desk.AdvanceAsync("PT2M");
        await SettledAsync(desk);

        foreach (string number in numbers)
        {
            JsonNode[] told = await ToldAsync(desk, number);
            Assert.Equal([50, 75, 90, null], told.Select(e => (int?)e["serviceLevel"]!["percent"]));
            Assert.Equal([30, 45, 54, 60], told.Select(e => (e["happenedAt"]!.GetValue<DateTimeOffset>() - opening).TotalMinutes));
            Assert.All(told, e => Assert.InRange(e["serviceLevel"]!["firedLateBySeconds"]!.GetValue<double>(), 5.9 * 3600, 8 * 3600));
            JsonNode clock = (await desk.GetAsync($"/api/tickets/{number}/sla", Bo)).Json["clocks"]![0]!;
            Assert.Equal(("breached", opening.AddHours(1)), (clock["state"]!.GetValue<string>(), clock["dueAt"]!.GetValue<DateTimeOffset>()));
        }

        await Eventually.TrueAsync(() => desk.Mail.Messages.Count(mail => mail.Message.Subject!.Contains("Frist overskredet", StringComparison.Ordinal)) >= Many, TimeSpan.FromMinutes(2), what: "one mail for each breach");
        Assert.Equal(
            Many, desk.Mail.Messages.Where(mail => mail.Message.Subject!.Contains("Frist overskredet", StringComparison.Ordinal)).Select(mail => mail.NotificationId).Distinct().Count());
        // Warnings that the breach had overtaken are in the history, and in nobody's mail.
        Assert.DoesNotContain(desk.Mail.Messages, mail => mail.Message.Subject!.Contains("% brugt", StringComparison.Ordinal));
    }

    /// <summary>What is promised later brings no deadline nearer unless the desk looks: it does when the new hours take effect.</summary>
    [Fact]
    public async Task Is_counted_anew_for_open_tickets_when_other_hours_take_effect()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        await PromiseAsync(desk, 600, hours: 60);
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Is(HttpStatusCode.Created).Number;
        DateTimeOffset before = await DueAsync(desk, number);
        await SettledAsync(desk);
        await SetAsync(desk, "calendars", Always(24 * 60), await SimulatedAsync(desk, new { calendars = Always(24 * 60) }));
        await desk.AdvanceAsync("PT2M");
        DateTimeOffset after = await DueAsync(desk, number);
        Assert.True(after < before, $"{after} is not before {before}");
        await Eventually.TrueAsync(async () => (await EventsAsync(desk, number)).Any(e => e["what"]!.GetValue<string>() == "clocksRecounted"), TimeSpan.FromMinutes(1), what: "the ticket is looked at anew");
        await SettledAsync(desk);
        await desk.AdvanceAsync("PT11H");
        Assert.Equal(after, Assert.Single(await EventsAsync(desk, number), e => e["what"]!.GetValue<string>() == "serviceLevelBreached")["happenedAt"]!.GetValue<DateTimeOffset>());

        JsonNode breach = await BreachAsync();
        Assert.Equal(("leader", 1, null), (breach["to"]!.GetValue<string>(), breach["step"]!.GetValue<int>(), breach["acknowledgedBy"]));
        Assert.NotNull(breach["climbsAt"]);
        (await desk.PostAsync($"/api/tickets/{number}/acknowledge-escalation", Bo, new { note = "On it." })).Is(HttpStatusCode.OK);
        breach = await BreachAsync();
        Assert.Equal(("bo", null), (breach["acknowledgedBy"]!.GetValue<string>(), breach["climbsAt"]));
        Assert.All((await desk.GetAsync($"/api/tickets/{number}/sla", Anna)).Json["clocks"]!.AsArray(), clock => Assert.Null(clock!["told"]));
        await desk.AdvanceAsync("P5D");
        Assert.DoesNotContain(await EventsAsync(desk, number), e => e["what"]!.GetValue<string>() == "escalationClimbed");

        async Task<JsonNode> BreachAsync() => Assert.Single((await desk.GetAsync($"/api/tickets/{number}/sla", Bo)).Json["clocks"]![0]!["told"]!.AsArray(), told => told!["percent"] is null)!;
    }

    private static async Task<DateTimeOffset> DueAsync(RunningDesk desk, string number) => (await desk.GetAsync($"/api/tickets/{number}/sla", Bo)).Json["clocks"]![0]!["dueAt"]!.GetValue<DateTimeOffset>();

    private static async Task PromiseAsync(RunningDesk desk, int minutes, int hours = 24 * 60, params DateTime[] closed)
    {
        await SetAsync(desk, "teams", JsonNode.Parse((await desk.GetAsync("/api/parameters/teams", Mia)).Json["value"]!.ToJsonString().Replace("\"leaders\":[]", "\"leaders\":[\"lea@example.org\"]", StringComparison.Ordinal))!);
        await SetAsync(desk, "calendars", Always(hours, closed));
        await SetAsync(desk, "service_policies", new[] { new { id = "all", english = "All", danish = "Alle", targets = new[] { new { kind = "resolution", goal = minutes } } } });
        await desk.AdvanceAsync("PT2M");
    }

    private static object Always(int minutes, params DateTime[] closed) => new[]
    {
        new { id = "always", name = "Always", week = Enum.GetNames<DayOfWeek>().Select(day => new { day = day.ToLowerInvariant(), hours = new[] { new { from = 0, until = minutes } } }), exceptions = closed.Select(day => new { date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), name = "Closed", hours = Array.Empty<object>() }) },
    };

    private static Task SettledAsync(RunningDesk desk) => Eventually.TrueAsync(
        async () => (await desk.GetAsync("/api/health/ready")).Json["oldestOutboxSeconds"] is null, TimeSpan.FromMinutes(2), what: "an empty outbox");

    private static async Task<JsonNode[]> EventsAsync(RunningDesk desk, string number) => [.. (await desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["events"]!.AsArray().Select(e => e!)];

    private static async Task<JsonNode[]> ToldAsync(RunningDesk desk, string number) =>
        [.. (await EventsAsync(desk, number)).Where(e => e["what"]!.GetValue<string>() is "serviceLevelWarned" or "serviceLevelBreached")];

    // Where something is promised already, whatever takes its place is simulated first.
    private static async Task<string> SimulatedAsync(RunningDesk desk, object draft)
    {
        string id = (await desk.PostAsync("/api/sla/simulations", Mia, draft)).Is(HttpStatusCode.Accepted).Json["id"]!.GetValue<string>();
        await Eventually.TrueAsync(async () => (await desk.GetAsync($"/api/sla/simulations/{id}", Mia)).Json["state"]!.GetValue<string>() == "done", TimeSpan.FromMinutes(2), what: "the end of the simulation");
        return id;
    }

    private static async Task SetAsync(RunningDesk desk, string parameter, object value, string? simulation = null)
    {
        string match = $"\"{(await desk.GetAsync($"/api/parameters/{parameter}", Mia)).Json["version"]}\"";
        (await desk.SendAsync(HttpMethod.Put, $"/api/parameters/{parameter}", Mia, new { value, simulation }, match: match)).Is(HttpStatusCode.OK);
    }
}
