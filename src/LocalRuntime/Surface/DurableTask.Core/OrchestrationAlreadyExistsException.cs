// Follows Microsoft.Azure.DurableTask.Core 3.9.0.
namespace DurableTask.Core.Exceptions;

/// <summary>An instance with this id is running, pending or suspended.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException()
    {
    }

    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
