namespace ItsmFunctions.SeededBugs.Tests;

public sealed class A_seeded_bug(WovenCheckout woven)
{
    public static IEnumerable<TheoryDataRow<string>> Bugs =>
        Catalogue.Bugs.Select(bug => new TheoryDataRow<string>(bug.Name) { TestDisplayName = $"{typeof(A_seeded_bug).FullName}.Turns_its_test_red: {bug.Name}" });

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task Turns_its_test_red(string name)
    {
        SeededBug bug = Catalogue.Bugs.Single(bug => bug.Name == name);
        if (WovenCheckout.ObstacleTo(bug) is { } obstacle)
            Assert.Fail(obstacle);

        TestRun with = await woven.WithAsync(bug);
        if (Verdict.Complaint(bug, await woven.WithoutBugsAsync(bug.Project), with) is { } complaint)
            Assert.Fail(complaint);

        TestContext.Current.TestOutputHelper!.WriteLine($"{bug.Does}\nNoticed by:");
        foreach (TestResult red in with.Results.Where(result => !result.Passed))
            TestContext.Current.TestOutputHelper.WriteLine($"{red.DisplayName}: {red.Message}");
    }
}
