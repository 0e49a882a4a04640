namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>What two runs of the same tests, without the bug and with it, say about the tests.</summary>
public static class Verdict
{
    /// <returns>Why the experiment did not succeed; null if the bug, and nothing else, turned at least one test red.</returns>
    public static string? Complaint(SeededBug bug, TestRun without, TestRun with)
    {
        if (without.Broken is { } already)
            return $"The tests do not even run without {bug.Name}, which proves nothing: {already}";
        IReadOnlyList<TestResult> before = without.Of(bug);
        if (before.Count == 0)
            return $"The catalogue must be mended: there is no test {bug.FullTest}.";
        if (before.FirstOrDefault(result => !result.Passed) is { } red)
            return $"{red.DisplayName} does not pass without {bug.Name} either, which proves nothing: {red.Message}";
        if (with.Broken is { } crash)
            return $"The tests did not run to their end with {bug.Name}: that is a crash and no verdict. {crash}";
        IReadOnlyList<TestResult> noticed = [.. with.Of(bug).Where(result => !result.Passed)];
        if (noticed.Count == 0)
            return $"{bug.Does} {bug.FullTest} did not notice: either the bug is harmless, or the test no longer proves what it says.";
        return noticed.Any(result => result.IsAssertion)
            ? null
            : $"{bug.FullTest} broke down with {bug.Name} and asserted nothing: {noticed[0].Message}";
    }
}
