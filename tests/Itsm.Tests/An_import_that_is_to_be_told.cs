namespace ItsmFunctions.Itsm.Tests;

public sealed class An_import_that_is_to_be_told
{
    [Fact]
    public async Task Leaves_an_outbox_row_for_each_event()
    {
        await using Bench bench = await Bench.OpenAsync();
        Outcome outcome = await bench.ImportAsync(bench.File(Written.Log(Written.Plain())), notify: true);
        Assert.Equal(outcome.Result.Counts!.Events, (await bench.OutboxAsync()).Count);
        Assert.Equal(["Closed", "Opened", "Resolved", "WorkBegun"], (await bench.OutboxAsync()).Select(row => row.What).Order());
    }

    [Fact]
    public async Task Fits_a_history_of_any_length_into_transactions()
    {
        await using Bench bench = await Bench.OpenAsync();
        string[] rows = [.. Enumerable.Range(0, 260).Select(i => Written.Row(i, $"{1 + (i / 20):00}-03-2016 {8 + (i % 20 / 2):00}:{i % 2 * 30:00}", i % 2 == 0 ? "Active" : "Awaiting User Info"))];
        Outcome outcome = await bench.ImportAsync(bench.File(Written.Log(rows)), notify: true);
        Assert.Equal(0, outcome.Parity.Unexplained);
        Assert.Equal(260, outcome.Parity[Measure.Events].Equal);
        Assert.Null(Commands.VerifyCommand.Find((await bench.HistoriesAsync())[0]));
    }
}
