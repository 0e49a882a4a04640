using System.Diagnostics;
using System.Net;

namespace ItsmFunctions.Desk.Tests;

public sealed class Storage_that_fails(ITestOutputHelper output)
{
    private const int Turns = 60;

    [Fact]
    public async Task In_every_way_gives_no_false_failure_and_no_duplicate()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        desk.Storage.Follow(FaultPlan.Rough(20261122) with { HangFor = TimeSpan.FromMilliseconds(300) });
        var log = new A_desk_that_is_killed.ClientLog();
        using var over = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, 8).Select(i => new A_desk_that_is_killed.Client(desk, i, log).RunAsync(over.Token))];
        await Eventually.TrueAsync(() => log.Acknowledged >= 8 * Turns && Enum.GetValues<StorageFault>().All(fault => desk.Storage.Ledger.Count(fault) > 0), TimeSpan.FromMinutes(3));
        await over.CancelAsync();
        await Task.WhenAll(clients);
        desk.Storage.Follow(null);

        output.WriteLine($"{log.Acknowledged} acknowledged; {string.Join(", ", desk.Storage.Ledger.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}");
        Assert.All(Enum.GetValues<StorageFault>(), fault => Assert.True(desk.Storage.Ledger.Count(fault) > 0, $"{fault} never befell a request."));
        await A_desk_that_is_killed.EverythingIsThereOnceAsync(desk, log);
    }

    [Fact]
    public async Task Altogether_is_said_at_once_and_the_desk_goes_on_when_it_is_back()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        var anna = Principal.Requester("anna");
        (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident())).Is(HttpStatusCode.Created);

        desk.Storage.Outage = true;
        Answer refused = (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident(), key: "during the outage")).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("try-again", refused.Code);
        (await desk.GetAsync("/api/health/live")).Is(HttpStatusCode.OK);
        long asked = Stopwatch.GetTimestamp();
        (await desk.GetAsync("/api/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        // A probe is answered within ten seconds; the client libraries alone would go on for a minute.
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(30));

        desk.Storage.Outage = false;
        (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident(), key: "during the outage")).Is(HttpStatusCode.Created);
        (await desk.GetAsync("/api/health/ready")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task For_the_lists_alone_holds_up_no_new_ticket_nor_its_repetition_and_lists_it_later()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        var anna = Principal.Requester("anna");
        desk.Storage.Follow(new FaultPlan(1) { Unavailable = 1, Spares = operation => operation is not { Service: "tables", Resource: "lists", IsWrite: true } });

        Answer opened = (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident(), key: "one")).Is(HttpStatusCode.Created);
        Answer again = (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident(), key: "one")).Is(HttpStatusCode.Created);
        Assert.Equal((opened.Text, false, true), (again.Text, opened.Replayed, again.Replayed));
        Assert.Empty((await desk.GetAsync("/api/tickets", anna)).Json["tickets"]!.AsArray());
        Assert.True(desk.Storage.Ledger.Count(StorageFault.Unavailable) > 2);

        desk.Storage.Follow(null);
        await Eventually.TrueAsync(async () => (await desk.GetAsync("/api/tickets", anna)).Json["tickets"]!.AsArray().Any(line => (string?)line!["number"] == opened.Number));
    }

    [Fact]
    public async Task For_the_nudges_alone_delays_the_mail_and_not_the_requester_s_own_list()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        var anna = Principal.Requester("anna");
        desk.Storage.Follow(new FaultPlan(1) { Unavailable = 1, Spares = operation => operation is not { Service: "queues", Kind: "put" } });

        string number = (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident())).Is(HttpStatusCode.Created).Number;
        Assert.Equal(number, (string?)Assert.Single((await desk.GetAsync("/api/tickets", anna)).Json["tickets"]!.AsArray())!["number"]);

        await Eventually.TrueAsync(() => desk.Storage.Ledger.Count(StorageFault.Unavailable) > 0);
        Assert.Empty(desk.Mail.Messages);
        await Eventually.TrueAsync(async () =>
        {
            await desk.AdvanceAsync("PT1M");
            return desk.Mail.Messages.Count > 0;
        });
        Assert.Single(desk.Mail.Messages);
    }

    /// <summary>The due row is written first: the tick sees a deadline that the ticket does not know yet.</summary>
    [Fact]
    public async Task While_a_deadline_is_written_and_its_ticket_is_not_loses_no_automatic_close()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        Principal anna = Principal.Requester("anna"), bo = Principal.Agent("bo");
        string number = (await desk.PostAsync("/api/incidents", anna, RunningDesk.Incident())).Number;
        (await desk.CommandAsync(number, "resolve", bo, new { solution = "Cleaned the rollers." })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/reply", anna, new { text = "Thank you, but it squeaks." })).Is(HttpStatusCode.OK);
        await desk.AdvanceAsync("P31D");

        // Long overdue, it closes as soon as the message is answered: at once due, and its commit hangs.
        desk.Storage.Follow(new FaultPlan(1) { TimeOut = 1, HangFor = TimeSpan.FromSeconds(3), Spares = operation => operation is not { Kind: "transaction", Resource: "desk" } });
        desk.Storage.Ledger.Reset();
        Task<Answer> answered = desk.PostAsync($"/api/tickets/{number}/reply", bo, new { text = "It will settle." });
        await Eventually.TrueAsync(() => desk.Storage.Ledger.Count("tables:upsert", "due") > 0 && desk.Storage.Ledger.Count(StorageFault.TimeOut) > 0);
        await desk.AdvanceAsync("PT1M");
        Assert.False(answered.IsCompleted);
        desk.Storage.Follow(null);
        (await answered).Is(HttpStatusCode.OK);

        // Whichever tick comes first after a commit that a busy machine draws out.
        for (int tick = 0; tick < 5 && (await desk.GetAsync($"/api/tickets/{number}", anna)).TicketStatus != "closed"; tick++)
            await desk.AdvanceAsync("PT5M");
        Assert.Equal("closed", (await desk.GetAsync($"/api/tickets/{number}", anna)).TicketStatus);
    }
}
