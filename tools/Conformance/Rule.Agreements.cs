namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // A17 to A25: who may, who follows up, and what begins the work.
    private static IReadOnlyList<Rule> Agreements =>
    [
        new("A17", "First line resolves what its own line holds"),
        new("A18", "The five principles in their short form"),
        new("A20", "Back to the primary team, or to the origin where there is none"),
        new("A21", "Rank 2 is offered and accepted before it moves"),
        new("A22", "The assigned team says how the case stands"),
        new("A23", "A team without a dispatcher"),
        new("A24", "Who follows up at which rank"),
        new("A25", "An agent's message to the end user begins the work"),
    ];
}
