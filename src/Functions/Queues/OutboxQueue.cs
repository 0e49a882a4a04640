using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Functions.Queues;

public sealed class OutboxQueue(Reactions reactions)
{
    /// <summary>Works off the events that a nudge points to; a failure brings the message again.</summary>
    [Function(nameof(OutboxQueue))]
    public Task RunAsync([QueueTrigger(Nudges.Queue)] string message, [DurableClient] DurableTaskClient client, CancellationToken stop) =>
        reactions.RunAsync(Nudges.Read(message), client, stop);
}
