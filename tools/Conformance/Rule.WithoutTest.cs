namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    /// <summary>What the sources say and no test can prove, with the reason in place of a title.</summary>
    public static readonly IReadOnlyList<Rule> WithoutTest =
    [
        new("AU-11", "It announces that major incidents, problems and knowledge will be managed too, and asks nothing of the desk before they are."),
        new("A5", "The sentence is garbled; no rule was made of it."),
    ];
}
