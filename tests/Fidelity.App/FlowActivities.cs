using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Fidelity.App;

public sealed class FlowActivities(Observations notes, PerInvocation mine, TimeProvider clock)
{
    /// <summary>With what dependency injection gives: services of the app, and of the invocation.</summary>
    [Function(nameof(Pack))]
    public async Task<string> Pack([ActivityTrigger] Order order, FunctionContext context)
    {
        await notes.NoteAsync(nameof(Pack), new { order.Item, order.Count, context.FunctionDefinition.Name, uses = mine.Use() });
        return $"{order.Count}:{order.Item} ";
    }

    [Function(nameof(Square))]
    public static int Square([ActivityTrigger] int number) => number * number;

    [Function(nameof(Keep))]
    public static string Keep([ActivityTrigger] string text) => text;

    /// <summary>Fails until an instant: how often it is tried depends on the retries alone, however often a process is killed.</summary>
    [Function(nameof(Opens))]
    public string Opens([ActivityTrigger] DateTime at) => clock.GetUtcNow().UtcDateTime >= at ? "open" : throw new IOException("not yet");

    [Function(nameof(Refuses))]
    public static Task Refuses([ActivityTrigger] string word) => throw new ArgumentException($"I refuse: {word}");

    [Function(nameof(Ring))]
    public Task Ring([ActivityTrigger] string word) => notes.NoteAsync(nameof(Ring), new { word });
}
