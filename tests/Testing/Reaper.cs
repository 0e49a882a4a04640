using System.Diagnostics;
using System.Globalization;

namespace ItsmFunctions.Testing;

/// <summary>
/// A shell at the end of a pipe that knows the child processes of this one and kills those that are left when the pipe
/// closes: a desk under test knows nothing of tests and would go on after a killed test run.
/// </summary>
internal static class Reaper
{
    // Runs until the pipe closes; "+ 12" adds, "- 12" forgets. Interrupts are for the test runner, not for it.
    private const string Script = """
        trap '' INT TERM HUP
        left=' '
        while read -r verb id; do
          case $verb in
            +) left="$left$id " ;;
            -) left="${left%% "$id" *} ${left#* "$id" }" ;;
          esac
        done
        for id in $left; do kill -9 "$id" 2>/dev/null; done
        """;

    private static readonly Lazy<StreamWriter?> pipe = new(Start);

    public static void Watch(Process child) => Tell('+', child.Id);

    public static void Forget(int id) => Tell('-', id);

    private static void Tell(char verb, int id)
    {
        if (pipe.Value is not { } writer) return;
        lock (writer) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb} {id}"));
    }

    private static StreamWriter? Start()
    {
        if (OperatingSystem.IsWindows()) return null;
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true })
            ?? throw new InvalidOperationException("/bin/sh did not start.");
        shell.StandardInput.AutoFlush = true;
        return shell.StandardInput;
    }
}
