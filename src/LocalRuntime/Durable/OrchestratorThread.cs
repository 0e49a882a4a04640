namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// The one thread an orchestrator runs on during a turn: a queue that is worked off in order, by nobody else. What
/// another thread tries to put into it shows that the orchestrator awaited something that is no step of its own; it is
/// not run (replay could never repeat it), it is reported.
/// </summary>
internal sealed class OrchestratorThread : TaskScheduler
{
    public const string IllegalAwait =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator "
        + "function's implementation or by middleware that invokes asynchronous code. Await only what TaskOrchestrationContext "
        + "gives: CallActivityAsync for I/O and for anything that runs elsewhere (Task.Run), CreateTimer for Task.Delay; and "
        + "leave out ConfigureAwait(false).";

    [ThreadStatic]
    private static OrchestratorThread? current;

    private readonly Queue<Task> queue = new();
    private readonly Lane lane;
    private readonly Action invaded;

    /// <param name="invaded">Called at most once, from the foreign thread, possibly after the turn.</param>
    public OrchestratorThread(Action invaded)
    {
        var reported = 0;
        this.invaded = () =>
        {
            IsInvaded = true;
            if (Interlocked.Exchange(ref reported, 1) == 0)
                invaded();
        };
        lane = new Lane(this);
    }

    public bool IsInvaded { get; private set; }

    public bool IsCurrent => current == this;

    /// <exception cref="InvalidOperationException">Called from another thread.</exception>
    public void Demand()
    {
        if (IsCurrent)
            return;
        invaded();
        throw new InvalidOperationException(IllegalAwait);
    }

    public void Report() => invaded();

    /// <summary>Runs a turn on the calling thread.</summary>
    public void Run(Action turn)
    {
        var (outerThread, outerContext) = (current, SynchronizationContext.Current);
        current = this;
        SynchronizationContext.SetSynchronizationContext(lane);
        try
        {
            turn();
        }
        finally
        {
            current = outerThread;
            SynchronizationContext.SetSynchronizationContext(outerContext);
        }
    }

    public Task<T> Start<T>(Func<Task<T>> body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Works until nothing can go on without another event.</summary>
    public void Drain()
    {
        while (queue.TryDequeue(out var next))
            TryExecuteTask(next);
    }

    protected override void QueueTask(Task task)
    {
        if (IsCurrent)
            queue.Enqueue(task);
        else
            invaded();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => queue;

    private sealed class Lane(OrchestratorThread thread) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) =>
            _ = Task.Factory.StartNew(() => d(state), CancellationToken.None, TaskCreationOptions.None, thread);

        public override void Send(SendOrPostCallback d, object? state)
        {
            thread.Demand();
            d(state);
        }
    }
}
