using System.Text.Json.Serialization;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// One line of an instance's history, in the words of the Durable Task Framework. An instance's state is nothing but
/// this list: replaying it brings the orchestrator back to where it stood.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OrchestratorStarted), nameof(OrchestratorStarted))]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(ExecutionSuspended), nameof(ExecutionSuspended))]
[JsonDerivedType(typeof(ExecutionResumed), nameof(ExecutionResumed))]
[JsonDerivedType(typeof(ExecutionTerminated), nameof(ExecutionTerminated))]
[JsonDerivedType(typeof(ExecutionCompleted), nameof(ExecutionCompleted))]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(TaskScheduled), nameof(TaskScheduled))]
[JsonDerivedType(typeof(TimerCreated), nameof(TimerCreated))]
[JsonDerivedType(typeof(SubOrchestrationCreated), nameof(SubOrchestrationCreated))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(TaskCompleted), nameof(TaskCompleted))]
[JsonDerivedType(typeof(TaskFailed), nameof(TaskFailed))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(SubOrchestrationCompleted), nameof(SubOrchestrationCompleted))]
[JsonDerivedType(typeof(SubOrchestrationFailed), nameof(SubOrchestrationFailed))]
internal abstract record HistoryEvent
{
    private HistoryEvent()
    {
    }

    /// <summary>A turn begins; its instant is the orchestrator's time until the next one.</summary>
    public sealed record OrchestratorStarted(DateTimeOffset At) : HistoryEvent;

    public sealed record ExecutionStarted(string Name, string Version, string? Input, ParentLink? Parent) : HistoryEvent;

    public sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

    public sealed record ExecutionResumed(string? Reason) : HistoryEvent;

    public sealed record ExecutionTerminated(string? Output) : HistoryEvent;

    public sealed record ExecutionCompleted(InstanceStatus Status, string? Output) : HistoryEvent;

    /// <param name="Name">Ignores case.</param>
    /// <param name="Payload">JSON, or null.</param>
    /// <param name="Source">Names the step that sent it, where an orchestration did: sent twice, it counts once.</param>
    public sealed record EventRaised(string Name, string? Payload, string? Source) : HistoryEvent;

    /// <summary>Something the orchestrator asked for, numbered from 0 in the order of asking.</summary>
    public abstract record Step(int Id) : HistoryEvent
    {
        [JsonIgnore]
        public abstract string Called { get; }
    }

    public sealed record TaskScheduled(int Id, string Name, string? Input) : Step(Id)
    {
        public override string Called => $"activity '{Name}'";
    }

    public sealed record TimerCreated(int Id, DateTimeOffset FireAt) : Step(Id)
    {
        public override string Called => "timer";
    }

    public sealed record SubOrchestrationCreated(int Id, string Name, string Version, string InstanceId, string? Input) : Step(Id)
    {
        public override string Called => $"sub-orchestration '{Name}'";
    }

    public sealed record EventSent(int Id, string InstanceId, string Name, string? Payload) : Step(Id)
    {
        public override string Called => $"event '{Name}' to another instance";
    }

    /// <summary>What became of a step.</summary>
    public abstract record Outcome(int StepId) : HistoryEvent;

    public sealed record TaskCompleted(int StepId, string? Result) : Outcome(StepId);

    public sealed record TaskFailed(int StepId, Failure Failure) : Outcome(StepId);

    public sealed record TimerFired(int StepId) : Outcome(StepId);

    public sealed record SubOrchestrationCompleted(int StepId, string? Result) : Outcome(StepId);

    public sealed record SubOrchestrationFailed(int StepId, Failure Failure) : Outcome(StepId);
}

/// <summary>Which step of which run of which instance asked for this sub-orchestration.</summary>
internal sealed record ParentLink(string Name, string InstanceId, string RunId, int StepId);

internal enum InstanceStatus
{
    Pending,
    Running,
    Suspended,
    Completed,
    Failed,
    Terminated,
}

internal static class InstanceStatusFacts
{
    public static bool IsFinal(this InstanceStatus status) =>
        status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;
}
