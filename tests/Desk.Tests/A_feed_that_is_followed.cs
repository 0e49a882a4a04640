using System.Net;
using System.Text.Json.Nodes;
using static ItsmFunctions.Desk.Tests.A_desk_that_is_killed;

namespace ItsmFunctions.Desk.Tests;

public sealed class A_feed_that_is_followed(ITestOutputHelper output)
{
    private const int Writers = 32;
    private const int Kills = 8;

    private static readonly Principal Machine = Principal.Of("follower", "Integration");
    private static readonly Principal Bo = Principal.Agent("bo");

    /// <summary>The reader keeps what it was told, and never looks back; the desk is killed while it writes, feeds and answers.</summary>
    [Fact]
    public async Task By_a_reader_who_polls_while_thirty_two_write_and_the_desk_is_killed_skips_nothing()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        using var over = new CancellationTokenSource();
        using var written = new CancellationTokenSource();
        var log = new ClientLog();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(i => new Client(desk, i, log).RunAsync(over.Token))];
        var reader = new Reader(desk);
        Task reading = reader.RunAsync(written.Token);

        var random = new Random(20261123);
        for (int kill = 0; kill < Kills; kill++)
        {
            int seen = log.Acknowledged, told = reader.Told;
            await Eventually.TrueAsync(() => log.Acknowledged > seen + Writers && reader.Told > told);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), TimeProvider.System);
            desk.Process.KillHard();
            await desk.Process.StartAsync();
        }

        await over.CancelAsync();
        await Task.WhenAll(writers);
        // What a kill left in the outbox is the sweep's, two ticks later at the most.
        await desk.AdvanceAsync("PT3M");
        await Eventually.TrueAsync(async () => (await desk.GetAsync("/api/health/ready")).Json["oldestOutboxSeconds"] is null, TimeSpan.FromMinutes(2), what: "an empty outbox");
        await written.CancelAsync();
        await reading;

        output.WriteLine($"{Kills} kills, {log.Tickets.Count} tickets, {reader.Told} events in {reader.Pages} answers, {reader.Repeats} repeats");
        Assert.True(reader.Told >= 2 * log.Tickets.Count && log.Tickets.Count > Writers, "Hardly anything was written.");
        foreach (string number in log.Tickets.Values)
        {
            int version = (await desk.GetAsync($"/api/tickets/{number}", Bo)).Is(HttpStatusCode.OK).Version;
            Assert.Equal(Enumerable.Range(1, version), reader.Versions[number]);
        }

        Assert.Equal(0, reader.Repeats);
    }

    /// <summary>Follows the feed from its beginning; what was not answered it asks for again.</summary>
    private sealed class Reader(RunningDesk desk)
    {
        private int _told;

        public Dictionary<string, List<int>> Versions { get; } = [];

        public int Told => Volatile.Read(ref _told);

        public int Pages { get; private set; }

        public int Repeats { get; private set; }

        public async Task RunAsync(CancellationToken written)
        {
            string path = "/api/events?limit=40";
            string after = "";
            while (true)
            {
                bool last = written.IsCancellationRequested;
                try
                {
                    Answer answer = await desk.GetAsync($"{path}{after}", Machine);
                    if (answer.Status != HttpStatusCode.OK)
                    {
                        Assert.True((int)answer.Status >= 500, answer.Text);
                        continue;
                    }

                    Pages++;
                    after = $"&after={answer.Json["cursor"]}";
                    foreach (JsonNode? told in answer.Json["events"]!.AsArray())
                        Keep(told!);
                    if (last && !answer.Json["more"]!.GetValue<bool>())
                        return;
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException)
                {
                    // Killed: the same cursor again.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }

        private void Keep(JsonNode told)
        {
            string number = told["subject"]!.GetValue<string>();
            int version = told["data"]!["version"]!.GetValue<int>();
            List<int> versions = Versions.TryGetValue(number, out List<int>? known) ? known : Versions[number] = [];
            if (versions.Contains(version))
                Repeats++;
            else
                versions.Add(version);
            Interlocked.Increment(ref _told);
        }
    }
}
