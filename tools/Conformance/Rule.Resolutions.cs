namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // A1 to A16: how what the sources leave open is settled.
    private static IReadOnlyList<Rule> Resolutions =>
    [
        new("A1", "The opener: requester and whoever logged it for them"),
        new("A2", "The cause eliminated or the condition cleared: two codes, and of a cleared one an open known error"),
        new("A3", "A rejection sends back: to be reworked before the launch, to be remedied after it; cycles are counted"),
        new("A4", "Building and carrying out are events within their stages"),
        new("A8", "Assignment and statuses; what the portal calls New"),
        new("A9", "HR's date is required; continual improvement stands last in the picker"),
        new("A10", "Every reason of the table can be waited for"),
        new("A11", "Axes of the matrices, handling rank, override with a reason"),
        new("A12", "Thresholds of each rank until somebody is prompted"),
        new("A13", "Attention is each agent's own, with a count"),
        new("A14", "An old update flag: warned after one working day, alerted after two"),
        new("A15", "Thirty local calendar days; a reply suspends the close"),
        new("A16", "Reopening exactly while Resolved"),
    ];
}
