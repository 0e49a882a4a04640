namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // A1 to A16: how what the sources leave open is settled.
    private static IReadOnlyList<Rule> Resolutions =>
    [
        new("A8", "Assignment and statuses; what the portal calls New"),
        new("A11", "Axes of the matrices, handling rank, override with a reason"),
        new("A15", "Thirty local calendar days; a reply suspends the close"),
        new("A16", "Reopening exactly while Resolved"),
    ];
}
