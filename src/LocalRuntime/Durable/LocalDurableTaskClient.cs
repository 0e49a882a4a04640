using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The client that functions get. What it refuses, it refuses in the words of the real client, which speaks gRPC.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine, DataConverter converter, string hubName, string? defaultVersion)
    : DurableTaskClient(hubName)
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var id = options?.InstanceId ?? DurableEngine.NewOperationId();
        if (id.StartsWith('@'))
            throw new ArgumentException($"Instance IDs that start with '@' are reserved for entities: '{id}'.", nameof(options));
        var reply = await engine.Post(id, new Message.Start(
            orchestratorName.Name, options?.Version?.Version ?? defaultVersion ?? "", converter.Serialize(input), options?.StartAt?.ToUniversalTime(), null))
            .WaitAsync(cancellation);
        return reply == Reply.Exists
            ? throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {id} already exists.")
            : id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return DemandAsync(instanceId, new Message.Raise(eventName, converter.Serialize(eventPayload), null), RefusedEvent, cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        DemandAsync(instanceId, new Message.Terminate(converter.Serialize(options?.Output)), Unsaid, cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        DemandAsync(instanceId, new Message.Suspend(reason), Unsaid, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        DemandAsync(instanceId, new Message.Resume(reason), Unsaid, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return await engine.Hub.FindAsync(instanceId, cancellation) is { } state ? Show(state, getInputsAndOutputs) : null;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine.Hub, filter ?? new OrchestrationQuery(), Show);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.Status != InstanceStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.Status.IsFinal(), getInputsAndOutputs, cancellation);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new(await engine.Post(instanceId, new Message.Purge()).WaitAsync(cancellation) == Reply.Done ? 1 : 0);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var purged = 0;
        foreach (var id in await engine.Hub.EndedAsync(filter, cancellation))
            purged += (await PurgeInstanceAsync(id, options, cancellation)).PurgedInstanceCount;
        return new(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task DemandAsync(string instanceId, Message message, Func<string, Reply, Status> refusal, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        Reply reply = await engine.Post(instanceId, message).WaitAsync(cancellation);
        if (reply != Reply.Done)
            throw new RpcException(refusal(instanceId, reply));
    }

    /// <summary>Of an event the host says why it was not taken.</summary>
    private static Status RefusedEvent(string instanceId, Reply reply) => reply == Reply.Missing
        ? new(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found.")
        : new(StatusCode.FailedPrecondition, $"The instance with ID '{instanceId}' is not running.");

    /// <summary>Of the rest it says no more than this, whether the instance is missing or has ended.</summary>
    private static Status Unsaid(string instanceId, Reply reply) => new(StatusCode.Unknown, "Exception was thrown by handler.");

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceState, bool> reached, bool withTexts, CancellationToken cancellation)
    {
        while (true)
        {
            var change = engine.Watch.NextChange(instanceId);
            if (await engine.Hub.FindAsync(instanceId, cancellation) is { } state && reached(state))
                return Show(state, withTexts);
            await change.WaitAsync(cancellation);
        }
    }

    /// <summary>Without failure details: the Azure Storage backend keeps none with an instance, its output says what failed.</summary>
    private OrchestrationMetadata Show(InstanceState state, bool withTexts) => new(state.Name, state.Id)
    {
        RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(state.Status.ToString()),
        CreatedAt = state.CreatedAt,
        LastUpdatedAt = state.UpdatedAt,
        DataConverter = withTexts ? converter : null,
        SerializedInput = withTexts ? state.Input : null,
        SerializedOutput = withTexts ? state.Output : null,
        SerializedCustomStatus = withTexts ? state.CustomStatus : null,
    };
}
