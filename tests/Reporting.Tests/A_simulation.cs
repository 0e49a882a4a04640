using System.Globalization;
using Azure.Storage.Blobs;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Reporting.Simulations;
using ItsmFunctions.Storage.Simulations;
using static ItsmFunctions.Reporting.Tests.An_incremental_build;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>What a draft of service levels would have come to, counted from the segments of the reports.</summary>
public sealed class A_simulation : IAsyncLifetime
{
    private static readonly OrganisationId Au = OrganisationId.Parse("au");
    private static readonly ServicePolicy[] Live = [Policy(new(TargetKind.Resolution, 16 * 60), new(TargetKind.FirstResponse, 60), new(TargetKind.Acknowledge, 60))];
    private static readonly ServicePolicy[] Shorter = [Policy(new(TargetKind.Resolution, 60), new(TargetKind.Ola, 30, Aarhus.Profile.DefaultTeam))];

    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Comes_to_what_the_events_of_the_tickets_come_to()
    {
        List<Written> written = await LogAsync(Au, 40);
        SimulationRun run = await BeginAsync(Au, "one", Live, Shorter);
        SimulationResult result = await FinishAsync(run);

        Simulated[] expected = [.. written.Select(ticket => Simulated.Of(ticket.Number, Au, ClockHistory.Of(ticket.Events), BookOf(Live), BookOf(Shorter), run.Until))];
        Assert.Equal((written.Count, 0, null), (result.Tickets, result.Unknown, result.CoveredFrom));
        Assert.Equal(expected.Sum(each => each.Flips.Count), result.Flipped);
        Assert.Equal(expected.SelectMany(each => each.Flips).OrderBy(Key), result.Flips.OrderBy(Key));
        Assert.NotEmpty(result.Flips);
        foreach (ClockState state in new[] { ClockState.Met, ClockState.Breached, ClockState.Cancelled, ClockState.Superseded, ClockState.Running })
        {
            Assert.Equal(expected.Sum(each => each.Live.Count(clock => clock.State == state)), result.Cells.Sum(cell => Of(cell.Live, state)));
            Assert.Equal(expected.Sum(each => each.Draft.Count(clock => clock.State == state)), result.Cells.Sum(cell => Of(cell.Draft, state)));
        }

        static string Key(Flip flip) => $"{flip.Number} {flip.Target} {flip.Was} {flip.Becomes} {flip.DueWas:O} {flip.DueBecomes:O}";
    }

    [Fact]
    public async Task Of_what_is_published_changes_nothing()
    {
        await LogAsync(Au, 30);
        SimulationResult result = await FinishAsync(await BeginAsync(Au, "same", Live, Live));
        Assert.Equal((30, 0), (result.Tickets, result.Flipped));
        Assert.All(result.Cells, cell => Assert.Equal(cell.Live, cell.Draft));
    }

    [Fact]
    public async Task Counts_the_tickets_that_were_opened_in_its_period_as_they_stood_at_its_end()
    {
        List<Written> written = await LogAsync(Au, 40);
        DateTimeOffset from = Histories.Begin.AddDays(60), until = Histories.Begin.AddDays(150);
        SimulationResult result = await FinishAsync(await BeginAsync(Au, "period", Live, Shorter, from, until));
        Written[] within = [.. written.Where(ticket => ticket.Script.OpenedAt >= from && ticket.Script.OpenedAt < until)];
        Assert.InRange(within.Length, 5, 30);
        Assert.Equal(within.Length, result.Tickets);
        Assert.Equal(
            within.Sum(ticket => Simulated.Of(ticket.Number, Au, ClockHistory.Of(ticket.Events.Where(e => e.HappenedAt <= until)), BookOf(Live), BookOf(Shorter), until).Flips.Count),
            result.Flipped);
    }

    /// <param name="late">With its last request applied and the acknowledgement lost, rather than not sent.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task That_dies_at_any_request_goes_on_where_it_was_and_counts_nothing_twice(bool late)
    {
        await LogAsync(Au, 12);
        await _desk.BuildAsync(Au);
        SimulationResult whole = await FinishAsync(await BeginAsync(Au, "whole", Live, Shorter));
        int deaths = 0;
        for (int request = 1; ; request++)
        {
            SimulationRun run = await BeginAsync(Au, string.Create(CultureInfo.InvariantCulture, $"dies-{request}"), Live, Shorter);
            ReportingDesk dying = _desk.Another();
            (dying.Wire.DiesAt, dying.Wire.DiesLate) = (request, late);
            if (await Record.ExceptionAsync(() => FinishAsync(run, dying)) is not null)
                deaths++;
            SimulationResult result = await FinishAsync(run);
            Assert.Equal((whole.Tickets, whole.Flipped), (result.Tickets, result.Flipped));
            Assert.Equal(whole.Cells, result.Cells);
            Assert.Equal(whole.Flips, result.Flips);
            if (!dying.Wire.Died)
                break;
        }

        Assert.True(deaths >= 10, $"{deaths} deaths");
    }

