using System.Globalization;
using System.Text;
using ItsmFunctions.SeededBugs;

namespace ItsmFunctions.Conformance;

/// <summary>docs/conformance.md: every rule with the tests that prove it and the mistakes that were seeded against them.</summary>
public sealed class ConformanceDocument
{
    private const string Introduction =
        """
        # Conformance

        Every rule that this product carries, with the tests that prove it. A test names its rules itself (`[Trait("Rule", "AU-14")]`); this
        file is generated from the built tests by `dotnet run --project tools/Conformance`, and a stale one fails the test run.
        Each seeded bug is put into a copy of the product by `tests/SeededBugs.Tests`, and turns one of the rule's tests red at every run.

        """;

    private readonly ILookup<string, Proof> _proofs;

    private ConformanceDocument(IEnumerable<Proof> proofs) => _proofs = proofs.ToLookup(proof => proof.Rule);

    public static string PathIn(string root) => Path.Combine(root, "docs", "conformance.md");

    /// <summary>Reads the assembly of every test project of a checkout.</summary>
    /// <param name="configuration">The folder of the build that is read: debug or release.</param>
    /// <exception cref="FileNotFoundException">A test project has not been built.</exception>
    public static ConformanceDocument Read(string root, string configuration)
    {
        var proofs = new List<Proof>();
        foreach (string project in Directory.GetFiles(Path.Combine(root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            if (name == "Conformance.Tests")
                continue;
            string assembly = Path.Combine(root, "artifacts", "local", "bin", name, configuration, $"ItsmFunctions.{name}.dll");
            if (!File.Exists(assembly))
                throw new FileNotFoundException($"{name} is not built for {configuration}: build ItsmFunctions.sln first.", assembly);
            proofs.AddRange(Proof.ReadFrom(assembly, name));
        }

        return new(proofs);
    }

    public IReadOnlyList<string> Unproven => [.. Rule.Required.Select(rule => rule.Id).Where(id => !_proofs.Contains(id))];

    /// <summary>Ids that tests name.</summary>
    public IReadOnlyList<string> Named => [.. _proofs.Select(rule => rule.Key).Order(StringComparer.Ordinal)];

    /// <summary>Rules against which no bug is seeded, so that nobody knows whether their tests would notice.</summary>
    public static IReadOnlyList<string> Unseeded => [.. Rule.Required.Select(rule => rule.Id).Except(Catalogue.Bugs.SelectMany(bug => bug.Rules))];

    /// <summary>What the seeded bugs claim and their tests do not: a rule that is broken and not named by the test.</summary>
    public IReadOnlyList<string> Unclaimed =>
        [.. Catalogue.Bugs.SelectMany(bug => bug.Rules.Where(rule => !_proofs[rule].Any(proof => proof.Notices(bug))).Select(rule => $"{bug.Test} names no {rule}, which {bug.Name} breaks"))];

    public override string ToString()
    {
        var text = new StringBuilder(Introduction);
        foreach (Rule rule in Rule.Required)
            Append(text, $"{rule.Id}: {rule.Title}", rule.Id);
        foreach (string id in Named.Except(Rule.Required.Select(rule => rule.Id)))
            Append(text, id, id);
        text.Append("\n## Without a test\n\n");
        foreach (Rule rule in Rule.WithoutTest)
            text.Append(CultureInfo.InvariantCulture, $"- {rule.Id}: {rule.Title}\n");
        return text.ToString();
    }

    private void Append(StringBuilder text, string heading, string rule)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n");
        foreach (IGrouping<(string Project, string Situation), Proof> tests in _proofs[rule]
            .GroupBy(proof => (proof.Project, proof.Situation)).OrderBy(tests => tests.Key.Project, StringComparer.Ordinal).ThenBy(tests => tests.Key.Situation, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {tests.Key.Situation} ({tests.Key.Project})\n");
            foreach (string sentence in tests.Select(test => test.Sentence).Distinct().Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"  - {sentence}\n");
        }

        string[] bugs = [.. Catalogue.Bugs.Where(bug => bug.Rules.Contains(rule)).Select(bug => $"Seeded bug: {bug.Does}\n")];
        if (bugs.Length > 0)
            text.Append('\n').AppendJoin('\n', bugs);
    }
}
