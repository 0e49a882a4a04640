using System.Xml.Linq;

namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>What became of one test case.</summary>
/// <param name="Test">Namespace, class and method.</param>
/// <param name="Failure">Type of the exception that failed it; empty where there was none.</param>
/// <param name="Message">What its failure said.</param>
public sealed record TestResult(string Test, string DisplayName, bool Passed, string Failure, string Message)
{
    /// <summary>
    /// Whether the test judged the outcome, rather than broke down on its way there. An assertion can come wrapped: by a property's
    /// counter-example, or together with what a clean-up said.
    /// </summary>
    public bool IsAssertion => !Passed && (Failure.StartsWith("Xunit.Sdk.", StringComparison.Ordinal) || Message.Contains("Assert.", StringComparison.Ordinal));
}

/// <summary>One run of a test program.</summary>
/// <param name="Broken">Why it has no results that can be believed: it crashed, hung or could not prepare itself; null if it has.</param>
public sealed record TestRun(IReadOnlyList<TestResult> Results, string? Broken)
{
    /// <summary>Reads a result file of the runner (xUnit.net v2+ XML).</summary>
    public static TestRun Read(XDocument results)
    {
        // Errors beside the tests: a fixture that did not start, a clean-up that failed.
        string? errors = results.Descendants("error").FirstOrDefault()?.Value.Trim();
        return new(
            [
                .. results.Descendants("test").Select(test => new TestResult(
                    $"{test.Attribute("type")!.Value}.{test.Attribute("method")!.Value}",
                    test.Attribute("name")!.Value,
                    test.Attribute("result")!.Value == "Pass",
                    test.Element("failure")?.Attribute("exception-type")?.Value ?? "",
                    test.Element("failure")?.Element("message")?.Value ?? "")),
            ],
            errors);
    }

    public IReadOnlyList<TestResult> Of(SeededBug bug) => [.. Results.Where(result => result.Test == bug.FullTest)];
}
