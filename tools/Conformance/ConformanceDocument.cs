using System.Globalization;
using System.Text;

namespace ItsmFunctions.Conformance;

/// <summary>docs/conformance.md: every rule with the tests that prove it.</summary>
public sealed class ConformanceDocument
{
    private const string Introduction =
        """
        # Conformance

        Every rule that this product carries, with the tests that prove it. A test names its rules itself (`[Trait("Rule", "AU-14")]`); this
        file is generated from the built tests by `dotnet run --project tools/Conformance`, and a stale one fails the test run.

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

    public override string ToString()
    {
        var text = new StringBuilder(Introduction);
        foreach (Rule rule in Rule.Required)
            Append(text, $"{rule.Id}: {rule.Title}", _proofs[rule.Id]);
        foreach (string id in Named.Except(Rule.Required.Select(rule => rule.Id)))
            Append(text, id, _proofs[id]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<Proof> proofs)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n");
        foreach (IGrouping<(string Project, string Situation), Proof> tests in proofs
            .GroupBy(proof => (proof.Project, proof.Situation)).OrderBy(tests => tests.Key.Project, StringComparer.Ordinal).ThenBy(tests => tests.Key.Situation, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {tests.Key.Situation} ({tests.Key.Project})\n");
            foreach (string sentence in tests.Select(test => test.Sentence).Distinct().Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"  - {sentence}\n");
        }
    }
}
