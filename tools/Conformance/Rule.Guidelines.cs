namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // AU-29 to AU-57: how a case is described, handed over and talked about.
    private static IReadOnlyList<Rule> Guidelines =>
    [
        new("AU-36", "The 25 worked examples"),
        new("AU-39", "Nothing is resolved without telling the end user"),
        new("AU-49", "First line resolves, with a solution text that is mailed"),
        new("AU-56", "After the solution: reopen, reply or let it rest"),
    ];
}
