using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// An instance in memory: a mailbox, and one turn at a time that takes in what has arrived. It comes into being with a
/// message and may be forgotten whenever the mailbox is empty, since all it knows is stored.
/// </summary>
internal sealed partial class Instance(string id, DurableEngine engine)
{
    // A turn's receipts must fit into its transaction, and a turn must not grow without bound.
    private const int BatchSize = 50;

    private readonly Lock gate = new();
    private readonly Queue<Message> mailbox = new();
    private bool pumping;
    private bool forgotten;
    private InstanceState? state;
    private List<HistoryEvent> history = [];

    // Read from storage and not yet looked through for what a process before this one has begun.
    private bool isCold;

    /// <returns>False when this object has been forgotten: ask for the instance again.</returns>
    public bool TryPost(Message message)
    {
        lock (gate)
        {
            if (forgotten)
                return false;
            mailbox.Enqueue(message);
            if (pumping)
                return true;
            pumping = true;
        }
        engine.Work.Enter();
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = PumpAsync(), null);
        return true;
    }

    private async Task PumpAsync()
    {
        try
        {
            while (NextBatch() is { } batch)
                await TakeInAsync(batch);
        }
        finally
        {
            engine.Work.Leave();
        }
    }

    /// <summary>Start and purge stand alone; everything else that has arrived is one turn's work.</summary>
    private List<Message>? NextBatch()
    {
        lock (gate)
        {
            if (mailbox.Count == 0)
            {
                pumping = false;
                forgotten = engine.MayForget(this, id, state);
                return null;
            }
            List<Message> batch = [mailbox.Dequeue()];
            while (batch[0] is not (Message.Start or Message.Purge) && batch.Count < BatchSize
                && mailbox.TryPeek(out var next) && next is not (Message.Start or Message.Purge))
                batch.Add(mailbox.Dequeue());
            return batch;
        }
    }

    private async Task TakeInAsync(List<Message> batch)
    {
        try
        {
            await LoadAsync();
            switch (batch[0])
            {
                case Message.Start start: await StartAsync(start); break;
                case Message.Purge purge: await PurgeAsync(purge); break;
                default: await TakeTurnAsync(batch); break;
            }
        }
        catch (OperationCanceledException stopped) when (engine.Stopping.IsCancellationRequested)
        {
            // Whether it was stored is unknown, and that is what whoever waits is told; the next process goes on from what is.
            foreach (var message in batch)
                message.Fail(stopped);
        }
        catch (Exception exception)
        {
            engine.Log.LogError(exception, "Orchestration '{InstanceId}' could not go on; it is tried again after a restart.", id);
            state = null;
            foreach (var message in batch)
                message.Fail(exception);
        }
    }

    private async Task LoadAsync()
    {
        if (state is not null)
            return;
        state = await engine.StoredAsync(() => engine.Hub.FindAsync(id, engine.Stopping));
        isCold = true;
        history = state is null || state.Status.IsFinal() ? [] : await engine.StoredAsync(() => engine.Hub.HistoryAsync(state, engine.Stopping));
    }

    private async Task StartAsync(Message.Start start)
    {
        while (true)
        {
            if (state is not null && start.Parent is not null && state.Parent == start.Parent)
            {
                // The same call of a sub-orchestration, told a second time.
                start.Answer(Reply.Done);
                return;
            }
            if (state is not null && !state.Status.IsFinal())
            {
                start.Answer(Reply.Exists);
                return;
            }
            var now = engine.Clock.GetUtcNow();
            var replaced = state;
            var first = new InstanceState
            {
                Id = id,
                Name = start.Name,
                Version = start.Version,
                Status = InstanceStatus.Pending,
                CreatedAt = now,
                UpdatedAt = now,
                RunId = DurableEngine.NewOperationId(),
                Turns = 1,
                IsUnstarted = true,
                StartAt = start.StartAt,
                Parent = start.Parent,
                Input = start.Input,
                OperationId = DurableEngine.NewOperationId(),
            };
            List<HistoryEvent> arrivals = [new HistoryEvent.ExecutionStarted(start.Name, start.Version, start.Input, start.Parent)];
            if (!await CommitAsync(new Commit(replaced, first, 0, arrivals, [], []), arrivals))
                continue;
            start.Answer(Reply.Done);
            if (replaced is not null)
                engine.ForgetRun(replaced);
            if (start.StartAt is null || start.StartAt <= now)
                TryPost(new Message.Wake());
            return;
        }
    }

    private async Task PurgeAsync(Message.Purge purge)
    {
        if (state is null)
        {
            purge.Answer(Reply.Missing);
            return;
        }
        await engine.StoredAsync(async () =>
        {
            await engine.Hub.PurgeAsync(id, engine.Stopping);
            return true;
        });
        (state, history) = (null, []);
        engine.Due.Set(id, null);
        purge.Answer(Reply.Done);
        engine.Watch.Changed(id);
    }

    /// <returns>False when another writer was first: the instance has been loaded again, decide anew.</returns>
    private async Task<bool> CommitAsync(Commit commit, List<HistoryEvent> historyAfter)
    {
        engine.Crash.Reach(CrashPoints.TurnDecided);
        var stored = await engine.CommitAsync(commit);
        if (stored is null)
        {
            engine.Log.LogWarning("Orchestration '{InstanceId}' was changed by another process; its turn is decided anew.", id);
            state = null;
            await LoadAsync();
            return false;
        }
        engine.Crash.Reach(CrashPoints.TurnCommitted);
        var changed = commit.Before?.Status != stored.Status || commit.Before?.RunId != stored.RunId;
        (state, history) = (stored, historyAfter);
        engine.Due.Set(id, stored.NextDue);
        if (changed)
            engine.Watch.Changed(id);
        return true;
    }
}
