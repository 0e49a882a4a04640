using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <content>External events, and the new run that takes the unread ones along.</content>
internal sealed partial class OrchestratorContext
{
    private readonly Dictionary<string, Stack<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> unread = [];

    public bool IsWaitingForEvents => waiters.Values.Any(stack => stack.Any(waiter => !waiter.IsSettled));

    /// <summary>Set once the code has asked for a new run.</summary>
    public (string? Input, bool KeepUnread)? NextRun { get; private set; }

    /// <summary>What the next run receives before anything else, in order of arrival.</summary>
    public List<EventRaised> CarriedOver { get; } = [];

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        thread.Demand();
        if (!waiters.TryGetValue(eventName, out var stack))
            waiters[eventName] = stack = new();
        if (stack.TryPeek(out var other) && other.Type != typeof(T))
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {other.Type.FullName} but was requested {typeof(T).FullName}.");

        var arrival = new TaskCompletionSource<T>();
        stack.Push(new(typeof(T), value => arrival.TrySetResult((T)value!), () => arrival.Task.IsCompleted));
        if (unread.Find(raised => string.Equals(raised.Name, eventName, StringComparison.OrdinalIgnoreCase)) is { } early)
        {
            unread.Remove(early);
            Raise(early);
        }
        cancellationToken.Register(() =>
        {
            thread.Demand();
            arrival.TrySetCanceled(cancellationToken);
        });
        return arrival.Task;
    }

    /// <summary>
    /// The newest waiter of the name is served, even where it was cancelled: upstream loses an event that way, and code
    /// that works here must not lose it there.
    /// </summary>
    public void Raise(EventRaised raised)
    {
        if (NextRun is not null)
            CarriedOver.Add(raised);
        else if (waiters.TryGetValue(raised.Name, out var stack) && stack.TryPop(out var waiter))
            waiter.Serve(converter.Deserialize(raised.Payload, waiter.Type));
        else
            unread.Add(raised);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        thread.Demand();
        NextRun = (converter.Serialize(newInput), preserveUnprocessedEvents);
        if (!preserveUnprocessedEvents)
            return;
        CarriedOver.AddRange(unread);
        unread.Clear();
    }

    private sealed record Waiter(Type Type, Action<object?> Serve, Func<bool> Settled)
    {
        public bool IsSettled => Settled();
    }
}
