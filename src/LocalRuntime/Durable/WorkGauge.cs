namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Counts what is under way; whoever causes more work enters it before leaving its own.</summary>
internal sealed class WorkGauge
{
    private readonly Lock gate = new();
    private TaskCompletionSource? idle;
    private int count;

    public void Enter()
    {
        lock (gate)
            count++;
    }

    public void Leave()
    {
        TaskCompletionSource? reached = null;
        lock (gate)
            if (--count == 0)
                (reached, idle) = (idle, null);
        reached?.SetResult();
    }

    public Task WhenIdleAsync()
    {
        lock (gate)
            return count == 0
                ? Task.CompletedTask
                : (idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
