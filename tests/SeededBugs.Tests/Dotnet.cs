using System.Diagnostics;

namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>A <c>dotnet</c> command as a child process that is not waited for without end.</summary>
internal static class Dotnet
{
    /// <summary>Longer than the slowest chosen test needs with its bug on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <param name="environment">Over that of this process; null removes a variable.</param>
    /// <returns>The exit code, null where it had to be killed, and what it printed.</returns>
    public static async Task<(int? ExitCode, string Output)> RunAsync(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(stop), errors = process.StandardError.ReadToEndAsync(stop);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        int? exitCode = null;
        try
        {
            await process.WaitForExitAsync(limit.Token);
            exitCode = process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
        }

        return (exitCode, await output + await errors);
    }
}
