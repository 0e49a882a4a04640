// The taboos of orchestrators are what is tested here.
#pragma warning disable RS0030
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Durable.Tests;

public sealed class An_illegal_await
{
    // A task that has ended before it is awaited is awaited without a trace: what these tests await must still be open
    // then, however long the machine lets the orchestrator's thread stand.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1), Forever = Timeout.InfiniteTimeSpan;

    [Fact]
    public Task Of_a_delay_is_found() => FailsAsync(async _ =>
    {
        await Task.Delay(Forever);
        return null;
    });

    [Fact]
    public Task Of_a_delay_beside_an_open_timer_is_found() => FailsAsync(async flow =>
    {
        var timer = flow.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        await Task.Delay(Late);
        await timer;
        return null;
    });

    [Fact]
    public Task Of_work_on_another_thread_is_found() => FailsAsync(async flow =>
    {
        var event_ = flow.WaitForExternalEvent<string>("e");
        await Task.Run(() => Thread.Sleep(Late));
        return await event_;
    });

    [Fact]
    public Task Without_the_orchestrators_context_is_found() => FailsAsync(async flow =>
    {
        var event_ = flow.WaitForExternalEvent<string>("e");
        await Task.Delay(Late).ConfigureAwait(false);
        await flow.CallActivityAsync("Nothing");
        return await event_;
    });

    [Fact]
    public Task That_ends_the_orchestrator_elsewhere_is_found() => FailsAsync(async flow =>
    {
        _ = flow.WaitForExternalEvent<string>("e");
        await Task.Delay(Late).ConfigureAwait(false);
        return "ended on a foreign thread";
    });

    [Fact]
    public Task Of_a_task_that_never_ends_is_found() => FailsAsync(async _ => await new TaskCompletionSource<string>().Task);

    [Fact]
    public async Task Is_none_when_the_awaited_task_is_the_orchestrators_own()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Fine", async flow =>
        {
            await Task.Yield();
            await Task.CompletedTask;
            var names = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => flow.CallActivityAsync<int>("Same", n)));
            return await Task.FromResult(names.Sum());
        }).Activity<int>("Same", n => n);
        await host.StartAsync();

        Assert.Equal(3, (await host.EndAsync(await host.ScheduleAsync("Fine"))).ReadOutputAs<int>());
    }

    private static async Task FailsAsync(Func<TaskOrchestrationContext, Task<object?>> code)
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Wrong", code).Activity<object>("Nothing", _ => null);
        await host.StartAsync();

        var end = await host.EndAsync(await host.ScheduleAsync("Wrong"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith("System.InvalidOperationException: An invalid asynchronous invocation was detected.", end.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains("CreateTimer for Task.Delay", end.SerializedOutput, StringComparison.Ordinal);
        Assert.Empty(host.Ran);
    }
}
