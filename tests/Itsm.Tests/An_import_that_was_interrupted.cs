namespace ItsmFunctions.Itsm.Tests;

public sealed class An_import_that_was_interrupted
{
    [Fact]
    public async Task Is_finished_by_the_next_one_lists_and_reports_included()
    {
        await using Bench bench = await Bench.OpenAsync();
        string file = bench.Sample(300);
        DeskStorage storage = await bench.StorageAsync();
        using var stop = new CancellationTokenSource();
        var log = new LogFile(file);
        LogSurvey survey = LogSurvey.Of(log);
        var terms = new Terms(Mapping.Default);
        var changes = Catalogue.Extend(null, Aarhus.Profile, survey, terms)!;
        await storage.Profiles.WriteAsync(Bench.Organisation, changes, CancellationToken.None);
        var desk = new ServiceNow.Replay.Desk(Bench.Organisation, changes.On(Aarhus.Profile), terms, new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen")), bench.Time.GetUtcNow());
        using var findings = new FindingLog();
        var run = new ImportRun(storage, desk, notify: false, mend: false, findings);
        using var stream = new IncidentStream(log, survey, IncidentStream.DefaultSortMemory);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(stream.Read(), rows => { if (rows > 100) stop.Cancel(); }, stop.Token));
        int written = (await bench.HistoriesAsync()).Count;
        Assert.InRange(written, 1, survey.Incidents - 1);

        Outcome next = await bench.ImportAsync(file);
        Assert.Equal(survey.Incidents, (await bench.HistoriesAsync()).Count);
        Assert.True(next.Result.Counts!.Unchanged + next.Result.Counts.Grown >= written);
        Assert.Equal(survey.Incidents, (await bench.ListRowsAsync()).Count(row => row.RowKey.Contains("|requester|", StringComparison.Ordinal)));
        Assert.Equal(0, next.Parity.Unexplained);
        Assert.Equal(0, (await bench.ImportAsync(file)).Writes);
    }

    [Fact]
    public async Task Writes_each_incident_once_when_two_run_at_the_same_time()
    {
        await using Bench bench = await Bench.OpenAsync();
        string file = bench.Sample(200);
        Outcome[] both = await Task.WhenAll(bench.ImportAsync(file), bench.ImportAsync(file));
        int incidents = both[0].Result.Survey.Incidents;
        Assert.Equal(incidents, both.Sum(outcome => outcome.Result.Counts!.Created));
        Assert.Equal(incidents, (await bench.HistoriesAsync()).Select(history => history.Stored!.Ticket.Markers.ExternalReference).Distinct().Count());
        Assert.Equal(incidents, (await bench.HistoriesAsync()).Count);
    }
}
