namespace ItsmFunctions.Durable.Tests;

public sealed class Many_waiting_instances
{
    [Fact]
    public async Task Cost_nothing_while_they_wait_and_wake_in_their_order()
    {
        const int count = 300;
        await using var host = await DurableHost.NewAsync();
        var woken = new System.Collections.Concurrent.ConcurrentQueue<int>();
        host.Orchestrator("Wait", async flow =>
            {
                var day = flow.GetInput<int>();
                await flow.CreateTimer(TimeSpan.FromDays(day), CancellationToken.None);
                await flow.CallActivityAsync("Wake", day);
                return day;
            })
            .Activity<int>("Wake", day =>
            {
                woken.Enqueue(day);
                return null;
            });
        await host.StartAsync();
        await Task.WhenAll(Enumerable.Range(1, count).Select(day => host.ScheduleAsync("Wait", day, $"day-{day}")));
        await host.RestAsync();

        var before = host.Wire.Requests;
        await host.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(before, host.Wire.Requests);

        // Another process reads the open instances, page by page, and what is owed; no instance and no history.
        await host.KillAndStartAsync();
        await host.RestAsync();
        Assert.InRange(host.Wire.Requests, 1, 5);

        await host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal([1, 2, 3], woken);
    }

    [Fact]
    public async Task Write_one_transaction_for_a_turn()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Steps", async flow =>
            {
                for (var n = 0; n < 5; n++)
                    await flow.CallActivityAsync("Step", n);
                return null;
            })
            .Activity<int>("Step", _ => null);
        await host.StartAsync();
        host.Wire.Reset();

        await host.ScheduleAsync("Steps", id: "steps");
        await host.RestAsync();

        // The start, the first turn, and a turn for each result.
        Assert.Equal(7, host.Wire.Writes);
    }
}
