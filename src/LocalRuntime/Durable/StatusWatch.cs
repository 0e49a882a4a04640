using System.Collections.Concurrent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Lets a client wait for a status without asking storage again and again.</summary>
internal sealed class StatusWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> watchers = new();

    /// <summary>Completes at the instance's next change of status. Take it before looking at the status.</summary>
    public Task NextChange(string instanceId) =>
        watchers.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (watchers.TryRemove(instanceId, out var waiting))
            waiting.SetResult();
    }
}
