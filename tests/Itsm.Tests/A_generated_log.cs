using Azure.Storage.Blobs;
using ItsmFunctions.Itsm.Commands;
using ItsmFunctions.Reporting;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.Tests;

/// <summary>The form of the real log, always at hand: imported once, and looked at from every side.</summary>
public sealed class A_generated_log(A_generated_log.Imported imported) : IClassFixture<A_generated_log.Imported>
{
    private const int Rows = 1_500;

    private readonly Bench _bench = imported.Bench;
    private readonly string _file = imported.File;
    private readonly Outcome _first = imported.Outcome;

    [Fact]
    public async Task Is_replayed_incident_for_incident_and_row_for_row()
    {
        int incidents = System.IO.File.ReadLines(_file).Skip(1).Select(line => line.Split(',')[0]).Distinct().Count();
        Assert.Equal(incidents, _first.Result.Counts!.Created);
        Assert.Equal(incidents, _first.Parity[Measure.Tickets].Equal);
        int afterClosed = _first.Parity[Measure.Events].Explained.GetValueOrDefault("R-14");
        Assert.Equal(Rows, _first.Parity[Measure.Events].Equal + afterClosed);
        Assert.Equal(0, _first.Parity.Unexplained);

        IReadOnlyList<TicketHistory> histories = await _bench.HistoriesAsync();
        Assert.Equal(incidents, histories.Count);
        Assert.Equal(_first.Result.Counts.Events, histories.Sum(history => history.Events.Count));
        Assert.Equal(Rows - afterClosed, histories.Sum(history => history.Events.Select(e => e.Stored.Source).Distinct().Count()));
    }

    [Fact]
    public async Task Keeps_its_own_instants()
    {
        LocalClock clock = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen"));
        Dictionary<string, HashSet<DateTimeOffset>> said = System.IO.File.ReadLines(_file).Skip(1).Select(line => line.Split(','))
            .GroupBy(fields => fields[0])
            .ToDictionary(group => $"servicenow:{group.Key}", group => group.SelectMany(fields => new[] { clock.Read(fields[9])!.Value, clock.Read(fields[13])!.Value }).ToHashSet());

        foreach (TicketHistory history in await _bench.HistoriesAsync())
        {
            HashSet<DateTimeOffset> instants = said[history.Stored!.Ticket.Markers.ExternalReference!];
            Assert.All(history.Events, e => Assert.Contains(e.Stored.Event.HappenedAt, instants));
            Assert.All(history.Events, e => Assert.Equal(_bench.Time.GetUtcNow(), e.Stored.Event.RecordedAt));
            Assert.All(history.Events, e => Assert.Equal("Import", e.Stored.Event.Role));
        }
    }

    [Fact]
    public async Task Changes_nothing_the_second_time()
    {
        Outcome second = await _bench.ImportAsync(_file);
        Assert.Equal(0, second.Writes);
        Assert.Equal(_first.Result.Counts!.Created, second.Result.Counts!.Unchanged);
        Assert.Equal(0, second.Parity.Unexplained);
    }

    [Fact]
    public async Task Tells_nobody()
    {
        Assert.Empty(await _bench.OutboxAsync());
        Assert.Empty(await (await _bench.StorageAsync()).Tables.Notifications.QueryAsync<Azure.Data.Tables.TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Leaves_whole_chains()
    {
        VerifyCommand.Verdict verdict = await VerifyCommand.VerifyAsync(await _bench.StorageAsync(), Bench.Organisation, _bench.Screen, CancellationToken.None);
        Assert.Empty(verdict.Damaged);
        Assert.Equal(_first.Result.Counts!.Created, verdict.Tickets);
    }

    [Fact]
    public async Task Shows_its_groups_and_categories_in_the_catalogue()
    {
        Profile profile = await (await _bench.StorageAsync()).Profiles.ReadAsync(Bench.Organisation, CancellationToken.None);
        foreach (string[] fields in System.IO.File.ReadLines(_file).Skip(1).Select(line => line.Split(',')))
        {
            string group = fields[Array.IndexOf(Columns.Full, "assignment_group")], category = fields[Array.IndexOf(Columns.Full, "category")];
            if (group != "?")
                Assert.NotNull(profile.FindTeam(Slug.Of(group)));
            Assert.NotNull(profile.FindCategory(Slug.Of(category)));
        }

        Assert.NotNull(profile.FindTeam("it-support"));
    }

    [Fact]
    public async Task Stands_in_the_lists_of_its_callers()
    {
        DeskStorage storage = await _bench.StorageAsync();
        Ticket one = (await _bench.HistoriesAsync())[0].Stored!.Ticket;
        ListPage page = await storage.Lists.ReadAsync(Bench.Organisation, new TicketView.OfRequester(one.Requester), new(null, null, null, null), null, 50, CancellationToken.None);
        Assert.Contains(page.Tickets, ticket => ticket.Number == one.Number);
        Assert.NotNull(await storage.People.FindAsync(Bench.Organisation, one.Requester, CancellationToken.None));
    }

    [Fact]
    public async Task Counts_in_the_reports()
    {
        DeskStorage storage = await _bench.StorageAsync();
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
        int january = (await _bench.HistoriesAsync()).Count(history => LocalMonth.Of(history.Stored!.Ticket.OpenedAt, zone) == LocalMonth.Of(2016, 1));
        var reports = new ReportStore(new ReportBlobs(new BlobServiceClient(_bench.Connection)), storage.Profiles, _bench.Time);
        SummaryAnswer answer = await reports.SummaryAsync(Bench.Organisation, new(LocalMonth.Of(2016, 1), LocalMonth.Of(2016, 1), null, null), CancellationToken.None);
        Assert.Equal(january, answer.Summary.Totals.Opened);
        Assert.True(january > 100);
    }

    public sealed class Imported : IAsyncLifetime
    {
        internal Bench Bench { get; private set; } = null!;

        internal string File { get; private set; } = "";

        internal Outcome Outcome { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Bench = await Bench.OpenAsync();
            File = Bench.Sample(Rows);
            Outcome = await Bench.ImportAsync(File);
        }

        public ValueTask DisposeAsync() => Bench.DisposeAsync();
    }
}
