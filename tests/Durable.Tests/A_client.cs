using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Durable.Tests;

public sealed class A_client
{
    [Fact]
    public async Task Cannot_start_an_id_that_still_runs_but_replaces_one_that_has_ended()
    {
        await using var host = await WaitingAsync();

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync("Wait", id: "one"));
        await host.Client.RaiseEventAsync("one", "go", "first");
        await host.EndAsync("one");
        await host.ScheduleAsync("Wait", id: "one");
        await host.Client.RaiseEventAsync("one", "go", "second");

        Assert.Equal("second", (await host.EndAsync("one")).ReadOutputAs<string>());
        Assert.Single((await host.StoredAsync("one")).OfType<LocalRuntime.Durable.HistoryEvent.ExecutionStarted>());
    }

    [Fact]
    public async Task Is_refused_when_it_raises_an_event_to_nobody_or_to_one_that_has_ended()
    {
        await using var host = await WaitingAsync();
        await host.Client.TerminateInstanceAsync("one", (object)"enough");
        await host.EndAsync("one");

        foreach (var (id, code) in new[] { ("one", StatusCode.FailedPrecondition), ("nobody", StatusCode.NotFound) })
            Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(() => host.Client.RaiseEventAsync(id, "go", 1))).StatusCode);
    }

    [Fact]
    public async Task Terminates_with_an_output()
    {
        await using var host = await WaitingAsync();

        await host.Client.TerminateInstanceAsync("one", (object)"enough");

        var end = await host.EndAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("enough", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspends_and_what_arrives_meanwhile_counts_after_the_resumption()
    {
        await using var host = await WaitingAsync();

        await host.Client.SuspendInstanceAsync("one", "lunch");
        await host.Client.RaiseEventAsync("one", "go", "kept");
        await host.RestAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync("one"))!.RuntimeStatus);
        await Assert.ThrowsAsync<RpcException>(() => host.Client.SuspendInstanceAsync("one"));
        await host.KillAndStartAsync();
        await host.Client.ResumeInstanceAsync("one");

        Assert.Equal("kept", (await host.EndAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Lets_a_timer_that_falls_due_during_a_suspension_fire_once()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Nap", async flow =>
        {
            await flow.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return "rested";
        });
        await host.StartAsync();
        var id = await host.ScheduleAsync("Nap");
        await host.RestAsync();

        await host.Client.SuspendInstanceAsync(id);
        await host.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Null(await host.Engine.NextDueAsync());
        await host.Client.ResumeInstanceAsync(id);

        Assert.Equal("rested", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Single(await host.HistoryAsync(id), line => line == "TimerFired #0");
    }

    [Fact]
    public async Task Starts_later_on_request_and_keeps_what_arrives_before()
    {
        await using var host = await WaitingAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", null, new StartOrchestrationOptions("later", DurableHost.Monday.AddDays(2)));

        await host.Client.RaiseEventAsync(id, "go", "early");
        await host.KillAndStartAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("early", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal("OrchestratorStarted", (await host.HistoryAsync(id))[0]);
    }

    [Fact]
    public async Task Gives_the_version_and_the_custom_status_of_an_instance()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Told", flow =>
        {
            flow.SetCustomStatus(new { Step = 3 });
            return Task.FromResult<object?>($"{flow.Version} {flow.CompareVersionTo("1.10") < 0}");
        });
        await host.StartAsync();

        var end = await host.EndAsync(await host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Told", null, new StartOrchestrationOptions { Version = "1.9" }));

        Assert.Equal("1.9 True", end.ReadOutputAs<string>());
        Assert.Equal("{\"Step\":3}", end.SerializedCustomStatus);
    }

    [Fact]
    public async Task Pages_through_instances_by_status_and_purges_by_filter()
    {
        await using var host = await WaitingAsync();
        foreach (var n in Enumerable.Range(0, 5))
        {
            await host.ScheduleAsync("Wait", id: $"many-{n}");
            await host.RestAsync();
            if (n < 3)
                await host.Client.TerminateInstanceAsync($"many-{n}");
        }
        await host.RestAsync();

        var pages = await host.Client.GetAllInstancesAsync(new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Terminated], InstanceIdPrefix: "many-", PageSize: 2)).AsPages().ToListAsync();
        var purged = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Terminated]));

        Assert.Equal([2, 1], pages.Where(page => page.Values.Count > 0).Select(page => page.Values.Count));
        Assert.Equal(3, purged.PurgedInstanceCount);
        Assert.Equal(["many-3", "many-4", "one"], (await host.Client.GetAllInstancesAsync().ToListAsync()).Select(instance => instance.InstanceId).Order());
        Assert.Equal(1, (await host.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task Gets_nothing_of_a_purged_run_into_a_new_one_under_its_id()
    {
        await using var host = await DurableHost.NewAsync();
        var (begun, gate) = (new SemaphoreSlim(0), new TaskCompletionSource());
        host.Orchestrator("Slow", async flow => await flow.CallActivityAsync<string>("Answer", flow.GetInput<string>()))
            .Activity<string>("Answer", async (input, _) =>
            {
                begun.Release();
                if (input == "old")
                    await gate.Task;
                return input;
            });
        await host.StartAsync();
        await host.ScheduleAsync("Slow", "old", "same");
        Assert.True(await begun.WaitAsync(Eventually.Patience));

        await host.Client.PurgeInstanceAsync("same");
        await host.ScheduleAsync("Slow", "new", "same");
        Assert.Equal("new", (await host.EndAsync("same")).ReadOutputAs<string>());
        gate.SetResult();
        await host.RestAsync();

        Assert.Equal("new", (await host.EndAsync("same")).ReadOutputAs<string>());
        Assert.Equal(["Answer(\"old\")", "Answer(\"new\")"], host.Ran);
    }

    [Fact]
    public async Task Is_told_what_was_asked_for_that_does_not_exist()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Calls", async flow => await flow.CallActivityAsync<string>("Nowhere"));
        await host.StartAsync();

        Assert.Contains("'Ghost' doesn't exist", (await host.EndAsync(await host.ScheduleAsync("Ghost"))).SerializedOutput, StringComparison.Ordinal);
        Assert.Contains("'Nowhere' doesn't exist", (await host.EndAsync(await host.ScheduleAsync("Calls"))).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task May_use_any_id_and_payloads_of_any_size()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Big", async flow => (await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => flow.CallActivityAsync<string>("Copy", flow.GetInput<string>()))))[0])
            .Activity<string>("Copy", text => text);
        await host.StartAsync();
        var text = string.Concat(Enumerable.Repeat("blåbærgrød 🫐 ", 20_000));

        foreach (var id in new[] { "a/b", "a\\b", "a#b?c", "a~2fb", "100% 'æ' |", "tab\there" })
        {
            await host.ScheduleAsync("Big", id.Length == 3 ? text : "short", id);
            Assert.Equal(id.Length == 3 ? text : "short", (await host.EndAsync(id)).ReadOutputAs<string>());
        }
        await host.KillAndStartAsync();
        Assert.Equal(text, (await host.Client.GetInstanceAsync("a/b", true))!.ReadInputAs<string>());
        Assert.Equal(1, (await host.Client.PurgeInstanceAsync("a/b")).PurgedInstanceCount);
    }

    private static async Task<DurableHost> WaitingAsync()
    {
        var host = await DurableHost.NewAsync();
        host.Orchestrator("Wait", async flow => await flow.WaitForExternalEvent<string>("go"));
        await host.StartAsync();
        await host.ScheduleAsync("Wait", id: "one");
        await host.RestAsync();
        return host;
    }
}
