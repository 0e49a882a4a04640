using System.Collections.Concurrent;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(ItsmFunctions.SeededBugs.Tests.WovenCheckout))]

// Each is a process of its own and mostly waits.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All)]

namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>
/// A throw-away copy of this checkout, whose product is built once with every bug of the catalogue in it, each behind the switch,
/// and whose test programs are those that <c>./test</c> runs, byte for byte. They find the copy's desk, because they look above themselves.
/// </summary>
public sealed class WovenCheckout : IAsyncLifetime
{
    public static readonly IReadOnlyList<string> Rooms = ["Domain", "Storage", "Reporting", "LocalRuntime", "Functions"];

    // What MSBuild reads above a project, and what a test desk is set up from.
    private static readonly string[] Files =
        ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "local.settings.sample.json", "eng/BannedSymbols.txt"];

    private readonly string root = Checkout.PathOf("artifacts", "seeded-bugs");
    private readonly string configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
    private readonly ConcurrentDictionary<string, Lazy<Task<TestRun>>> without = [];

    public async ValueTask InitializeAsync()
    {
        Remove();
        CopySources();
        foreach (IGrouping<string, SeededBug> inFile in Catalogue.Bugs.Append(Catalogue.Harmless).GroupBy(bug => bug.File))
        {
            // A bug whose text has changed is left to its own test to complain of; the others go on.
            string path = Path.Combine(root, "src", inFile.Key);
            string source = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
            List<SeededBug> fitting = [.. inFile.Where(bug => Weaver.Obstacle(source, bug) is null)];
            if (fitting.Count > 0)
                await File.WriteAllTextAsync(path, Weaver.Weave(source, fitting));
        }

        await BuildAsync();
        CopyTestPrograms();
    }

    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    /// <summary>Why the bug could not be woven into this checkout's sources, or null if it was.</summary>
    public static string? ObstacleTo(SeededBug bug)
    {
        string path = Checkout.PathOf("src", bug.File);
        return File.Exists(path) ? Weaver.Obstacle(File.ReadAllText(path), bug) : $"The catalogue must be mended: {bug.Name} stands in src/{bug.File}, which does not exist.";
    }

    /// <summary>All tests of a project that the catalogue names, with no bug on: once.</summary>
    public Task<TestRun> WithoutBugsAsync(string project) => without.GetOrAdd(
        project,
        _ => new(() => RunAsync(project, Catalogue.Bugs.Append(Catalogue.Harmless).Where(bug => bug.Project == project).Select(bug => bug.FullTest).Distinct(), on: null))).Value;

    /// <summary>The bug's own test, with the bug on.</summary>
    public Task<TestRun> WithAsync(SeededBug bug) => RunAsync(bug.Project, [bug.FullTest], bug.Name);

    private async Task<TestRun> RunAsync(string project, IEnumerable<string> tests, string? on)
    {
        string results = Path.Combine(root, $"{project}-{on ?? "without"}.xml");
        string program = Path.Combine(ProgramFolder(root, $"{project}.Tests"), $"ItsmFunctions.{project}.Tests.dll");
        (int? exitCode, string output) = await Dotnet.RunAsync(
            root,
            [program, "-noColor", "-noLogo", .. tests.SelectMany(test => new[] { "-method", test }), "-result-xml", results],
            new Dictionary<string, string?> { [Weaver.Variable] = on, [DeskProcess.Variable] = null },
            TestContext.Current.CancellationToken);
        if (exitCode is not (0 or 1) || !File.Exists(results))
            return new([], $"{(exitCode is null ? "It hung." : $"It ended with exit code {exitCode}.")}\n{output}");
        return TestRun.Read(XDocument.Load(results));
    }

    private void CopySources()
    {
        Copy(Checkout.PathOf("src"), Path.Combine(root, "src"));
        foreach (string file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(Checkout.PathOf(file), Path.Combine(root, file));
        }

        // By this file a test knows the top of its checkout.
        File.WriteAllText(Path.Combine(root, "ItsmFunctions.sln"), "");
        foreach (string room in Rooms)
            File.WriteAllText(Path.Combine(root, "src", room, "SeededBug.cs"), Weaver.SwitchSource);
        // What the tests read beside their programs: golden files, fixtures, the emulators.
        foreach (string folder in (string[])["tests", "docs", "eng/emulators"])
            Directory.CreateSymbolicLink(Path.Combine(root, folder), Checkout.PathOf(folder));
    }

    private async Task BuildAsync()
    {
        // Analysers judge the product, not the mistakes put into it; and nothing of the build may outlive it.
        (int? exitCode, string output) = await Dotnet.RunAsync(
            root,
            [
                "build", Path.Combine("src", "Functions", "Functions.csproj"), "--configuration", configuration, "--verbosity", "quiet", "--nologo",
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:NuGetAudit=false", "-p:UseSharedCompilation=false",
            ],
            new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
            TestContext.Current.CancellationToken);
        if (exitCode != 0)
            throw new InvalidOperationException($"With the bugs in it the product does not compile, so the catalogue must be mended:\n{output}");
    }

    private void CopyTestPrograms()
    {
        foreach (string project in Catalogue.Bugs.Select(bug => $"{bug.Project}.Tests").Append("Fidelity.App").Distinct())
        {
            string program = ProgramFolder(root, project);
            Copy(ProgramFolder(Checkout.Root, project), program);
            foreach (string room in Rooms)
            {
                string file = $"ItsmFunctions.{room}.dll";
                if (File.Exists(Path.Combine(program, file)))
                    File.Copy(Path.Combine(ProgramFolder(root, room), file), Path.Combine(program, file), overwrite: true);
            }
        }
    }

    private string ProgramFolder(string checkout, string project) => Path.Combine(checkout, "artifacts", "local", "bin", project, configuration.ToLowerInvariant());

    private void Remove()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
