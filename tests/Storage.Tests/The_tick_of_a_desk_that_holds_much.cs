using ItsmFunctions.Bench;

namespace ItsmFunctions.Storage.Tests;

/// <summary>The tick touches only what is due, whatever the store holds: with real tickets, each with its due row, in memory.</summary>
public sealed class The_tick_of_a_desk_that_holds_much(ITestOutputHelper output)
{
    private const int Few = 1_000, Many = 10_000, Due = 20;

    /// <summary>One look at the due index, and one at the outbox of each shard.</summary>
    private const string NothingDue = "1 × tables:query due, 16 × tables:query desk";

    [Fact]
    public async Task Costs_the_same_seventeen_requests_with_nothing_due_and_at_most_three_more_for_each_ticket_that_is()
    {
        (TickCost idle, TickCost busy) few = await MeasureAsync(Few), many = await MeasureAsync(Many);

        Assert.Equal((NothingDue, 0, DueIndex.PageSize), (few.idle.Told, few.idle.Result.Seen, (int)few.idle.RowsRead));
        Assert.Equal((few.idle.Told, few.idle.RowsRead), (many.idle.Told, many.idle.RowsRead));
        Assert.All([few, many], measured =>
        {
            // Every other one waits: the clock looks after its orchestration, which does the rest.
            Assert.Equal((Due, Due / 2), (measured.busy.Result.Seen, measured.busy.Result.Acted));
            Assert.InRange(measured.busy.Total, measured.idle.Total + Due, measured.idle.Total + 3 * Due);
        });
        Assert.Equal(Alone(few.busy), Alone(many.busy));
        Assert.Equal(few.busy.RowsRead, many.busy.RowsRead);
    }

    private async Task<(TickCost Idle, TickCost Busy)> MeasureAsync(int tickets)
    {
        await using TickDesk desk = await TickDesk.OpenAsync();
        await desk.FillAsync(tickets);
        TickCost idle = await desk.TickAsync();
        await desk.FallDueAsync(Due);
        TickCost busy = await desk.TickAsync();
        output.WriteLine($"{tickets} tickets, {desk.Memory.RowsHeld} rows; nothing due: {idle.Told}; {Due} due: {busy.Told}");
        return (idle, busy);
    }

    // Two tickets of a shard that are changed at the same moment share a transaction: all else is the same to the request.
    private static string Alone(TickCost cost) =>
        string.Join(", ", cost.Requests.Where(of => of.Key is not { Kind: "transaction", Resource: "desk" }).Select(of => $"{of.Value} × {of.Key}").Order());
}
