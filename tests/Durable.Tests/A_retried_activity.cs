using Microsoft.DurableTask;

namespace ItsmFunctions.Durable.Tests;

public sealed class A_retried_activity
{
    [Fact]
    public async Task Is_tried_again_after_growing_pauses_and_then_succeeds()
    {
        await using var host = await DurableHost.NewAsync();
        var times = new List<TimeSpan>();
        Retrying(host, new RetryPolicy(5, TimeSpan.FromMinutes(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(3)),
            () =>
            {
                times.Add(host.Clock.GetUtcNow() - DurableHost.Monday);
                return times.Count == 5 ? "fifth" : throw new IOException("not yet");
            });
        await host.StartAsync();

        var id = await host.ScheduleAsync("Try");
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("fifth", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal([0, 1, 3, 6, 9], times.Select(time => (int)time.TotalMinutes));
    }

    [Fact]
    public async Task Fails_for_good_after_the_last_attempt_and_a_timer_without_a_wait()
    {
        await using var host = await DurableHost.NewAsync();
        Retrying(host, new RetryPolicy(2, TimeSpan.FromMinutes(1)), () => throw new IOException("never"));
        await host.StartAsync();

        var id = await host.ScheduleAsync("Try");
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.EndsWith("Task 'Work' (#2) failed with an unhandled exception: never", (await host.EndAsync(id)).SerializedOutput, StringComparison.Ordinal);
        Assert.Equal(
            ["TaskScheduled #0 Work", "TimerCreated #1", "TaskScheduled #2 Work", "TimerCreated #3"],
            (await host.HistoryAsync(id)).Where(line => line.StartsWith("TaskScheduled", StringComparison.Ordinal) || line.StartsWith("TimerCreated", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Is_left_alone_when_the_failure_is_not_worth_another_try()
    {
        await using var host = await DurableHost.NewAsync();
        Retrying(host,
            new RetryPolicy(5, TimeSpan.FromMinutes(1)) { HandleFailure = failure => !failure.IsCausedBy<ArgumentException>() },
            () => throw new ArgumentNullException("name"));
        await host.StartAsync();

        await host.EndAsync(await host.ScheduleAsync("Try"));

        Assert.Single(host.Ran);
    }

    [Fact]
    public async Task Is_not_tried_again_once_the_time_for_retries_is_over()
    {
        await using var host = await DurableHost.NewAsync();
        Retrying(host, new RetryPolicy(100, TimeSpan.FromMinutes(10), retryTimeout: TimeSpan.FromMinutes(25)), () => throw new IOException("never"));
        await host.StartAsync();

        var id = await host.ScheduleAsync("Try");
        await host.AdvanceAsync(TimeSpan.FromHours(10));
        await host.EndAsync(id);

        Assert.Equal(4, host.Ran.Count);
    }

    [Fact]
    public async Task Asks_a_handler_that_may_use_steps_itself()
    {
        await using var host = await DurableHost.NewAsync();
        var tries = 0;
        host.Orchestrator("Try", async flow => await flow.CallActivityAsync<string>("Work", null, TaskOptions.FromRetryHandler(async retry =>
            {
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(retry.LastAttemptNumber), CancellationToken.None);
                return retry.LastFailure.IsCausedBy<IOException>() && retry.TotalRetryTime < TimeSpan.FromHours(4);
            })))
            .Activity<object>("Work", _ => ++tries == 3 ? "third" : throw new IOException("not yet"));
        await host.StartAsync();

        var id = await host.ScheduleAsync("Try");
        await host.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal("third", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    private static void Retrying(DurableHost host, RetryPolicy policy, Func<string> work) => host
        .Orchestrator("Try", async flow => await flow.CallActivityAsync<string>("Work", null, TaskOptions.FromRetryPolicy(policy)))
        .Activity<object>("Work", _ => work());
}
