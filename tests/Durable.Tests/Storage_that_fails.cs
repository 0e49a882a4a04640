using Microsoft.DurableTask;

namespace ItsmFunctions.Durable.Tests;

public sealed class Storage_that_fails
{
    /// <summary>Each kind of fault at each writing request of a run, one run per place.</summary>
    [Theory]
    [InlineData(nameof(Fault.Unavailable))]
    [InlineData(nameof(Fault.NotSent))]
    [InlineData(nameof(Fault.AcknowledgementLost))]
    public async Task Harms_no_orchestration(string kind)
    {
        var expected = await RunAsync(null, 0);
        Assert.Equal("8 heard", expected.Output);
        var writes = expected.Writes;
        Assert.True(writes > 8, $"only {writes} writes");

        for (var at = 0; at < writes; at++)
        {
            var harmed = await RunAsync(Enum.Parse<Fault>(kind), at);
            Assert.Equal((at, expected.Output, string.Join('\n', expected.History)), (at, harmed.Output, string.Join('\n', harmed.History)));
            Assert.Equal(1, harmed.FaultsMet);
        }
    }

    /// <summary>Longer than the storage client's own retries last.</summary>
    [Fact]
    public async Task Is_asked_again_until_it_answers()
    {
        await using var host = await StartAsync();
        for (var n = 0; n < 9; n++)
            host.Wire.Faults.Enqueue(Fault.Unavailable);

        await host.ScheduleAsync("Flow", id: "one");
        await host.Client.RaiseEventAsync("one", "word", "heard");

        Assert.Equal("8 heard", (await host.EndAsync("one")).ReadOutputAs<string>());
        Assert.Equal(9, host.Wire.FaultsMet);
    }

    private static async Task<(List<string> History, string? Output, int Writes, int FaultsMet)> RunAsync(Fault? fault, int at)
    {
        await using var host = await StartAsync();
        host.Wire.FaultAfter = (at, fault);
        await host.ScheduleAsync("Flow", id: "one");
        await host.RestAsync();
        await host.Client.RaiseEventAsync("one", "word", "heard");
        var end = await host.EndAsync("one");
        await host.RestAsync();
        return (await host.HistoryAsync("one"), end.ReadOutputAs<string>(), host.Wire.Writes, host.Wire.FaultsMet);
    }

    private static async Task<DurableHost> StartAsync()
    {
        var host = await DurableHost.NewAsync();
        host.Orchestrator("Flow", async flow =>
            {
                var child = await flow.CallSubOrchestratorAsync<int>("Child", 4, new SubOrchestrationOptions(instanceId: "child"));
                return $"{child} {await flow.WaitForExternalEvent<string>("word")}";
            })
            .Orchestrator("Child", async flow => await flow.CallActivityAsync<int>("Double", flow.GetInput<int>()))
            .Activity<int>("Double", n => n * 2);
        await host.StartAsync();
        host.Wire.Reset();
        return host;
    }
}
