using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace ItsmFunctions.Testing;

/// <summary>
/// One of the scripts in eng/emulators as a child process that speaks JSON lines. Its standard input is its lifeline:
/// the script ends when the pipe closes, so it cannot outlive the test process, however that ends.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<JsonElement> lines = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<string> errors = new();

    private NodeProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) lines.Writer.TryComplete();
            else if (line.Data.StartsWith('{')) lines.Writer.TryWrite(JsonElement.Parse(line.Data));
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) errors.Enqueue(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ChannelReader<JsonElement> Lines => lines.Reader;

    public int Id => process.Id;

    public static NodeProcess Start(string script, params IEnumerable<string> arguments)
    {
        var emulators = Checkout.PathOf("eng", "emulators");
        var node = Path.Combine(emulators, "node_modules", "node", "bin", OperatingSystem.IsWindows() ? "node.exe" : "node");
        if (!File.Exists(node))
            throw new FileNotFoundException("The emulators are not installed: run npm ci in eng/emulators (./test does it by itself).", node);
        var start = new ProcessStartInfo(node)
        {
            WorkingDirectory = emulators,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(emulators, script));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new NodeProcess(Process.Start(start) ?? throw new InvalidOperationException($"{script} did not start."));
    }

    /// <summary>The first line that the script prints: its addresses.</summary>
    /// <exception cref="InvalidOperationException">It ended or reported an error instead.</exception>
    public async Task<JsonElement> ReadyAsync(CancellationToken stop = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var line = await lines.Reader.ReadAsync(limit.Token);
            return line.TryGetProperty("error", out var error)
                ? throw new InvalidOperationException($"The emulator did not start: {error.GetString()}")
                : line;
        }
        catch (Exception error) when (error is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"The emulator did not start: {string.Join('\n', errors)}", error);
        }
    }

    public Task SendAsync(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>SIGTERM; on Windows, which has none, nothing.</summary>
    public void Terminate()
    {
        if (!OperatingSystem.IsWindows()) _ = DeskProcess.Signal(process.Id, DeskProcess.Terminate);
    }

    public void KillHard() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has gone already; that is what was wanted.
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
        process.Dispose();
    }
}
