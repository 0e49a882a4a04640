using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

internal sealed class ReplaySafeLogger(TaskOrchestrationContext flow, ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!flow.IsReplaying)
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
