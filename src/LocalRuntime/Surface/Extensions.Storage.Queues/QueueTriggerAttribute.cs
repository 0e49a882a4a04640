// Follows Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues 5.5.5.
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    public string QueueName => queueName;

    /// <summary>The setting that holds the connection string; <c>AzureWebJobsStorage</c> when it is not set.</summary>
    public string? Connection { get; set; }
}
