// Follows Microsoft.DurableTask.Client 1.25.0.
namespace Microsoft.DurableTask.Client;

/// <summary>Which instances; what is null does not filter.</summary>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    public const int DefaultPageSize = 100;
}

/// <summary>Which instances to purge; only completed, failed and terminated ones ever are.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);

public record PurgeInstanceOptions(bool Recursive = false);

public class PurgeResult
{
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    public int PurgedInstanceCount { get; }
}

/// <summary>Output is what the terminated instance shows as its output; Recursive ends its sub-orchestrations too.</summary>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
