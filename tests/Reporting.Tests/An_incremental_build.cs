using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;

namespace ItsmFunctions.Reporting.Tests;

public sealed class An_incremental_build : IAsyncLifetime
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");

    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public Task Leaves_byte_for_byte_what_a_full_rebuild_makes() => Gen.Select(Histories.Many(1, 10), Gen.Int[1, 3]).SampleAsync(async (scripts, steps) =>
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        var written = new List<Written>();
        // Tickets arrive one after the other, and each goes on a little before the next build.
        foreach (Script script in scripts)
        {
            written.Add(await desk.LogAsync(au, script, steps));
            foreach (Written earlier in written)
                await desk.ContinueAsync(earlier, 1);
            await desk.BuildAsync(au);
        }

        foreach (Written one in written)
            await desk.ContinueAsync(one);
        await desk.BuildAsync(au);
        await AssertEqualsRebuildAsync(desk);
        Assert.Equal(0, await desk.CountMarksAsync());
    }, iter: 12, threads: 1);

    [Fact]
    public async Task Does_not_depend_on_the_order_in_which_facts_are_handed_in()
    {
        List<List<TicketEvent>> histories = [.. Some(200).Select((script, i) => script.Play(au, i + 1))];
        OrganisationId other = OrganisationId.Parse("au2");
        await _desk.AddAsync(au, histories);
        SortedDictionary<string, string> first = await _desk.PartsAsync(au);

        await _desk.ForgetAsync(au);
        foreach (List<TicketEvent>[] some in histories.AsEnumerable().Reverse().Chunk(17))
        {
            // Some come half told first, and again whole; some come twice.
            await _desk.AddAsync(au, some.Select(events => events.Take(1 + (events.Count / 2))));
            await _desk.AddAsync(au, some.Concat(some));
        }

        Assert.Equal(first, await _desk.PartsAsync(au));
        await Assert.ThrowsAsync<ArgumentException>(() => _desk.AddAsync(other, histories));
    }

    [Fact]
    public async Task Takes_no_older_fact_for_a_newer_one()
    {
        List<TicketEvent> events = Ordinary(days: 2).Play(au, 1);
        await _desk.AddAsync(au, [events]);
        SortedDictionary<string, string> whole = await _desk.PartsAsync(au);

        Assert.Equal(0, await _desk.AddAsync(au, [events.Take(2)]));
        Assert.Equal(whole, await _desk.PartsAsync(au));
    }

    [Fact]
    public async Task That_finds_nothing_new_writes_nothing()
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 2));
        await _desk.BuildAsync(au);
        string[] blobs = await _desk.BlobsAsync(au);
        using var before = await _desk.ManifestAsync(au);

        await _desk.Feed.MarkAsync(au, [one.Number], CancellationToken.None);
        BuildReport report = await _desk.BuildAsync(au);
        await _desk.RebuildAsync(au);

        Assert.Equal((1, 0), (report.Tickets, report.Changed));
        Assert.Equal(blobs, await _desk.BlobsAsync(au));
        using var after = await _desk.ManifestAsync(au);
        Assert.Equal(before.RootElement.GetRawText(), after.RootElement.GetRawText());
        Assert.Equal(0, await _desk.CountMarksAsync());
    }

    [Fact]
    public async Task Remembers_what_happened_in_the_very_millisecond_of_opening()
    {
        Script script = Ordinary(days: 2) with
        {
            Steps = [new(Act.Assign, TimeSpan.Zero, 0), new(Act.Reply, TimeSpan.Zero, 0), new(Act.Assign, TimeSpan.FromHours(1), 2), new(Act.Reply, TimeSpan.FromHours(1), 0)],
        };
        Written one = await _desk.LogAsync(au, script, steps: 2);
        await _desk.BuildAsync(au);
        await _desk.ContinueAsync(one);
        await _desk.BuildAsync(au);
        await AssertEqualsRebuildAsync(_desk);
    }

    [Fact]
    public async Task Reads_a_ticket_and_its_new_events_and_nothing_else()
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 2), steps: 1);
        await _desk.BuildAsync(au);
        await _desk.ContinueAsync(one, 1);
        _desk.Wire.Reset();
        await _desk.Builder.BuildAsync(CancellationToken.None);

        // Marks, ticket, manifest, counts, open segment, one event; open segment, its columns, their details, counts, manifest; the mark removed.
        Assert.Equal(12, _desk.Wire.Requests);
        _desk.Wire.Reset();
        await _desk.Builder.BuildAsync(CancellationToken.None);
        Assert.Equal(1, _desk.Wire.Requests);
    }

    [Fact]
    public async Task Counts_everything_anew_where_the_zone_of_the_organisation_changed()
    {
        // Half past eleven in the evening of 31 January in Copenhagen; in Auckland it is February.
        await _desk.LogAsync(au, Ordinary(days: 2) with { OpenedAt = new(2026, 1, 31, 22, 30, 0, TimeSpan.Zero) });
        await _desk.BuildAsync(au);
        Assert.Equal(1, (await _desk.SummaryAsync(au, "2026-01", "2026-01")).Totals.Opened);

        await _desk.Profiles.WriteAsync(au, new ProfileChanges(Zone: "Pacific/Auckland"), CancellationToken.None);
        await _desk.BuildAsync(au);

        Summary february = await _desk.SummaryAsync(au, "2026-02", "2026-02");
        Assert.Equal((1, "Pacific/Auckland"), (february.Totals.Opened, february.Zone));
        Assert.Equal(0, (await _desk.SummaryAsync(au, "2026-01", "2026-01")).Totals.Opened);
        await AssertEqualsRebuildAsync(_desk);
    }

    [Fact]
    public async Task Counts_everything_anew_where_the_targets_changed_without_reading_an_event()
    {
        foreach (Script script in Some(12))
            await _desk.LogAsync(au, script);
        await _desk.LogAsync(au, Ordinary(days: 2) with { Choice = 0 });
        await _desk.BuildAsync(au);
        Assert.Equal(0, (await _desk.SummaryAsync(au)).Totals.ResolvedWithTarget);

        _desk.Targets = ResolutionTargets.Of(Enumerable.Range(1, 5).ToDictionary(rank => rank, _ => TimeSpan.FromDays(400)));
        _desk.Wire.Reset();
        await _desk.BuildAsync(au);
        int requests = _desk.Wire.Requests;

        Figures totals = (await _desk.SummaryAsync(au, "2025-08", "2030-07")).Totals;
        Assert.True(totals.Resolved > 0);
        Assert.Equal((totals.Resolved, totals.Resolved, 1.0, 1.0), (totals.ResolvedWithTarget, totals.ResolvedWithinTarget, totals.WithinTargetShare, totals.TargetCoverageShare));
        Assert.True(requests < 60, $"{requests} requests");
        await AssertEqualsRebuildAsync(_desk);
    }

    [Fact]
    public async Task Removes_replaced_parts_after_an_hour_of_desk_time()
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 2), steps: 0);
        await _desk.BuildAsync(au);
        string[] first = await _desk.BlobsAsync(au);
        for (int i = 0; i < 2; i++)
        {
            await _desk.ContinueAsync(one, 1);
            await _desk.BuildAsync(au);
        }

        Assert.Superset(first.ToHashSet(), (await _desk.BlobsAsync(au)).ToHashSet());
        _desk.Time.Advance(TimeSpan.FromMinutes(61));
        await _desk.ContinueAsync(one, 1);
        await _desk.BuildAsync(au);
        string[] last = await _desk.BlobsAsync(au);

        // Manifest, counts and a segment with its two parts of columns now, and those that were replaced just now.
        Assert.Equal(["au/manifest.json"], first.Intersect(last));
        Assert.Equal(9, last.Length);
    }

    [Fact]
    public async Task Takes_thousands_of_facts_in_batches_and_says_how_far_it_is()
    {
        const int Tickets = ReportBuilder.BatchSize * 2 + 1;
        TicketFact one = TicketFact.Of(Ordinary(days: 2).Play(au, 1));
        var progress = new Heard();
        int changed = await _desk.Builder.AddAsync(
            au,
            Enumerable.Range(1, Tickets).Select(i => one with { Number = new(TicketKind.Incident, i), OpenedAt = one.OpenedAt.AddMinutes(i), Turns = [one.Turns[0].AddMinutes(i)] }).ToAsyncEnumerable(),
            progress,
            CancellationToken.None);

        Assert.Equal(Tickets, changed);
        Assert.Equal([ReportBuilder.BatchSize, ReportBuilder.BatchSize * 2, Tickets], progress.Steps);
        Assert.Equal(Tickets, (await _desk.SummaryAsync(au)).Totals.Opened);
        Assert.Equal(Tickets * 2L * 24 * 3600, (await _desk.SummaryAsync(au)).Totals.TimeToResolveSeconds);
    }

    [Fact]
    public async Task Drops_marks_without_a_ticket_over_several_pages()
    {
        await _desk.Feed.MarkAsync(au, Enumerable.Range(1, 2_345).Select(i => new TicketNumber(TicketKind.Request, i)), CancellationToken.None);
        BuildReport report = await _desk.Builder.BuildAsync(CancellationToken.None);
        Assert.Equal((2_345, 0), (report.Tickets, report.Changed));
        Assert.Equal(0, await _desk.CountMarksAsync());
    }

    internal static async Task AssertEqualsRebuildAsync(ReportingDesk desk, OrganisationId? organisation = null)
    {
        OrganisationId of = organisation ?? au;
        SortedDictionary<string, string> built = await desk.PartsAsync(of);
        string? snapshot = (await desk.SummaryAsync(of)).Snapshot;
        await desk.ForgetAsync(of);
        await desk.RebuildAsync(of);
        Assert.Equal(built, await desk.PartsAsync(of));
        Assert.Equal(snapshot, (await desk.SummaryAsync(of)).Snapshot);
    }

    /// <summary>Assigned, begun, resolved after some days, closed.</summary>
    internal static Script Ordinary(int days) => new(
        new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero), TicketKind.Incident, 4, Markers.None,
        [
            new(Act.Assign, TimeSpan.FromMinutes(10), 0),
            new(Act.BeginWork, TimeSpan.FromMinutes(20), 0),
            new(Act.Resolve, TimeSpan.FromDays(days) - TimeSpan.FromMinutes(30), 0),
            new(Act.Close, TimeSpan.FromDays(31), 0),
        ]);

    /// <summary>The same ones in every run.</summary>
    internal static IEnumerable<Script> Some(int count)
    {
        var random = new Random(20260122);
        Act[] acts = [Act.Assign, Act.BeginWork, Act.Resolve, Act.Reopen, Act.SetPriority, Act.Resolve, Act.Close, Act.Reopen];
        return [.. Enumerable.Range(0, count).Select(_ => new Script(
            Histories.Begin.AddMinutes(random.Next(300 * 24 * 60)), (TicketKind)random.Next(2), random.Next(18), Markers.None,
            [.. Enumerable.Range(0, random.Next(9)).Select(_ => new Step(acts[random.Next(acts.Length)], TimeSpan.FromHours(random.Next(1, 900)), random.Next(40)))]))];
    }

    private sealed class Heard : IProgress<int>
    {
        public List<int> Steps { get; } = [];

        public void Report(int value) => Steps.Add(value);
    }
}
