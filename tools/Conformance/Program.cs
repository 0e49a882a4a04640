using ItsmFunctions.Conformance;

// artifacts/local/bin/Conformance/<configuration>/ stands five folders below the checkout.
var bin = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
string root = Path.GetFullPath(Path.Combine(bin.FullName, "..", "..", "..", "..", ".."));
ConformanceDocument document = ConformanceDocument.Read(root, bin.Name);
Directory.CreateDirectory(Path.Combine(root, "docs"));
File.WriteAllText(ConformanceDocument.PathIn(root), document.ToString());
Console.WriteLine($"{ConformanceDocument.PathIn(root)}: {document.Named.Count} rules are named by tests.");
if (document.Unproven.Count > 0)
    Console.Error.WriteLine($"No test proves {string.Join(", ", document.Unproven)}.");
if (ConformanceDocument.Unseeded.Count > 0)
    Console.Error.WriteLine($"No bug is seeded against {string.Join(", ", ConformanceDocument.Unseeded)}.");
foreach (string claim in document.Unclaimed)
    Console.Error.WriteLine(claim);
return document.Unproven.Count + ConformanceDocument.Unseeded.Count + document.Unclaimed.Count > 0 ? 1 : 0;
