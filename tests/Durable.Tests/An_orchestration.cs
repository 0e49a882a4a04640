using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Durable.Tests;

public sealed class An_orchestration
{
    [Fact]
    public async Task Runs_its_activities_in_order_and_keeps_every_step()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Greet", async flow =>
            {
                var first = await flow.CallActivityAsync<string>("Hello", flow.GetInput<string>());
                return first + await flow.CallActivityAsync<string>("Hello", "Bo");
            })
            .Activity<string>("Hello", name => $"Hello {name}. ");
        await host.StartAsync();

        var id = await host.ScheduleAsync("Greet", "Ada");
        var end = await host.EndAsync(id);

        Assert.Equal("Hello Ada. Hello Bo. ", end.ReadOutputAs<string>());
        Assert.Equal(["Hello(\"Ada\")", "Hello(\"Bo\")"], host.Ran);
        Assert.Equal(
            [
                "OrchestratorStarted", "ExecutionStarted Greet", "TaskScheduled #0 Hello",
                "OrchestratorStarted", "TaskCompleted #0", "TaskScheduled #1 Hello",
                "OrchestratorStarted", "TaskCompleted #1", "ExecutionCompleted Completed",
            ],
            await host.HistoryAsync(id));
    }

    [Fact]
    public async Task Waits_forty_days_on_a_timer_and_wakes_at_its_instant()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Wait", async flow =>
        {
            await flow.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None);
            return flow.CurrentUtcDateTime;
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Wait");
        await host.AdvanceAsync(TimeSpan.FromDays(39));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(DurableHost.Monday.AddDays(40).UtcDateTime, (await host.EndAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Receives_events_by_name_whatever_the_case_and_before_it_waits()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Listen", async flow =>
        {
            var go = await flow.WaitForExternalEvent<string>("go");
            var early = await flow.WaitForExternalEvent<int>("Early");
            return $"{go} {early}";
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Listen");
        await host.Client.RaiseEventAsync(id, "EARLY", 7);
        await host.Client.RaiseEventAsync(id, "Go", "now");

        Assert.Equal("now 7", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Reads_events_that_came_before_it_waited_in_the_order_of_their_arrival()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Late", async flow =>
        {
            await flow.WaitForExternalEvent<string>("go");
            var first = await flow.WaitForExternalEvent<int>("early");
            var second = await flow.WaitForExternalEvent<int>("early");
            return $"{first} {second}";
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Late");
        await host.Client.RaiseEventAsync(id, "early", 1);
        await host.Client.RaiseEventAsync(id, "early", 2);
        await host.Client.RaiseEventAsync(id, "go", "now");
        await host.RestAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        Assert.Equal("1 2", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Serves_the_newest_waiter_of_a_name_first()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Two", async flow =>
        {
            var older = flow.WaitForExternalEvent<string>("e");
            var newer = flow.WaitForExternalEvent<string>("e");
            var first = await Task.WhenAny(older, newer);
            await Task.WhenAll(older, newer);
            return $"{(first == newer ? "newer" : "older")}: {newer.Result}, older: {older.Result}";
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Two");
        await host.Client.RaiseEventAsync(id, "e", "1");
        await host.Client.RaiseEventAsync(id, "e", "2");

        Assert.Equal("newer: 1, older: 2", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Gives_up_waiting_for_an_event_with_a_cancelled_task()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Patient", async flow =>
        {
            try
            {
                return await flow.WaitForExternalEvent<string>("never", TimeSpan.FromHours(1));
            }
            catch (TaskCanceledException)
            {
                return "late";
            }
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Patient");
        await host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal("late", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Stays_running_while_a_timer_is_neither_fired_nor_cancelled()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Leaves", flow =>
        {
            _ = flow.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return Task.FromResult<object?>("done");
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Leaves");
        await host.RestAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("done", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Takes_unread_events_along_when_it_continues_as_new()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Loop", async flow =>
        {
            var sum = flow.GetInput<int>() + await flow.WaitForExternalEvent<int>("add");
            if (sum >= 6)
                return sum;
            flow.ContinueAsNew(sum, preserveUnprocessedEvents: true);
            return null;
        });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Loop", 0);
        await Task.WhenAll(Enumerable.Range(1, 3).Select(n => host.Client.RaiseEventAsync(id, "add", n)));

        Assert.Equal(6, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Calls_another_one_and_gets_its_result_or_its_failure()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Parent", async flow =>
            {
                var good = await flow.CallSubOrchestratorAsync<int>("Child", 20, new SubOrchestrationOptions(instanceId: flow.InstanceId + ":good"));
                try
                {
                    await flow.CallSubOrchestratorAsync<int>("Child", -1);
                    return null;
                }
                catch (TaskFailedException failed)
                {
                    return $"{good} {failed.TaskName} #{failed.TaskId} {failed.FailureDetails.ErrorType} {failed.FailureDetails.ErrorMessage}";
                }
            })
            .Orchestrator("Child", async flow =>
            {
                var input = flow.GetInput<int>();
                if (input < 0)
                    throw new InvalidOperationException("below zero");
                return await flow.CallActivityAsync<int>("Double", input) + (flow.Parent!.InstanceId.Length > 0 ? 2 : 0);
            })
            .Activity<int>("Double", n => n * 2);
        await host.StartAsync();

        var end = await host.EndAsync(await host.ScheduleAsync("Parent", id: "mother"));

        Assert.Equal("42 Child #1 System.InvalidOperationException below zero", end.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync("mother:good"))!.RuntimeStatus);
    }

    [Fact]
    public async Task Sends_an_event_to_another_one()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Ear", async flow => await flow.WaitForExternalEvent<string>("word"))
            .Orchestrator("Mouth", flow =>
            {
                flow.SendEvent("ear", "word", "psst");
                flow.SendEvent("nobody", "word", "lost");
                return Task.FromResult<object?>(null);
            });
        await host.StartAsync();

        await host.ScheduleAsync("Ear", id: "ear");
        await host.EndAsync(await host.ScheduleAsync("Mouth"));

        Assert.Equal("psst", (await host.EndAsync("ear")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Fails_and_says_by_what_in_its_output()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Breaks", async flow => await flow.CallActivityAsync<string>("Throws"))
            .Activity<object>("Throws", _ => throw new ArgumentException("no good"));
        await host.StartAsync();

        var end = await host.EndAsync(await host.ScheduleAsync("Breaks"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            "Microsoft.DurableTask.TaskFailedException: Task 'Throws' (#0) failed with an unhandled exception: no good", end.SerializedOutput);
    }

    [Fact]
    public async Task Makes_the_same_identifiers_as_the_real_runtime()
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Ids", async flow =>
        {
            var before = flow.NewGuid();
            await flow.CallActivityAsync("Nothing");
            return $"{before} {flow.NewGuid()}";
        }).Activity<object>("Nothing", _ => null);
        await host.StartAsync();

        var id = await host.ScheduleAsync("Ids", id: "ids");

        // By an independent implementation: version 5 over "ids_2026-01-05T08:00:00.0000000Z_0", then "…_1".
        Assert.Equal("11bc195c-b3ed-5ad9-a6d9-52ef7caa5803 aede49ab-7bfb-5c8a-92ee-040f9f8c32a1", (await host.EndAsync(id)).ReadOutputAs<string>());
    }
}
