using Microsoft.DurableTask;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>A failure as history keeps it.</summary>
internal sealed record Failure(string Type, string Message, string? Stack = null, Failure? Inner = null)
{
    public static Failure From(Exception exception) => exception switch
    {
        // The cause of a failed step is the step's own failure, which no longer exists as an exception.
        TaskFailedException failed => new(typeof(TaskFailedException).FullName!, failed.Message, failed.StackTrace, From(failed.FailureDetails)),
        _ => new(exception.GetType().ToString(), exception.Message, exception.StackTrace,
            exception.InnerException is { } inner ? From(inner) : null),
    };

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    public override string ToString() => $"{Type}: {Message}";

    private static Failure From(TaskFailureDetails details) =>
        new(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);
}
