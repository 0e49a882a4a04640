using System.Net;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Round trips are the currency: what each operation costs, counted between desk and storage.</summary>
public sealed class Storage_requests(ITestOutputHelper output)
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");

    // A timer that fires while a test counts would add what all tickets of the past minutes cost: the forty-eight of the warm-up.
    private static readonly Dictionary<string, string> NoTimers = new() { ["ReportSchedule"] = "0 0 0 29 2 *", ["TickSchedule"] = "0 0 0 29 2 *" };

    [Fact]
    public async Task Stay_within_the_budget_of_each_operation()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync(NoTimers);
        // The first of its kind takes a block of numbers, meets its persons and announces the sweep of its keys.
        for (int i = 0; i < 48; i++)
            await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: $"warm {i}");
        string number = (await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: "counted")).Number;
        string path = $"/api/tickets/{number}";
        await desk.PostAsync($"{path}/journal", Bo, new { text = "warm" });
        await desk.GetAsync("/api/tickets?team=it-support", Bo);

        Assert.Equal(1, await CountAsync(desk, "read", () => desk.GetAsync(path, Bo)));
        Assert.InRange(await CountAsync(desk, "create", () => desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: "one more")), 1, 2);
        Assert.Equal(2, await CountAsync(desk, "note", () => desk.PostAsync($"{path}/journal", Bo, new { text = "A note" }, key: "note")));
        string tag = (await desk.GetAsync(path, Bo)).ETag!;
        Assert.Equal(2, await CountAsync(desk, "command", () => desk.PostAsync($"{path}/assign", Bo, new { team = "it-support", assignee = "bo" }, "assign", tag)));
        tag = (await desk.GetAsync(path, Bo)).ETag!;
        Assert.Equal(1, await CountAsync(desk, "command that changes nothing", () => desk.PostAsync($"{path}/assign", Bo, new { team = "it-support", assignee = "bo" }, match: tag)));
        Assert.Equal(2, await CountAsync(desk, "the same with a key", () => desk.PostAsync($"{path}/assign", Bo, new { team = "it-support", assignee = "bo" }, "nothing", tag)));
        Assert.Equal(2, await CountAsync(desk, "command that begins a wait", () => desk.PostAsync($"{path}/pend", Bo, new { reason = "PR-04", until = "2035-01-01T08:00:00Z" }, "pend", tag)));
        tag = (await desk.GetAsync(path, Bo)).ETag!;
        Assert.Equal(3, await CountAsync(desk, "command that moves a deadline", () => desk.PostAsync($"{path}/resolve", Bo, new { solution = "Cleaned." }, "resolve", tag)));
        Assert.Equal(2, await CountAsync(desk, "service levels where nothing is promised", () => desk.GetAsync($"{path}/sla", Bo)));
        Assert.DoesNotContain(desk.Storage.Ledger.Requests, of => of.Key is { Service: "blobs" });
        Assert.Equal(1, await CountAsync(desk, "list page", () => desk.GetAsync("/api/tickets?team=it-support&top=20", Bo)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_whole_ticket_life_stay_within_forty_whether_it_takes_a_second_or_a_week(bool slowly)
    {
        await using RunningDesk desk = await RunningDesk.StartAsync(NoTimers);
        for (int i = 0; i < 48; i++)
            await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: $"warm {i}");
        await desk.PostAsync($"/api/tickets/{(await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: "last")).Number}/journal", Bo, new { text = "warm" });
        await SettledAsync(desk);

        IReadOnlyDictionary<StorageOperation, int> before = desk.Storage.Ledger.Take();
        // A nudge that waits until all is done keeps the reactions out of the count of the path, however slow the machine is.
        if (!slowly)
            desk.Storage.Follow(Holding with { HangFor = TimeSpan.FromSeconds(4) });
        Answer now = await desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident(), key: "life");
        string number = now.Number, tag = "\"1\"";
        if (slowly)
            await SettledAsync(desk);
        foreach ((string command, object? body) in new (string, object?)[]
        {
            ("assign", new { team = "it-support", assignee = "bo" }), ("begin-work", null), ("pend", new { reason = "PR-05" }), ("resume", null), ("resolve", new { solution = "Cleaned." }),
        })
        {
            now = (await desk.PostAsync($"/api/tickets/{number}/{command}", Bo, body, key: command, match: tag)).Is(HttpStatusCode.OK);
            tag = now.ETag!;
            if (slowly)
                await SettledAsync(desk);
        }

        // Slowly, reactions run between the requests, and this test's own questions whether they are done.
        int inPath = slowly ? 0 : desk.Storage.Ledger.Requests.Where(of => IsInPath(of.Key)).Sum(of => of.Value);
        desk.Storage.Follow(null);
        await SettledAsync(desk);
        int withReactions = Counted(desk);
        output.WriteLine($"in the request path: {inPath}; with outbox, lists and dirty marks: {withReactions}\n{desk.Storage.Ledger}");
        Assert.InRange(inPath, slowly ? 0 : 1, 16);
        Assert.InRange(withReactions, inPath, 40);
        Assert.NotEmpty(before);
    }

    // What a request does before its answer: the desk's own tables, and the line in the requester's list.
    private static bool IsInPath(StorageOperation of) =>
        of is { Service: "tables", Resource: "desk" or "due" or "lists" or "numbers" or "people" } or { Kind: "query", Resource: "openlists" };

    // The queue's own are shared by all tickets of a moment, and polling is the price of an instance that is up; mails and
    // orchestrations are counted apart; the prefix queries are this test's own, which asks for the desk's health to know when it has come to rest.
    private static int Counted(RunningDesk desk) => desk.Storage.Ledger.Requests
        .Where(of => !of.Key.Resource.StartsWith("ItsmDesk", StringComparison.Ordinal) && of.Key is not ({ Service: "queues" } or { Service: "blobs" } or { Resource: "notifications" or "people" } or { Kind: "query", Resource: "desk" }))
        .Sum(of => of.Value);

    private static FaultPlan Holding => new(1) { TimeOut = 1, HangFor = TimeSpan.FromSeconds(1), Spares = operation => operation is not { Service: "queues", Kind: "put" } };

    private async Task<int> CountAsync(RunningDesk desk, string what, Func<Task<Answer>> act)
    {
        await SettledAsync(desk);
        // What an orchestration does of the command before is done too, and the reactions to this one wait until it is counted.
        await desk.AdvanceAsync("PT1S");
        desk.Storage.Follow(Holding);
        desk.Storage.Ledger.Take();
        Answer answer = await act();
        Assert.InRange((int)answer.Status, 200, 299);
        int count = desk.Storage.Ledger.Requests.Where(of => IsInPath(of.Key)).Sum(of => of.Value);
        output.WriteLine($"{what}: {count} ({desk.Storage.Ledger})");
        desk.Storage.Follow(null);
        return count;
    }

    private static Task SettledAsync(RunningDesk desk) => Eventually.TrueAsync(async () =>
        (await desk.GetAsync("/api/health/ready")).Json is var ready && ready["oldestOutboxSeconds"] is null && ready["queueLength"]!.GetValue<int>() == 0);
}
