namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    /// <summary>What the sources say and no test can prove, with the reason in place of a title.</summary>
    public static readonly IReadOnlyList<Rule> WithoutTest =
    [
        new("A5", "The sentence is garbled; no rule was made of it."),
    ];
}
