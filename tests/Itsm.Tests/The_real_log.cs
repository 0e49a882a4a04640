namespace ItsmFunctions.Itsm.Tests;

/// <summary>The public log, where somebody has put it: ITSM_SERVICENOW_LOG, or a folder shared/data beside the checkout.</summary>
public sealed class The_real_log
{
    private static string Find()
    {
#pragma warning disable RS0030 // A test has no configuration.
        string? given = Environment.GetEnvironmentVariable("ITSM_SERVICENOW_LOG");
#pragma warning restore RS0030
        string path = given ?? Checkout.PathOf("..", "shared", "data", "servicenow-incident-event-log.csv");
        Assert.SkipUnless(File.Exists(path), $"There is no {(given is null ? "shared/data/servicenow-incident-event-log.csv beside the checkout" : given)}; ITSM_SERVICENOW_LOG can name one.");
        return path;
    }

    [Fact]
    public async Task Comes_out_as_it_was_recorded_and_every_difference_has_a_rule()
    {
        string file = Find();
        await using Bench bench = await Bench.OpenAsync();
        Outcome outcome = await bench.ImportAsync(file);
        Assert.Equal(5_998, outcome.Result.Survey.Rows);
        Assert.Equal(890, outcome.Result.Counts!.Created);
        Is(outcome.Parity, Measure.Tickets, 890, []);
        Is(outcome.Parity, Measure.Events, 5_991, [("R-14", 7)]);
        Is(outcome.Parity, Measure.FinalStates, 890, []);
        Is(outcome.Parity, Measure.ResolutionTimes, 844, [("R-20", 17), ("R-21", 29)]);
        Is(outcome.Parity, Measure.CloseTimes, 886, [("R-22", 4)]);
        Is(outcome.Parity, Measure.Reassignments, 860, [("R-16", 1), ("R-23", 27), ("R-24", 2)]);
        Is(outcome.Parity, Measure.Reopenings, 890, []);
        Is(outcome.Parity, Measure.Priorities, 830, [("R-27", 60)]);
        Assert.Equal((877, 839), (outcome.Parity[Measure.Reassignments].Recorded, outcome.Parity[Measure.Reassignments].Recomputed));
        Assert.Equal((11, 11), (outcome.Parity[Measure.Reopenings].Recorded, outcome.Parity[Measure.Reopenings].Recomputed));

        Outcome again = await bench.ImportAsync(file);
        Assert.Equal(0, again.Writes);
        Assert.Empty(await bench.OutboxAsync());
    }

    private static void Is(ParityCheck parity, Measure measure, int equal, (string Rule, int Count)[] explained)
    {
        Assert.Equal(equal, parity[measure].Equal);
        Assert.Equal(explained.ToDictionary(pair => pair.Rule, pair => pair.Count), parity[measure].Explained);
        Assert.Equal(0, parity[measure].Unexplained);
    }
}
