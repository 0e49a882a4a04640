namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>Where a parameter of a function gets its value from.</summary>
internal abstract record Argument
{
    private Argument()
    {
    }

    public sealed record TriggerValue(Type Type) : Argument;

    public sealed record RouteValue(string Name, Type Type) : Argument;

    public sealed record OrchestrationInput(Type Type) : Argument;

    public sealed record Context : Argument;

    public sealed record Stop : Argument;

    /// <summary>A service of the invocation that an input binding stands for: the durable task client.</summary>
    public sealed record Service(Type Type) : Argument;
}
