// Follows Microsoft.Azure.Functions.Worker.Core 2.52.0.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned; a middleware may replace it.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
}

public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}
