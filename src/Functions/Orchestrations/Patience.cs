using Microsoft.DurableTask;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>How every orchestration of the desk waits: for news until an instant, and for storage that is away.</summary>
internal static class Patience
{
    /// <summary>Storage may be away for longer than one try; after that the watchdog starts the orchestration again where its ticket stands.</summary>
    public static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new(8, TimeSpan.FromSeconds(5), backoffCoefficient: 2, TimeSpan.FromMinutes(2)));

    /// <summary>Whether <paramref name="news"/> comes before the instant; the timer that lost goes.</summary>
    public static async Task<bool> ComesBeforeAsync(this Task news, DateTimeOffset at, TaskOrchestrationContext flow)
    {
        using var timer = new CancellationTokenSource();
        Task due = flow.CreateTimer(at.UtcDateTime, timer.Token);
        if (await Task.WhenAny(news, due) == due)
            return false;
        timer.Cancel();
        return true;
    }
}
