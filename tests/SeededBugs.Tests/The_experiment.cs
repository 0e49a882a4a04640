using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>Who watches the watchmen: the experiment itself must be able to fail.</summary>
public sealed partial class The_experiment(WovenCheckout woven)
{
    private static readonly SeededBug Bug = new("a-bug", "One and one is three.", "Sums.cs", "1 + 1", "1 + 1 + (BUG ? 1 : 0)", "Domain", "A_sum.Is_right");

    [Fact]
    public async Task Says_so_when_no_test_notices_a_bug()
    {
        Assert.Null(WovenCheckout.ObstacleTo(Catalogue.Harmless));
        string? complaint = Verdict.Complaint(Catalogue.Harmless, await woven.WithoutBugsAsync(Catalogue.Harmless.Project), await woven.WithAsync(Catalogue.Harmless));
        Assert.Contains("did not notice", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int two = 2;", "0 times")]
    [InlineData("int two = 1 + 1, four = 1 + 1 + 1 + 1;", "3 times")]
    public void Says_that_the_catalogue_must_be_mended_when_a_text_has_changed(string source, string times)
    {
        string? obstacle = Weaver.Obstacle(source, Bug);
        Assert.StartsWith("The catalogue must be mended: a-bug ", obstacle, StringComparison.Ordinal);
        Assert.Contains(times, obstacle, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Weaver.Weave(source, [Bug]));
    }

    [Fact]
    public void Says_so_when_a_bug_has_no_switch_or_stands_in_another_one() =>
        Assert.All(
            [Bug with { Mistaken = "1 + 2" }, Bug with { Name = "in-it", Original = "1 + 1;", Mistaken = "BUG ? 3 : 2;" }],
            wrong => Assert.Throws<ArgumentException>(() => Weaver.Weave("int two = 1 + 1;", [Bug, wrong])));

    [Fact]
    public void Says_that_the_catalogue_must_be_mended_when_a_file_is_gone() =>
        Assert.Contains("does not exist", WovenCheckout.ObstacleTo(Bug), StringComparison.Ordinal);

    [Fact]
    public void Puts_each_bug_behind_its_switch_and_changes_nothing_else() =>
        Assert.Equal("int two = 1 + 1 + (SeededBug.Is(\"a-bug\") ? 1 : 0);", Weaver.Weave("int two = 1 + 1;", [Bug]));

    [Theory]
    [InlineData("Pass", "", "Fail", "Xunit.Sdk.TrueException: It is three.", null)]
    [InlineData("Pass", "", "Fail", "System.AggregateException: One or more errors occurred. (Assert.Equal() Failure)", null)]
    [InlineData("Pass", "", "Pass", "", "did not notice")]
    [InlineData("Fail", "Xunit.Sdk.EqualException: Assert.Equal() Failure", "Fail", "Xunit.Sdk.EqualException: Assert.Equal() Failure", "does not pass without")]
    [InlineData("Skip", "", "Fail", "Xunit.Sdk.EqualException: Assert.Equal() Failure", "does not pass without")]
    [InlineData("Pass", "", "Fail", "System.NullReferenceException: Object reference not set", "asserted nothing")]
    public void Counts_only_an_assertion_that_fails_with_the_bug_and_not_without(string without, string said, string with, string saysNow, string? complaint)
    {
        string? verdict = Verdict.Complaint(Bug, Run(without, said), Run(with, saysNow));
        if (complaint is null)
            Assert.Null(verdict);
        else
            Assert.Contains(complaint, verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_no_crash_and_no_missing_test_for_a_verdict()
    {
        TestRun passed = Run("Pass", ""), crashed = TestRun.Read(XDocument.Parse("<assemblies><assembly><errors><error>No port was free.</error></errors></assembly></assemblies>"));
        Assert.Contains("no verdict. No port was free.", Verdict.Complaint(Bug, passed, crashed), StringComparison.Ordinal);
        Assert.Contains("proves nothing: No port was free.", Verdict.Complaint(Bug, crashed, passed), StringComparison.Ordinal);
        Assert.Contains("there is no test", Verdict.Complaint(Bug with { Test = "A_sum.Is_wrong" }, passed, passed), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_twelve_bugs_and_more_from_every_room_and_some_over_http()
    {
        Assert.InRange(Catalogue.Bugs.Count, 12, 250);
        Assert.Distinct(Catalogue.Bugs.Select(bug => bug.Name));
        Assert.All(Catalogue.Bugs, bug => Assert.Matches(KebabCase(), bug.Name));
        Assert.Equal(WovenCheckout.Rooms.Order(StringComparer.Ordinal), Catalogue.Bugs.Select(bug => bug.File.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(Catalogue.Bugs.Count(bug => bug.Project is "Desk" or "Contract"), 2, 100);
    }

    private static TestRun Run(string result, string failure) => TestRun.Read(new XDocument(new XElement(
        "assemblies",
        new XElement(
            "test",
            new XAttribute("type", "ItsmFunctions.Domain.Tests.A_sum"), new XAttribute("method", "Is_right"), new XAttribute("name", "A sum is right"), new XAttribute("result", result),
            result == "Fail" ? new XElement("failure", new XAttribute("exception-type", failure.Split(": ")[0]), new XElement("message", failure.Split(": ")[1])) : null))));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
