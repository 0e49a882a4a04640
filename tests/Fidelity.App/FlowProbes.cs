using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ItsmFunctions.Fidelity.App;

public sealed record Order(string Item, int Count);

/// <summary>Orchestrations, each for one documented behaviour.</summary>
public static class FlowProbes
{
    [Function(nameof(Chain))]
    public static async Task<string> Chain([OrchestrationTrigger] TaskOrchestrationContext flow, Order order)
    {
        var text = "";
        for (var n = 0; n < order.Count; n++)
            text += await flow.CallActivityAsync<string>(nameof(FlowActivities.Pack), order with { Count = n });
        return text;
    }

    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext flow) =>
        (await Task.WhenAll(Enumerable.Range(0, flow.GetInput<int>()).Select(n => flow.CallActivityAsync<int>(nameof(FlowActivities.Square), n)))).Sum();

    // Two seconds: the storage backend cuts a delay down to whole ones, so that a timer of one second may fire at once.
    [Function(nameof(Persists))]
    public static async Task<string> Persists([OrchestrationTrigger] TaskOrchestrationContext flow) =>
        await flow.CallActivityAsync<string>(nameof(FlowActivities.Opens), flow.CurrentUtcDateTime.AddSeconds(1.5), TaskOptions.FromRetryPolicy(
            new RetryPolicy(maxNumberOfAttempts: 10, firstRetryInterval: TimeSpan.FromSeconds(2))));

    [Function(nameof(GivesUp))]
    public static async Task<string> GivesUp([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        try
        {
            await flow.CallActivityAsync(nameof(FlowActivities.Refuses), "no", TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 2));
            return "";
        }
        catch (TaskFailedException failed)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{failed.TaskName} #{failed.TaskId} {failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}");
        }
    }

    [Function(nameof(FailsByActivity))]
    public static Task FailsByActivity([OrchestrationTrigger] TaskOrchestrationContext flow) =>
        flow.CallActivityAsync(nameof(FlowActivities.Refuses), "never");

    [Function(nameof(FailsItself))]
    public static Task FailsItself([OrchestrationTrigger] TaskOrchestrationContext flow) =>
        throw new InvalidOperationException($"{flow.Name} is broken");

    [Function(nameof(Listens))]
    public static async Task<string> Listens([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        var go = await flow.WaitForExternalEvent<string>("go");
        return $"{go}, {await flow.WaitForExternalEvent<string>("Early")}";
    }

    [Function(nameof(HearsTheNewest))]
    public static async Task<string> HearsTheNewest([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        var (older, newer) = (flow.WaitForExternalEvent<string>("e"), flow.WaitForExternalEvent<string>("e"));
        await Task.WhenAll(older, newer);
        return $"older {older.Result}, newer {newer.Result}";
    }

    [Function(nameof(LosesPatience))]
    public static async Task<string> LosesPatience([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        try
        {
            return await flow.WaitForExternalEvent<string>("never", TimeSpan.FromSeconds(2));
        }
        catch (TaskCanceledException late)
        {
            return late.GetType().Name;
        }
    }

    [Function(nameof(Sums))]
    public static async Task<int> Sums([OrchestrationTrigger] TaskOrchestrationContext flow, int sum)
    {
        sum += await flow.WaitForExternalEvent<int>("add");
        if (sum < 6)
            flow.ContinueAsNew(sum, preserveUnprocessedEvents: true);
        return sum;
    }

    [Function(nameof(Parent))]
    public static async Task<string> Parent([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        var child = await flow.CallSubOrchestratorAsync<string>(nameof(Child), "good", new SubOrchestrationOptions(instanceId: flow.InstanceId + ":child"));
        try
        {
            await flow.CallSubOrchestratorAsync(nameof(FailsItself));
            return child;
        }
        catch (TaskFailedException failed)
        {
            return $"{child}; {failed.TaskName}: {failed.FailureDetails.ErrorMessage}";
        }
    }

    [Function(nameof(Child))]
    public static Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext flow, string input) =>
        Task.FromResult($"{input} child of {flow.Parent?.Name}");

    [Function(nameof(Tells))]
    public static async Task<string> Tells([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        flow.SendEvent(flow.GetInput<string>()!, "go", "told");
        flow.SendEvent(flow.GetInput<string>()!, "early", "by another");
        await flow.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        return "sent";
    }

    [Function(nameof(ShowsStatus))]
    public static async Task<string> ShowsStatus([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        flow.SetCustomStatus(new Order("step", 1));
        return await flow.WaitForExternalEvent<string>("go");
    }

    /// <summary>Ids and instants are taken before and after a step, so that a replay stands between them.</summary>
    [Function(nameof(IsRepeatable))]
    public static async Task<string> IsRepeatable([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        var (first, second, at) = (flow.NewGuid(), flow.NewGuid(), flow.CurrentUtcDateTime);
        var kept = await flow.CallActivityAsync<string>(nameof(FlowActivities.Keep), $"{first} {second} {at:o}");
        return kept == $"{first} {second} {at:o}" && first != second && first.ToString()[14] == '5' && at.Kind == DateTimeKind.Utc ? "the same" : "another";
    }

    [Function(nameof(KeepsATimer))]
    public static Task<string> KeepsATimer([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        _ = flow.CreateTimer(TimeSpan.FromSeconds(8), CancellationToken.None);
        return Task.FromResult("ended");
    }

    /// <summary>Rings at each of the instants.</summary>
    [Function(nameof(Alarm))]
    public static async Task Alarm([OrchestrationTrigger] TaskOrchestrationContext flow, DateTime[] instants)
    {
        foreach (var at in instants)
        {
            await flow.CreateTimer(at, CancellationToken.None);
            await flow.CallActivityAsync(nameof(FlowActivities.Ring), $"{at:HH:mm}");
        }
    }

    [Function(nameof(CancelsATimer))]
    public static async Task<string> CancelsATimer([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        using var cancel = new CancellationTokenSource();
        _ = flow.CreateTimer(TimeSpan.FromDays(2), cancel.Token);
        await flow.CallActivityAsync<int>(nameof(FlowActivities.Square), 2);
        // Not CancelAsync: its callbacks run on other threads.
        cancel.Cancel();
        return "ended";
    }

    [Function(nameof(AwaitsWhatItMayNot))]
    public static async Task<string> AwaitsWhatItMayNot([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        // What the analyzer of the real package finds is what is shown here.
#pragma warning disable DURABLE0003
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
#pragma warning restore DURABLE0003
        return flow.InstanceId;
    }

    /// <summary>Activities, retries, a 40-day timer and an external event: what the tests kill the process at.</summary>
    [Function(nameof(Everything))]
    public static async Task<string> Everything([OrchestrationTrigger] TaskOrchestrationContext flow)
    {
        var first = await flow.CallActivityAsync<int>(nameof(FlowActivities.Square), 3);
        var opened = await flow.CallActivityAsync<string>(nameof(FlowActivities.Opens), flow.CurrentUtcDateTime.AddHours(1.5), TaskOptions.FromRetryPolicy(
            new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromHours(1))));
        await flow.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None);
        var decision = await flow.WaitForExternalEvent<string>("decision");
        var child = await flow.CallSubOrchestratorAsync<string>(nameof(Child), "a", new SubOrchestrationOptions(instanceId: flow.InstanceId + ":child"));
        return string.Create(CultureInfo.InvariantCulture, $"{first}, {opened}, {decision}, {child}");
    }
}