    [Fact]
    public async Task That_is_over_leaves_its_draft_and_its_result_and_taken_away_nothing()
    {
        await LogAsync(Au, 5);
        SimulationRun run = await BeginAsync(Au, "kept", Live, Shorter);
        await FinishAsync(run);
        Assert.Equal(["au/kept/draft.json", "au/kept/result.json"], await BlobsAsync());
        await _desk.Simulations.RemoveAsync((await _desk.Simulations.FindAsync(Au, "kept", CancellationToken.None))!, CancellationToken.None);
        Assert.Null(await _desk.Simulations.FindAsync(Au, "kept", CancellationToken.None));
        Assert.Empty(await BlobsAsync());
    }

    [Fact]
    public async Task That_is_taken_away_while_it_is_counted_leaves_nothing()
    {
        await LogAsync(Au, 5);
        SimulationRun run = await BeginAsync(Au, "gone", Live, Shorter);
        Assert.True(await _desk.Simulator.GoOnAsync((await _desk.Simulations.FindAsync(Au, run.Id, CancellationToken.None))!, CancellationToken.None));
        SimulationRun begun = (await _desk.Simulations.FindAsync(Au, run.Id, CancellationToken.None))!;
        await _desk.Simulations.RemoveAsync(begun, CancellationToken.None);
        Assert.False(await _desk.Simulator.GoOnAsync(begun with { State = SimulationState.Queued }, CancellationToken.None));
        Assert.Null(await _desk.Simulations.FindAsync(Au, run.Id, CancellationToken.None));
        Assert.Empty(await BlobsAsync());
    }

    [Fact]
    public async Task Of_damaged_reports_fails_and_says_so()
    {
        await LogAsync(Au, 3);
        await _desk.BuildAsync(Au);
        await _desk.Blob("au/manifest.json").UploadAsync(new BinaryData("{}"), overwrite: true);
        SimulationRun run = await BeginAsync(Au, "damaged", Live, Shorter);
        while (await _desk.Simulator.GoOnAsync((await _desk.Simulations.FindAsync(Au, run.Id, CancellationToken.None))!, CancellationToken.None))
        {
        }

        SimulationRun over = (await _desk.Simulations.FindAsync(Au, run.Id, CancellationToken.None))!;
        Assert.Equal((SimulationState.Failed, SimulationFailure.ReportsDamaged), (over.State, over.Failure));
    }

    private static int Of(Outcomes outcomes, ClockState state) => state switch
    {
        ClockState.Met => outcomes.Met,
        ClockState.Breached => outcomes.Breached,
        ClockState.Cancelled => outcomes.Cancelled,
        ClockState.Superseded => outcomes.Superseded,
        _ => outcomes.Running,
    };

    private static ServicePolicy Policy(params ServiceTarget[] targets) => new("all", "All", "Alle", new(), targets);

    private static ServiceEdition EditionOf(ServicePolicy[] policies) =>
        ServiceEdition.Of(Aarhus.Profile with { ServicePolicies = policies }, 1, DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    private static ServiceBook BookOf(ServicePolicy[] policies) => ServiceBook.Always(EditionOf(policies));

    private async Task<List<Written>> LogAsync(OrganisationId organisation, int count)
    {
        List<Written> written = [];
        foreach (Script script in Some(count))
            written.Add(await _desk.LogAsync(organisation, script));
        return written;
    }

    private async Task<SimulationRun> BeginAsync(OrganisationId organisation, string id, ServicePolicy[] live, ServicePolicy[] draft, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        DateTimeOffset now = _desk.Time.GetUtcNow();
        var run = new SimulationRun(organisation, id, "manager", now, from ?? Histories.Begin, until ?? now, new Dictionary<string, string>(), []);
        await _desk.Simulations.AddAsync(run, new SimulationDraft(EditionOf(live), EditionOf(draft)), CancellationToken.None);
        return run;
    }

    private async Task<SimulationResult> FinishAsync(SimulationRun run, ReportingDesk? by = null)
    {
        by ??= _desk;
        int steps = 0;
        while (await by.Simulations.FindAsync(run.Organisation, run.Id, CancellationToken.None) is { } at && await by.Simulator.GoOnAsync(at, CancellationToken.None))
            Assert.True(++steps < 100);
        return await by.Simulations.ReadResultAsync<SimulationResult>((await by.Simulations.FindAsync(run.Organisation, run.Id, CancellationToken.None))!, CancellationToken.None);
    }

    private async Task<string[]> BlobsAsync() =>
        await new BlobContainerClient(_desk.Account, "simulations").GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, null, CancellationToken.None).Select(blob => blob.Name).ToArrayAsync();
}
