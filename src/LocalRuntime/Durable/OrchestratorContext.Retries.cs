using Microsoft.DurableTask;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <content>Retries are steps too: every wait is a timer in the history.</content>
internal sealed partial class OrchestratorContext
{
    private Task<string?> WithRetriesAsync(TaskRetryOptions? retry, Func<Task<string?>> attempt) => retry switch
    {
        { Policy: { } policy } => ByPolicyAsync(policy, attempt),
        { Handler: { } handler } => ByHandlerAsync(handler, attempt),
        _ => attempt(),
    };

    private async Task<string?> ByPolicyAsync(RetryPolicy policy, Func<Task<string?>> attempt)
    {
        var firstAt = CurrentUtcDateTime;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed)
            {
                if (tries == policy.MaxNumberOfAttempts)
                {
                    // Upstream's histories have a timer without a wait after the last attempt; so do these.
                    await CreateTimer(CurrentUtcDateTime, CancellationToken.None);
                    throw;
                }
                if (Pause(policy, tries, firstAt, failed) is not { } pause)
                    throw;
                await CreateTimer(pause, CancellationToken.None);
            }
        }
    }

    /// <returns>How long to wait before the next attempt; null when there is none.</returns>
    private TimeSpan? Pause(RetryPolicy policy, int tries, DateTime firstAt, TaskFailedException failed)
    {
        try
        {
            if (!policy.Worthwhile(failed.FailureDetails))
                return null;
        }
        catch (Exception)
        {
            // The step's failure matters more than that of the code which judges it.
            return null;
        }
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && CurrentUtcDateTime - firstAt >= policy.RetryTimeout)
            return null;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, tries - 1);
        var ceiling = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < ceiling.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : ceiling;
    }

    private async Task<string?> ByHandlerAsync(AsyncRetryHandler handler, Func<Task<string?>> attempt)
    {
        var firstAt = CurrentUtcDateTime;
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed)
            {
                var context = new RetryContext(this, failures, failed.FailureDetails, CurrentUtcDateTime - firstAt, CancellationToken.None);
                if (!await handler(context))
                    throw;
            }
        }
    }
}
