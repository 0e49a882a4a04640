namespace ItsmFunctions.SeededBugs;

/// <summary>A mistake that could really be made, and the test that must notice it.</summary>
/// <param name="Name">In kebab case: the value of the switch that turns it on.</param>
/// <param name="Does">What goes wrong, in a sentence.</param>
/// <param name="File">Path below <c>src</c>.</param>
/// <param name="Original">The text that is replaced; it stands exactly once in the file.</param>
/// <param name="Mistaken">What stands in its place in the copy, where <see cref="Switch"/> is true while the bug is on.</param>
/// <param name="Project">Where the test is: <c>Domain</c> for tests/Domain.Tests.</param>
/// <param name="Test">Class and method: <c>The_outbox.Holds_one_row_for_each_event_named_by_it</c>.</param>
/// <param name="Rules">The rules that are broken, which the test therefore names: <c>AU-14</c>. Empty where it is no rule but the product's own promise.</param>
public sealed record SeededBug(string Name, string Does, string File, string Original, string Mistaken, string Project, string Test, params IReadOnlyList<string> Rules)
{
    /// <summary>Stands in <see cref="Mistaken"/> for the question whether the bug is on.</summary>
    public const string Switch = "BUG";

    /// <summary>The name that the runner knows the test by.</summary>
    public string FullTest => $"ItsmFunctions.{Project}.Tests.{Test}";
}
