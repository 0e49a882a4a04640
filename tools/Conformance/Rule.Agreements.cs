namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // A17 to A25: who may, who follows up, and what begins the work.
    private static IReadOnlyList<Rule> Agreements =>
    [
        new("A25", "An agent's message to the end user begins the work"),
    ];
}
