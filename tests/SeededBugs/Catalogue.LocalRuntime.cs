namespace ItsmFunctions.SeededBugs;

/// <summary>What waits, and what wakes up.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfLocalRuntime =>
    [
        new("early-event-lost", "An event that comes before somebody waits for it is lost.",
            "LocalRuntime/Durable/OrchestratorContext.Events.cs", "unread.Add(raised);", "unread.AddRange(BUG ? [] : new[] { raised });",
            "Durable", "An_orchestration.Reads_events_that_came_before_it_waited_in_the_order_of_their_arrival"),
        new("early-events-reversed", "Of two events that came before somebody waited, the later one is read first.",
            "LocalRuntime/Durable/OrchestratorContext.Events.cs", "unread.Find(raised", "(BUG ? unread.FindLast : (Func<Predicate<EventRaised>, EventRaised?>)unread.Find)(raised",
            "Durable", "An_orchestration.Reads_events_that_came_before_it_waited_in_the_order_of_their_arrival"),
        new("oldest-waiter-first", "Of two waiters for an event the older one is served.",
            "LocalRuntime/Durable/OrchestratorContext.Events.cs", "stack.TryPop(", "(BUG ? waiters[raised.Name] = new(stack) : stack).TryPop(",
            "Durable", "An_orchestration.Serves_the_newest_waiter_of_a_name_first"),
        new("missed-tick", "A tick that was missed while the host was down is not made up for.",
            "LocalRuntime/Timers/TimerFunction.cs", "isPastDue = now.UtcDateTime > kept.Next;", "isPastDue = !BUG && now.UtcDateTime > kept.Next;",
            "Fidelity", "A_timer_function_whose_host_was_down.Makes_up_for_all_missed_ticks_with_one_that_is_past_due"),
    ];
}
