using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

public sealed class A_desk_that_is_killed(ITestOutputHelper output)
{
    private const int Kills = 30;
    private const int Clients = 12;

    [Fact]
    public async Task Thirty_times_with_requests_in_flight_loses_nothing_and_does_nothing_twice()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        using var over = new CancellationTokenSource();
        var log = new ClientLog();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(i => new Client(desk, i, log).RunAsync(over.Token))];

        var random = new Random(20261122);
        for (int kill = 0; kill < Kills; kill++)
        {
            int seen = log.Acknowledged;
            await Eventually.TrueAsync(() => log.Acknowledged > seen + Clients);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), TimeProvider.System);
            desk.Process.KillHard();
            await desk.Process.StartAsync();
        }

        await over.CancelAsync();
        await Task.WhenAll(clients);
        output.WriteLine($"{Kills} kills, {log.Acknowledged} acknowledged, {log.Replays} replays, {log.LostThenFound} acknowledgements lost and found");
        Assert.True(log.Replays >= 10, $"Only {log.Replays} replays: the clients hardly retried.");
        Assert.True(log.LostThenFound >= 1, "No acknowledgement was lost: the kills came at the wrong moments.");

        await EverythingIsThereOnceAsync(desk, log);
    }

    /// <summary>However young what it left was at the first tick, and however fast the ticks come after each other.</summary>
    [Fact]
    public async Task Has_done_what_it_left_undone_when_its_clock_has_been_moved_on()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        DateTimeOffset now = await desk.NowAsync();
        await desk.PostAsync("/admin/clock", body: new { now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddSeconds(115) });
        desk.Storage.Next("queues:put", StorageFault.Unavailable, times: 8);
        string number = (await desk.PostAsync("/api/incidents", Principal.Of("rita", "Requester"), RunningDesk.Incident())).Is(HttpStatusCode.Created).Number;
        desk.Process.KillHard();
        await desk.Process.StartAsync();

        await desk.AdvanceAsync("PT2M");
        Assert.Contains(number, Subjects(desk));
    }

    internal static async Task EverythingIsThereOnceAsync(RunningDesk desk, ClientLog log)
    {
        var agent = Principal.Agent("bo");
        Assert.Equal(log.Tickets.Count, log.Tickets.Values.Distinct().Count());
        foreach ((string title, string number) in log.Tickets)
        {
            Answer ticket = (await desk.GetAsync($"/api/tickets/{number}", agent)).Is(HttpStatusCode.OK);
            Assert.Equal(title, ticket.Json["title"]!.GetValue<string>());
            JsonArray events = (await desk.GetAsync($"/api/tickets/{number}/events", agent)).Json["events"]!.AsArray();
            Assert.Equal(Enumerable.Range(1, ticket.Version), events.Select(e => e!["version"]!.GetValue<int>()));
            JsonArray notes = (await desk.GetAsync($"/api/tickets/{number}/journal", agent)).Json["notes"]!.AsArray();
            IEnumerable<string> written = log.Notes.Where(note => note.Value == number).Select(note => note.Key);
            Assert.Equal(written.Order(StringComparer.Ordinal), notes.Select(note => note!["text"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        }

        // What a kill left in the outbox is the sweep's, two ticks later at the most.
        await desk.AdvanceAsync("PT3M");
        await Eventually.TrueAsync(
            () => Subjects(desk).IsSupersetOf(log.Tickets.Values), TimeSpan.FromMinutes(2), what: "the acknowledgement mail of every ticket");
        Assert.All(desk.Mail.CountByNotificationId(), of => Assert.InRange(of.Value, 1, 1 + log.LostThenFound + Kills));
        Assert.Equal(
            desk.Mail.Messages.Select(mail => mail.NotificationId).Distinct().Count(), desk.Mail.Messages.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Null((await desk.GetAsync("/api/health/ready")).Json["oldestOutboxSeconds"]);
    }

    private static HashSet<string> Subjects(RunningDesk desk) =>
        [.. desk.Mail.Messages.Select(mail => mail.Message.Subject ?? "").Where(subject => subject.StartsWith('[')).Select(subject => subject[1..subject.IndexOf(']', StringComparison.Ordinal)])];

    /// <summary>What the clients were told: the truth that the store is held against.</summary>
    internal sealed class ClientLog
    {
        private int _acknowledged;
        private int _replays;
        private int _lostThenFound;

        public ConcurrentDictionary<string, string> Tickets { get; } = new();

        public ConcurrentDictionary<string, string> Notes { get; } = new();

        public int Acknowledged => Volatile.Read(ref _acknowledged);

        public int Replays => Volatile.Read(ref _replays);

        public int LostThenFound => Volatile.Read(ref _lostThenFound);

        public void Count(Answer answer, bool after)
        {
            Interlocked.Increment(ref _acknowledged);
            if (!answer.Replayed)
                return;
            Interlocked.Increment(ref _replays);
            if (after)
                Interlocked.Increment(ref _lostThenFound);
        }
    }

    /// <summary>Opens tickets and writes notes; what is not acknowledged it sends again, with the same key, until it is.</summary>
    internal sealed class Client(RunningDesk desk, int id, ClientLog log)
    {
        private readonly Principal _who = Principal.Of($"client-{id}", "Agent.L1", "Requester");

        public async Task RunAsync(CancellationToken over)
        {
            for (int turn = 0; !over.IsCancellationRequested; turn++)
            {
                string title = $"Ticket {turn} of client {id}";
                Answer opened = await UntilAcknowledgedAsync("/api/incidents", RunningDesk.Incident(title), $"{id}/{turn}");
                log.Tickets[title] = opened.Number;
                string note = $"Note {turn} of client {id}";
                await UntilAcknowledgedAsync($"/api/tickets/{opened.Number}/journal", new { text = note }, $"{id}/{turn}/note");
                log.Notes[note] = opened.Number;
                // Some clients do not trust an answer.
                if (turn % 8 == 0)
                    Assert.Equal(opened.Number, (await UntilAcknowledgedAsync("/api/incidents", RunningDesk.Incident(title), $"{id}/{turn}")).Number);
            }
        }

        private async Task<Answer> UntilAcknowledgedAsync(string path, object body, string key)
        {
            bool lost = false;
            while (true)
            {
                try
                {
                    Answer answer = await desk.PostAsync(path, _who, body, key);
                    if ((int)answer.Status is >= 200 and < 300)
                    {
                        log.Count(answer, lost);
                        return answer;
                    }

                    Assert.True((int)answer.Status >= 500, $"{path} answered {(int)answer.Status}: {answer.Text}");
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException)
                {
                    lost = true;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }
}
