namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Something for an instance to take in. It lives in memory; what must outlive the process is written by the turn that takes it in.</summary>
internal abstract record Message
{
    private readonly TaskCompletionSource<Reply> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the message has been taken in, that is: when its effect is stored.</summary>
    public Task<Reply> Taken => taken.Task;

    public void Answer(Reply reply) => taken.TrySetResult(reply);

    public void Fail(Exception exception) => taken.TrySetException(exception);

    /// <summary>A new instance, or a new run of one that has ended.</summary>
    public sealed record Start(string Name, string Version, string? Input, DateTimeOffset? StartAt, ParentLink? Parent) : Message;

    public sealed record Raise(string Name, string? Payload, string? Source) : Message;

    public sealed record ActivityEnded(string RunId, int StepId, string? Result, Failure? Failure) : Message;

    public sealed record SubOrchestrationEnded(string RunId, int StepId, string? Result, Failure? Failure) : Message;

    public sealed record Terminate(string? Output) : Message;

    public sealed record Suspend(string? Reason) : Message;

    public sealed record Resume(string? Reason) : Message;

    /// <summary>Desk time has reached something that the instance waits for.</summary>
    public sealed record Due(DateTimeOffset Now) : Message;

    /// <summary>Go on with whatever can go on.</summary>
    public sealed record Wake : Message;

    /// <summary>A foreign thread has entered the orchestrator.</summary>
    public sealed record Invaded(string RunId) : Message;

    /// <summary>Remove every trace.</summary>
    public sealed record Purge : Message;
}

internal enum Reply
{
    Done,

    /// <summary>There is no such instance.</summary>
    Missing,

    /// <summary>The instance's status does not allow it.</summary>
    WrongStatus,

    /// <summary>The id is taken by an instance that can still go on.</summary>
    Exists,
}
