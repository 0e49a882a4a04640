namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The orchestrator, replayed, does something else than its history says it did.</summary>
internal sealed class NonDeterminism(string message) : Exception("Non-Deterministic workflow detected: " + message)
{
    // The type by which the Durable Task Framework reports it.
    private const string UpstreamType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    private const string Advice =
        " Was a change made to the orchestrator code after this instance had already started running?";

    public Failure ToFailure() => new(UpstreamType, Message, StackTrace);

    // Numbers are places in the history, from 1.
    public static NonDeterminism Missing(int number, HistoryEvent.Step recorded) => new(
        $"history event {number} ({recorded.GetType().Name}) says that step #{recorded.Id} was {recorded.Called}, but the code "
        + "has not (yet) asked for a step of this number." + Advice);

    public static NonDeterminism Different(int number, HistoryEvent.Step recorded, HistoryEvent.Step asked) => new(
        $"history event {number} ({recorded.GetType().Name}) says that step #{recorded.Id} was {recorded.Called}, but the code "
        + $"now asks for {asked.Called} ({asked.GetType().Name}) as step #{asked.Id}." + Advice);

    public static NonDeterminism Additional(int number, HistoryEvent.Step asked) => new(
        $"after history event {number} the code asks for {asked.Called} ({asked.GetType().Name}) as step #{asked.Id}, which the "
        + "history does not have." + Advice);
}
