using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>What an orchestrator sees. Asking for a step records the wish; the turn decides what becomes of it.</summary>
internal sealed partial class OrchestratorContext(
    string instanceId,
    ExecutionStarted started,
    OrchestratorThread thread,
    DataConverter converter,
    ILoggerFactory loggers) : TaskOrchestrationContext
{
    private readonly SortedDictionary<int, Step> asked = [];
    private readonly SortedDictionary<int, OpenStep> open = [];
    private int nextStep;
    private int nextGuid;
    private object? customStatus;
    private bool replaying;

    public override TaskName Name => started.Name;

    public override string InstanceId => instanceId;

    public override string Version => started.Version;

    public override ParentOrchestrationInstance? Parent =>
        started.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => Now.UtcDateTime;

    public override bool IsReplaying => replaying;

    /// <summary>The instant of the turn that is (re)played.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>What the code has asked for and no history event has confirmed.</summary>
    public IReadOnlyDictionary<int, Step> Asked => asked;

    /// <summary>What keeps the instance Running: activities, sub-orchestrations and timers without an outcome.</summary>
    public IEnumerable<Step> Open => open.Values.Select(step => step.Step);

    public string? SerializedInput => started.Input;

    public string? SerializedCustomStatus => converter.Serialize(customStatus);

    protected override ILoggerFactory LoggerFactory => loggers;

    public void SetReplaying(bool value) => replaying = value;

    public bool Confirm(int stepId) => asked.Remove(stepId);

    /// <summary>An outcome of a step that is no longer open is a repeat, or of a cancelled timer: it changes nothing.</summary>
    public void Settle(Outcome outcome)
    {
        if (!open.Remove(outcome.StepId, out var step))
            return;
        switch (outcome)
        {
            case TaskCompleted done: step.Done.SetResult(done.Result); break;
            case SubOrchestrationCompleted done: step.Done.SetResult(done.Result); break;
            case TimerFired: step.Done.SetResult(null); break;
            case TaskFailed failed: step.Done.SetException(step.Failed(failed.Failure)); break;
            case SubOrchestrationFailed failed: step.Done.SetException(step.Failed(failed.Failure)); break;
        }
    }

    public override T? GetInput<T>() where T : default
    {
        thread.Demand();
        return converter.Deserialize<T>(started.Input);
    }

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException($"A {nameof(TaskOptions)} value was given as the activity's input; was it meant as its options?", nameof(input));
        var payload = converter.Serialize(input);
        var result = await WithRetriesAsync(options?.Retry, () => Ask(id => new TaskScheduled(id, name.Name, payload)).Done.Task);
        return converter.Deserialize<TResult>(result)!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var sub = options as SubOrchestrationOptions;
        var id = sub?.InstanceId ?? NewGuid().ToString("N");
        var payload = converter.Serialize(input);
        var result = await WithRetriesAsync(options?.Retry, () => Ask(step =>
            new SubOrchestrationCreated(step, orchestratorName.Name, sub?.Version?.Version ?? "", id, payload)).Done.Task);
        return converter.Deserialize<TResult>(result)!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var timer = Ask(id => new TimerCreated(id, new DateTimeOffset(fireAt.ToUniversalTime())));
        using var cancelled = cancellationToken.Register(() =>
        {
            thread.Demand();
            if (timer.Done.TrySetCanceled(cancellationToken))
                open.Remove(timer.Step.Id);
        });
        await timer.Done.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        thread.Demand();
        var id = nextStep++;
        asked.Add(id, new EventSent(id, instanceId, eventName, converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Demand();
        this.customStatus = customStatus;
    }

    public override Guid NewGuid()
    {
        thread.Demand();
        return DeterministicGuid.From(instanceId, CurrentUtcDateTime, nextGuid++);
    }

    private OpenStep Ask(Func<int, Step> make)
    {
        thread.Demand();
        var step = make(nextStep++);
        asked.Add(step.Id, step);
        return open[step.Id] = new OpenStep(step);
    }

    private sealed record OpenStep(Step Step)
    {
        public TaskCompletionSource<string?> Done { get; } = new();

        public TaskFailedException Failed(Failure failure) => new(
            Step switch { TaskScheduled task => task.Name, SubOrchestrationCreated sub => sub.Name, _ => Step.Called },
            Step.Id,
            failure.ToDetails());
    }
}
