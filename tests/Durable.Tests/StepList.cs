using System.Globalization;
using ItsmFunctions.LocalRuntime.Durable;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.Durable.Tests;

/// <summary>A history without what differs from run to run, in the event names that both runtimes share.</summary>
internal static class StepList
{
    public static string Line(HistoryEvent entry) => entry switch
    {
        ExecutionStarted started => $"ExecutionStarted {started.Name}",
        ExecutionCompleted ended => $"ExecutionCompleted {ended.Status}",
        TaskScheduled task => string.Create(CultureInfo.InvariantCulture, $"TaskScheduled #{task.Id} {task.Name}"),
        TimerCreated timer => string.Create(CultureInfo.InvariantCulture, $"TimerCreated #{timer.Id}"),
        SubOrchestrationCreated sub => string.Create(CultureInfo.InvariantCulture, $"SubOrchestrationCreated #{sub.Id} {sub.Name}"),
        EventSent sent => string.Create(CultureInfo.InvariantCulture, $"EventSent #{sent.Id} {sent.Name}"),
        EventRaised raised => $"EventRaised {raised.Name}",
        Outcome outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.GetType().Name} #{outcome.StepId}"),
        _ => entry.GetType().Name,
    };
}
