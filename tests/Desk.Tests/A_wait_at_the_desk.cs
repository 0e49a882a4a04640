using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Waits over the running desk, each carried by an orchestration, with desk time moved and processes killed.</summary>
public sealed class A_wait_at_the_desk(ITestOutputHelper output)
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Lea = Principal.Of("lea", "TeamLeader");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    /// <summary>2,000 where asked for; the gate has a tenth of them.</summary>
#pragma warning disable RS0030 // A test has no configuration.
    private static readonly int Many = int.Parse(Environment.GetEnvironmentVariable("ITSM_TEST_WAITS") ?? "200", CultureInfo.InvariantCulture);
#pragma warning restore RS0030

    [Fact]
    [Trait("Rule", "PR-05")]
    public async Task Reminds_its_requester_once_at_each_instant_and_ends_in_time_though_the_desk_is_killed_again_and_again()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await WaitingAsync(desk, "PR-05");
        for (int restart = 0; restart < 12; restart++)
        {
            await desk.AdvanceAsync("P3D");
            desk.Process.KillHard();
            await desk.Process.StartAsync();
        }

        await Instances.SettledAsync(desk);
        JsonNode[] events = await EventsAsync(desk, number);
        DateTimeOffset began = At(events.Single(e => What(e) == "pended"));
        JsonNode[] reminders = [.. events.Where(e => What(e) == "waitReminded")];
        Assert.Equal(3, reminders.Length);
        Assert.Equal(reminders.Select(At).Order().Distinct(), reminders.Select(At));
        Assert.All(reminders, e => Assert.Equal("clock", e["by"]!.GetValue<string>()));
        JsonNode resumed = events.Single(e => What(e) == "resumed");
        Assert.InRange(At(resumed) - began, TimeSpan.FromDays(30) - TimeSpan.FromHours(1), TimeSpan.FromDays(30) + TimeSpan.FromHours(1));
        Answer now = await desk.GetAsync($"/api/tickets/{number}", Bo);
        Assert.Equal(("inProgress", true), (now.TicketStatus, now.Json["flags"]!["update"]!.GetValue<bool>()));
        Assert.Equal(3, desk.Mail.Messages.Select(mail => mail).Where(mail => mail.Message.Subject!.Contains("Vi venter på dig", StringComparison.Ordinal)).Select(mail => mail.NotificationId).Distinct().Count());

        JsonArray time = (await desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["accountableTime"]!.AsArray();
        Assert.Equal((long)(At(resumed) - began).TotalSeconds, time.Single(each => each!["party"]!.GetValue<string>() == "requester")!["seconds"]!.GetValue<long>());
    }

    [Fact]
    [Trait("Rule", "PR-07")]
    public async Task Ends_its_orchestration_when_it_is_left_by_hand_and_loses_it_when_the_ticket_closes()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await WaitingAsync(desk, "PR-05");
        (await desk.CommandAsync(number, "resume", Bo)).Is(HttpStatusCode.OK);
        (await desk.CommandAsync(number, "pend", Bo, new { reason = "PR-07" })).Is(HttpStatusCode.OK);
        Assert.Equal(["Completed", "Running"], await StatusesAsync(desk, number, all => all is ["Completed", "Running"]));
        (await desk.PostAsync($"/api/tickets/{number}/supplier-replied", Bo, new { text = "The part is on its way." })).Is(HttpStatusCode.OK);
        Assert.Equal(["Completed", "Completed"], await StatusesAsync(desk, number, all => all.Length == 2 && all.All(status => status == "Completed")));
        string[] notes = [.. (await desk.GetAsync($"/api/tickets/{number}/journal", Bo)).Json["notes"]!.AsArray().Select(note => $"{note!["kind"]}: {note["text"]}")];
        Assert.Contains("fromSupplier: The part is on its way.", notes);

        (await desk.CommandAsync(number, "resolve", Bo, new { solution = "It has come." })).Is(HttpStatusCode.OK);
        await desk.AdvanceAsync("P31D");
        Assert.Equal("closed", (await desk.GetAsync($"/api/tickets/{number}", Bo)).TicketStatus);
        await Instances.SettledAsync(desk);
        Assert.Empty(await StatusesAsync(desk, number, _ => true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_carried_again_at_the_same_stage_by_the_command_once_it_was_lost_or_terminated(bool terminated)
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await WaitingAsync(desk, "PR-10");
        await desk.AdvanceAsync("P8D");
        await Instances.SettledAsync(desk);
        int told = (await EventsAsync(desk, number)).Count(e => What(e) == "waitReminded");
        Assert.InRange(told, 1, 2);
        await LoseAsync(desk, number, terminated);

        Assert.Equal(HttpStatusCode.Forbidden, (await desk.PostAsync($"/api/tickets/{number}/recover", Bo)).Status);
        foreach (Principal who in new[] { Lea, Mia })
            (await desk.PostAsync($"/api/tickets/{number}/recover", who)).Is(HttpStatusCode.OK);
        Assert.Equal("Running", await InstanceAsync(desk, number, "Running"));
        Assert.Equal(told, (await EventsAsync(desk, number)).Count(e => What(e) == "waitReminded"));

        await desk.AdvanceAsync("P30D");
        await Instances.SettledAsync(desk);
        JsonNode[] events = await EventsAsync(desk, number);
        Assert.Equal(4, events.Count(e => What(e) == "waitReminded"));
        Assert.Single(events, e => What(e) == "resumed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_carried_again_by_the_clock_which_finds_that_what_was_due_was_not_done(bool terminated)
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await WaitingAsync(desk, "PR-04", days: 3);
        await LoseAsync(desk, number, terminated);

        DateTimeOffset until = (await desk.GetAsync($"/api/tickets/{number}", Bo)).Json["pending"]!["until"]!.GetValue<DateTimeOffset>();
        await desk.AdvanceAsync("P3DT1H");
        await Instances.SettledAsync(desk);
        JsonNode resumed = Assert.Single(await EventsAsync(desk, number), e => What(e) == "resumed");
        // Fifteen minutes late, and counted from its own instant.
        Assert.Equal(until, At(resumed));
        Assert.InRange(resumed["recordedAt"]!.GetValue<DateTimeOffset>(), until.AddMinutes(15), until.AddMinutes(17));
    }

    [Fact]
    [Trait("Rule", "PR-04")]
    public async Task Costs_an_idle_desk_nothing_however_many_there_are_and_wakes_with_all_that_fall_due_in_the_same_minute()
    {
        // Reports read what has changed, whatever it is.
        await using RunningDesk desk = await RunningDesk.StartAsync(new Dictionary<string, string> { ["ReportSchedule"] = "0 0 0 29 2 *" });
        await WaitingAsync(desk, "PR-07");
        (int fewSweeps, int few) = await IdleAsync(desk);
        DateTimeOffset until = (await desk.NowAsync()).AddDays(2);
        string[] numbers = await ManyAsync(desk, i => until.AddMilliseconds(i * 60_000.0 / Many));
        await ReviewsAsync(desk);
        (int manySweeps, int many) = await IdleAsync(desk);

        output.WriteLine($"five idle minutes: {few} requests with one wait open, {many} with {Many + 1} and {Many / 4} reviews, beside {fewSweeps} and {manySweeps} of sweeps");
        // How often the sweep comes while the tick looks five times depends on the machine; what one costs does not.
        Assert.Equal((0, 0), (fewSweeps % Sweep, manySweeps % Sweep));
        Assert.InRange(many + (5 * Sweep), (few + (5 * Sweep)) * 0.9, (few + (5 * Sweep)) * 1.1);

        long began = TimeProvider.System.GetTimestamp();
        await desk.AdvanceAsync("P3D");
        output.WriteLine($"{Many} waits woke in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s");

        await Instances.SettledAsync(desk);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            JsonNode resumed = (await EventsAsync(desk, number)).Single(e => What(e) == "resumed");
            Assert.InRange(At(resumed), until, until.AddMinutes(1));
            Assert.Equal(At(resumed), resumed["recordedAt"]!.GetValue<DateTimeOffset>());
        });
    }

    /// <summary>Requests of one sweep of the outbox: one for each shard.</summary>
    private const int Sweep = 16;

    // Five minutes in which the tick looked: on a fast machine it looks at most once in a second of real time, however fast desk time is
    // moved. Queues are asked by the real clock, and the local runtime keeps its own state: neither is the desk's.
    private async Task<(int Sweeps, int Others)> IdleAsync(RunningDesk desk)
    {
        await Instances.SettledAsync(desk);
        // Past the look at whether what has just begun was carried: that comes once.
        await desk.AdvanceAsync("PT20M");
        await Instances.SettledAsync(desk);
        var seen = new Dictionary<StorageOperation, int>();
        desk.Storage.Ledger.Take();
        await Eventually.TrueAsync(async () =>
        {
            await desk.AdvanceAsync("PT1M");
            foreach ((StorageOperation of, int count) in desk.Storage.Ledger.Take())
                seen[of] = seen.GetValueOrDefault(of) + count;
            return seen.Where(of => of.Key is { Kind: "query", Resource: "due" }).Sum(of => of.Value) >= 5;
        });
        output.WriteLine(string.Join(", ", seen.Select(of => $"{of.Value} × {of.Key}")));
        int sweeps = seen.Where(of => of.Key is { Service: "tables", Kind: "query", Resource: "desk" }).Sum(of => of.Value);
        return (sweeps, seen.Where(of => of.Key is { Service: "tables", Resource: "desk" or "due" or "lists" or "openlists" } || of.Key.Resource.StartsWith("ItsmDesk", StringComparison.Ordinal)).Sum(of => of.Value) - sweeps);
    }

    private static async Task<string> WaitingAsync(RunningDesk desk, string reason, int? days = null)
    {
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Is(HttpStatusCode.Created).Number;
        DateTimeOffset? until = days is { } some ? (await desk.NowAsync()).AddDays(some) : null;
        (await desk.CommandAsync(number, "pend", Bo, until is null ? new { reason } : new { reason, until })).Is(HttpStatusCode.OK);
        Assert.Equal("Running", await InstanceAsync(desk, number, "Running"));
        return number;
    }

    private static async Task<string[]> ManyAsync(RunningDesk desk, Func<int, DateTimeOffset> until)
    {
        var numbers = new string[Many];
        await Parallel.ForAsync(0, Many, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            numbers[i] = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident($"Waits {i}"))).Is(HttpStatusCode.Created).Number;
            (await desk.CommandAsync(numbers[i], "pend", Bo, new { reason = "PR-04", until = until(i) })).Is(HttpStatusCode.OK);
        });
        return numbers;
    }

    /// <summary>A quarter as many changes as waits, each in its review.</summary>
    private static async Task ReviewsAsync(RunningDesk desk)
    {
        var numbers = new string[Many / 4];
        await Parallel.ForAsync(0, numbers.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => numbers[i] = (await desk.PostAsync("/api/changes", Bo, new
        {
            type = "general", title = $"Change {i}", description = "It is exchanged.", category = "network", subcategory = "wired", backOutPlan = "The old one stays.", reviewers = new[] { "rita", "rolf" },
        })).Is(HttpStatusCode.Created).Number);
        await Instances.SettledAsync(desk);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) => await Eventually.TrueAsync(async () =>
            (await desk.GetAsync($"/api/tickets/{number}", Bo)).Json["change"]!["review"] is not null));
    }

    private static Task LoseAsync(RunningDesk desk, string number, bool terminated) => Instances.LoseAsync(desk, PrefixOf(number), terminated);

    private static async Task<string?> InstanceAsync(RunningDesk desk, string number, string status) =>
        (await StatusesAsync(desk, number, all => all.Contains(status))).Single(each => each == status);

    private static Task<string[]> StatusesAsync(RunningDesk desk, string number, Func<string[], bool> until) => Instances.StatusesAsync(desk, PrefixOf(number), until);

    private static string PrefixOf(string number) => $"wait-demo-{number}-";

    private static async Task<JsonNode[]> EventsAsync(RunningDesk desk, string number) =>
        [.. (await desk.GetAsync($"/api/tickets/{number}/events", Bo)).Is(HttpStatusCode.OK).Json["events"]!.AsArray()!];

    private static string What(JsonNode e) => e["what"]!.GetValue<string>();

    private static DateTimeOffset At(JsonNode e) => e["happenedAt"]!.GetValue<DateTimeOffset>();
}
