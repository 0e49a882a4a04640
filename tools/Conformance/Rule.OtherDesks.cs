namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // OM and IT: what OMFLOW and the ITIL desk add.
    private static IReadOnlyList<Rule> OtherDesks =>
    [
        new("IT-04", "The caller stands on each record"),
        new("IT-05", "Logging categorises, prioritises and keeps the steps"),
        new("IT-06", "One category and at least one subcategory"),
    ];
}
