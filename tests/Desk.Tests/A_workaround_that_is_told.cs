using System.Net;

namespace ItsmFunctions.Desk.Tests;

/// <summary>A workaround goes to every open incident of a problem: one transaction each, in as many partitions. The process dies between two of them.</summary>
public sealed class A_workaround_that_is_told
{
    private const int Incidents = 12;
    private const string Text = "Wait a minute and connect again.";

    private static readonly Principal Agent = Principal.Agent("bo");

    [Fact]
    public async Task Reaches_each_incident_once_whatever_dies_in_between()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string[] incidents = await Task.WhenAll(Enumerable.Range(0, Incidents).Select(async _ => (await desk.PostAsync("/api/incidents", Principal.Requester("anna"), RunningDesk.Incident())).Is(HttpStatusCode.Created).Number));
        Answer problem = (await desk.PostAsync("/api/problems", Agent, new { title = "It drops connections", description = "Each morning.", category = "network", subcategory = "wired", incidents })).Is(HttpStatusCode.Created);
        (await desk.PostAsync($"/api/problems/{problem.Number}/findings", Agent, new { publicWorkaround = Text }, match: problem.ETag)).Is(HttpStatusCode.OK);
        await QuietAsync(desk);

        // The command's own transaction, and five incidents after it.
        int passed = 0;
        desk.Storage.Ledger.Reset();
        desk.Storage.Follow(new FaultPlan(1)
        {
            TimeOut = 1,
            HangFor = TimeSpan.FromMinutes(5),
            Spares = operation => operation is not { Service: "tables", Resource: "desk", IsWrite: true } || (operation.Kind == "transaction" && Interlocked.Increment(ref passed) <= 6),
        });
        Answer first = (await desk.PostAsync($"/api/problems/{problem.Number}/communicate-workaround", Agent, new { }, key: "tell")).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => desk.Storage.Ledger.Count(StorageFault.TimeOut) > 0 && (await ToldAsync(desk, incidents)).Sum() == 5);
        desk.Process.KillHard();

        desk.Storage.Follow(null);
        await desk.Process.StartAsync();
        Answer again = await desk.PostAsync($"/api/problems/{problem.Number}/communicate-workaround", Agent, new { }, key: "tell");
        Assert.Equal((first.Text, true), (again.Text, again.Replayed));
        await desk.AdvanceAsync("PT2M");
        await Eventually.TrueAsync(async () => (await ToldAsync(desk, incidents)).All(told => told == 1));
        await QuietAsync(desk);

        Assert.Equal(Enumerable.Repeat(1, Incidents), await ToldAsync(desk, incidents));
        await Eventually.TrueAsync(() => Task.FromResult(desk.Mail.Messages.Count(mail => mail.Message.Subject!.Contains("En vej uden om fejlen", StringComparison.Ordinal) || mail.Message.Subject.Contains("A way round the fault", StringComparison.Ordinal)) >= Incidents));
        Assert.All(desk.Mail.CountByNotificationId(), of => Assert.Equal(1, of.Value));
    }

    private static async Task<int[]> ToldAsync(RunningDesk desk, IEnumerable<string> incidents) => await Task.WhenAll(incidents.Select(async incident =>
        (await desk.GetAsync($"/api/tickets/{incident}/journal", Agent)).Json["notes"]!.AsArray().Count(note => (string?)note!["kind"] == "workaround" && (string?)note["text"] == Text)));

    private static Task QuietAsync(RunningDesk desk) => Eventually.TrueAsync(async () =>
        (await desk.GetAsync("/api/health/ready")).Json is var ready && ready["oldestOutboxSeconds"] is null && (int?)ready["queueLength"] == 0);
}
