using DurableTask.Core.Exceptions;
using Grpc.Core;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Outbox;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>
/// Has the orchestrations of tickets follow what is committed: starts them, tells them, removes them. The ticket is the truth: an
/// instance that is missing or has ended is started again where what it stands for stands (docs/decisions/0019).
/// </summary>
public sealed partial class Conversations(ILogger<Conversations> log)
{
    /// <summary>What follows from these events for the orchestrations of their ticket: no request where it never had any.</summary>
    /// <returns>False where an instance has to be removed that has not ended yet.</returns>
    public async Task<bool> FollowAsync(DurableTaskClient client, Ticket ticket, IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        foreach (Conversation conversation in Conversation.Of(ticket))
        {
            if (conversation.Stands && conversation.IsBegunBy(rows))
                await EnsureAsync(client, conversation, stop);
            foreach (News news in conversation.NewsOf(rows))
                await TellAsync(client, conversation, news, stop);
        }

        return !rows.Any(row => row.What is nameof(Happening.Closed) or nameof(Happening.Cancelled)) || await RemoveAsync(client, ticket, stop);
    }

    /// <summary>Sees to it that all that stands of a ticket is carried.</summary>
    /// <returns>Whether an instance had to be started.</returns>
    public async Task<bool> EnsureAsync(DurableTaskClient client, Ticket ticket, CancellationToken stop)
    {
        bool started = false;
        foreach (Conversation conversation in Conversation.Of(ticket).Where(one => one.Stands))
            started |= await EnsureAsync(client, conversation, stop);
        return started;
    }

    /// <summary>Removes the instances of a ticket that is over; one that has not ended is told so first.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> RemoveAsync(DurableTaskClient client, Ticket ticket, CancellationToken stop)
    {
        bool removed = true;
        foreach (Conversation conversation in Conversation.Of(ticket))
            removed &= await RemoveAsync(client, conversation.InstanceId, stop);
        return removed;
    }

    /// <summary>Removes an instance that has ended.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> RemoveAsync(DurableTaskClient client, string id, CancellationToken stop)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(id, stop);
        if (instance is { IsCompleted: false })
            return false;
        if (instance is not null)
            await client.PurgeInstanceAsync(id, stop);
        return true;
    }

    private Task<bool> EnsureAsync(DurableTaskClient client, Conversation conversation, CancellationToken stop) =>
        EnsureAsync(client, conversation.InstanceId, conversation.Orchestrator, conversation.Input, stop);

    /// <summary>Sees to it that an instance runs.</summary>
    /// <returns>Whether it had to be started.</returns>
    public async Task<bool> EnsureAsync(DurableTaskClient client, string instance, string orchestrator, object input, CancellationToken stop)
    {
        if (await client.GetInstanceAsync(instance, stop) is { IsCompleted: false })
            return false;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(InstanceId: instance), stop);
            return true;
        }
        catch (Exception exists) when (exists is OrchestrationAlreadyExistsException or RpcException { StatusCode: StatusCode.AlreadyExists })
        {
            // Another instance of the desk started it in between.
            return false;
        }
        catch (RpcException unsaid) when (unsaid.StatusCode is StatusCode.Unknown)
        {
            // The host does not say why: where it runs by now, somebody else was quicker.
            if (await client.GetInstanceAsync(instance, stop) is not { IsCompleted: false })
                throw;
            return false;
        }
    }

    // What has ended hears nothing; what stands nevertheless is started again, and sees in the ticket what it would have been told.
    private async Task TellAsync(DurableTaskClient client, Conversation conversation, News news, CancellationToken stop)
    {
        if (await client.GetInstanceAsync(conversation.InstanceId, stop) is { IsCompleted: false })
        {
            try
            {
                await client.RaiseEventAsync(conversation.InstanceId, news.Event, news.Payload, stop);
                return;
            }
            catch (RpcException ended) when (ended.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.Unknown)
            {
                LogEnded(conversation.InstanceId, news.Event);
            }
        }

        if (conversation.Stands)
            await EnsureAsync(client, conversation, stop);
    }

    [LoggerMessage(LogLevel.Debug, "{Instance} had ended when it was to hear {Event}.")]
    private partial void LogEnded(string instance, string @event);
}
