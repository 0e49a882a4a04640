using System.Runtime.CompilerServices;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>
/// Texts as reviewed files beside the tests. To accept what the product says now, delete the file and run the test: it writes the
/// file anew, and fails, so that nothing is accepted unseen.
/// </summary>
internal static class Golden
{
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        string path = Path.Combine(Checkout.Root, "tests", "Notifications.Tests", "Golden", name);
        Assert.True(File.Exists(Path.Combine(Checkout.Root, "tests", "Notifications.Tests", Path.GetFileName(caller))));
        if (!File.Exists(path))
        {
            File.WriteAllText(path, actual);
            Assert.Fail($"Golden/{name} was missing and has been written: read it, then run again.");
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }
}
