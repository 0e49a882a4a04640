using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Durable.Tests;

public sealed class Code_that_changed_under_a_waiting_instance
{
    private static readonly Func<TaskOrchestrationContext, Task<object?>> Original = async flow =>
    {
        await flow.CallActivityAsync("Prepare");
        await flow.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        await flow.CallActivityAsync("Finish");
        return "done";
    };

    [Fact]
    public Task Fails_it_and_names_a_step_that_is_called_differently_now() => FailsAsync(
        async flow =>
        {
            await flow.CallActivityAsync("Arrange");
            return await Original(flow);
        },
        "history event 3 (TaskScheduled) says that step #0 was activity 'Prepare', but the code now asks for activity 'Arrange' (TaskScheduled) as step #0.");

    [Fact]
    public Task Fails_it_and_names_a_step_of_another_kind() => FailsAsync(
        async flow =>
        {
            await flow.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return "done";
        },
        "history event 3 (TaskScheduled) says that step #0 was activity 'Prepare', but the code now asks for timer (TimerCreated) as step #0.");

    [Fact]
    public Task Fails_it_and_names_a_step_that_is_gone() => FailsAsync(
        async flow =>
        {
            await flow.CallActivityAsync("Prepare");
            return "done";
        },
        "history event 6 (TimerCreated) says that step #1 was timer, but the code has not (yet) asked for a step of this number.");

    [Fact]
    public Task Fails_it_and_names_a_step_that_history_lacks() => FailsAsync(
        async flow =>
        {
            await flow.CallActivityAsync("Prepare");
            var timer = flow.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            await Task.WhenAll(timer, flow.CallActivityAsync("Remind"));
            return "done";
        },
        "after history event 6 the code asks for activity 'Remind' (TaskScheduled) as step #2, which the history does not have.");

    [Fact]
    public async Task Does_not_disturb_it_when_only_steps_to_come_have_changed()
    {
        await using var host = await WaitingAsync();
        host.Orchestrator("Plan", async flow =>
        {
            await flow.CallActivityAsync("Prepare");
            await flow.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return await flow.CallActivityAsync<string>("Celebrate");
        }).Activity<object>("Celebrate", _ => "hooray");

        await host.KillAndStartAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("hooray", (await host.EndAsync("plan")).ReadOutputAs<string>());
    }

    private static async Task FailsAsync(Func<TaskOrchestrationContext, Task<object?>> changed, string sentence)
    {
        await using var host = await WaitingAsync();
        host.Orchestrator("Plan", changed).Activity<object>("Remind", _ => null).Activity<object>("Arrange", _ => null);

        await host.KillAndStartAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var end = await host.EndAsync("plan");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith(
            "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: Non-Deterministic workflow detected: " + sentence,
            end.SerializedOutput, StringComparison.Ordinal);
        Assert.Equal(["Prepare()"], host.Ran);
    }

    private static async Task<DurableHost> WaitingAsync()
    {
        var host = await DurableHost.NewAsync();
        host.Orchestrator("Plan", Original).Activity<object>("Prepare", _ => null).Activity<object>("Finish", _ => null);
        await host.StartAsync();
        await host.ScheduleAsync("Plan", id: "plan");
        await host.RestAsync();
        return host;
    }
}
