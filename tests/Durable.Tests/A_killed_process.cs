using Microsoft.DurableTask;

namespace ItsmFunctions.Durable.Tests;

public sealed class A_killed_process
{
    [Fact]
    public async Task Leaves_one_history_wherever_between_two_steps_it_is_killed()
    {
        var (expected, output, points) = await RunAsync();
        Assert.Equal("prepared, third time lucky, approved by boss, child says 10", output);
        Assert.True(points > 30, $"only {points} places between two steps");

        for (var at = 1; at <= points; at++)
            Assert.Equal((at, output, string.Join('\n', expected)), await KilledAsync(at));

        async Task<(int, string?, string)> KilledAsync(int at)
        {
            var (history, ended, _) = await RunAsync(at);
            return (at, ended, string.Join('\n', history));
        }
    }

    [Fact]
    public async Task Leaves_one_history_when_it_is_killed_again_and_again()
    {
        var (expected, output, _) = await RunAsync();

        // Fewer than four points apart, and no process would ever get an activity's result into the history.
        foreach (var distance in new[] { 4, 5, 7 })
        {
            var (history, ended, _) = await RunAsync([.. Enumerable.Repeat(distance, 10)]);
            Assert.Equal(expected, history);
            Assert.Equal(output, ended);
        }
    }

    private static async Task<(List<string> History, string? Output, int Points)> RunAsync(params IReadOnlyList<int> killAt)
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Change", async flow =>
            {
                var prepared = await flow.CallActivityAsync<string>("Prepare");
                var lucky = await flow.CallActivityAsync<string>("Flaky", null, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1))));
                await flow.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None);
                var decision = await flow.WaitForExternalEvent<string>("decision");
                flow.SendEvent("listener", "heard", decision);
                var child = await flow.CallSubOrchestratorAsync<int>("Child", 5, new SubOrchestrationOptions(instanceId: "child"));
                await flow.CallActivityAsync("Announce", decision);
                return $"{prepared}, {lucky}, approved by boss, child says {child}";
            })
            .Orchestrator("Child", async flow => await flow.CallActivityAsync<int>("Double", flow.GetInput<int>()))
            .Activity<object>("Prepare", _ => "prepared")
            // Which attempt it is stands in the history: #1 and #3 fail however often they are run.
            .Activity<object>("Flaky", (_, call) => call.StepId < 5 ? throw new IOException("busy") : Task.FromResult<object?>("third time lucky"))
            .Activity<int>("Double", n => n * 2)
            .Activity<string>("Announce", _ => null);

        var run = new KilledRun(host, "Change", null, ["decision"]);
        await run.RunAsync(killAt);
        Assert.True(run.Kills > 0 || killAt.Count == 0, "It was never killed.");
        var end = await host.EndAsync(KilledRun.InstanceId);
        Assert.Equal(["OrchestratorStarted", "ExecutionStarted Child", "TaskScheduled #0 Double", "OrchestratorStarted", "TaskCompleted #0", "ExecutionCompleted Completed"],
            await host.HistoryAsync("child"));
        return (await host.HistoryAsync(KilledRun.InstanceId), end.ReadOutputAs<string>(), run.PointsReached);
    }
}
