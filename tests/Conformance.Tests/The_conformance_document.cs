using System.Text.RegularExpressions;

namespace ItsmFunctions.Conformance.Tests;

public sealed partial class The_conformance_document
{
    private readonly ConformanceDocument document = ConformanceDocument.Read(
        Checkout.Root, new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name);

    [Fact]
    public void Is_what_the_tests_say_now()
    {
        string written = File.ReadAllText(ConformanceDocument.PathIn(Checkout.Root));

        Assert.True(document.ToString() == written, "docs/conformance.md is stale: dotnet run --project tools/Conformance");
    }

    [Fact]
    public void Has_a_test_for_every_rule() => Assert.Empty(document.Unproven);

    [Fact]
    public void Has_a_seeded_bug_against_every_rule() => Assert.Empty(ConformanceDocument.Unseeded);

    [Fact]
    public void Believes_no_seeded_bug_whose_test_does_not_name_the_rule() => Assert.Empty(document.Unclaimed);

    [Fact]
    public void Gives_no_rule_up_that_a_test_names() => Assert.Empty(Rule.WithoutTest.Select(rule => rule.Id).Intersect(document.Named.Concat(Rule.Required.Select(rule => rule.Id))));

    [Fact]
    public void Knows_no_rule_by_a_name_that_is_none() => Assert.All(document.Named, id => Assert.Matches(Id(), id));

    [Fact]
    public void Counts_facts_and_theories_with_the_rules_of_their_class_and_nothing_else()
    {
        Proof[] proofs = [.. Proof.ReadFrom(typeof(The_conformance_document).Assembly.Location, "Conformance.Tests")];

        Assert.Equal(
            [("AU-98", "Is a theory"), ("AU-99", "Is a fact"), ("AU-99", "Is a theory")],
            proofs.Where(proof => proof.Situation == "A sample").Select(proof => (proof.Rule, proof.Sentence)).Order());
    }

    [GeneratedRegex("^((AU|IT|PR|OM|OR|FV)-[0-9]{2}b?|A[0-9]{1,2})$")]
    private static partial Regex Id();
}

[Trait("Rule", "AU-99")]
[Trait("Category", "none of the rules")]
public sealed class A_sample
{
    [Fact]
    public void Is_a_fact() => Assert.NotEqual(0, Environment.ProcessId);

    [Theory]
    [InlineData(1)]
    [Trait("Rule", "AU-98")]
    public void Is_a_theory(int number) => Assert.NotEqual(0, number);

    [Trait("Rule", "AU-97")]
    internal void Is_no_test() => Is_a_fact();
}
