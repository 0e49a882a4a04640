using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ItsmFunctions.Testing;

/// <summary>
/// A built desk (or any other app on the local runtime) as a child process that can be killed and started again on the
/// same port. It answers on <see cref="Http"/>; what it printed is in <see cref="Output"/>.
/// </summary>
public sealed class DeskProcess : IAsyncDisposable
{
    /// <summary>Names the desk's main assembly: ./test has it compiled ahead of time, as it is deployed. Unset, it is the one that was built.</summary>
    public const string Variable = "ITSM_TEST_DESK";

    // Not SIGINT: a shell that runs tests in the background has its children ignore that.
    internal const int Terminate = 15;

    private readonly string path;
    private readonly Dictionary<string, string> settings;
    private readonly string healthPath;
    private readonly ConcurrentQueue<string> output = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("itsm-desk-");
    private Process? process;

    private DeskProcess(string path, IReadOnlyDictionary<string, string> settings, string healthPath, int port)
    {
        this.path = path;
        // Whoever gave them may change them between two starts.
        this.settings = settings as Dictionary<string, string> ?? new(settings);
        this.healthPath = healthPath;
        Port = port;
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        // A killed desk leaves dead connections behind; a pooled one would fail the first request to its successor.
        Http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = BaseAddress,
            // Moving desk time over a month takes a loaded machine a while.
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    public int Port { get; }

    public Uri BaseAddress { get; }

    public HttpClient Http { get; }

    /// <summary>The working directory of the process, its own and empty at the start; kept across restarts.</summary>
    public string Folder => folder.FullName;

    /// <summary>Everything written to standard output and standard error so far, over all restarts.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Changes a setting from the next start on; null takes it away.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
            settings.Remove(name);
        else
            settings[name] = value;
    }

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Resident memory of the process, in MB.</summary>
    public double ResidentMegabytes()
    {
        process?.Refresh();
        return (process?.WorkingSet64 ?? 0) / 1e6;
    }

    /// <summary>How long the last start took until the health address answered.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Starts the desk itself, on this storage account, with mail in the folder <c>mail</c> of its own folder.</summary>
    /// <param name="connectionString">An account of its own: the desk's table names are fixed.</param>
    /// <param name="settings">What differs from a desk on a developer's machine, such as <c>Itsm__Mail__Transport</c>.</param>
    /// <param name="path">Another build of the desk than the one that is tested.</param>
    public static async Task<DeskProcess> StartDeskAsync(
        string connectionString, IReadOnlyDictionary<string, string>? settings = null, string? path = null, CancellationToken stop = default)
    {
        // From the sample, as on a developer's machine, so that a new setting reaches every test.
        using var sample = JsonDocument.Parse(await File.ReadAllTextAsync(Checkout.PathOf("local.settings.sample.json"), stop));
        var all = sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);
        all["AzureWebJobsStorage"] = connectionString;
        all["Itsm__SigningKey"] = Convert.ToBase64String("signs the links of tests and nothing else"u8);
        all["Itsm__Mail__Folder"] = "mail";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) all[name] = value;
        return await StartAsync(path ?? TestedDesk(), all, stop: stop);
    }

    private static string TestedDesk()
    {
#pragma warning disable RS0030 // No host and no configuration exists yet: this decides which one will.
        var given = Environment.GetEnvironmentVariable(Variable);
#pragma warning restore RS0030
        return string.IsNullOrEmpty(given) ? Checkout.Built("Functions") : given;
    }

    /// <summary>Starts the app and waits until it is alive.</summary>
    /// <param name="path">The app's main assembly, such as <c>Checkout.Built("Functions")</c>.</param>
    /// <param name="settings">Environment variables, over those of the test process.</param>
    /// <param name="healthPath">The address that answers 200 once it is alive.</param>
    /// <exception cref="InvalidOperationException">It ended by itself or did not come alive; the message shows its output.</exception>
    public static async Task<DeskProcess> StartAsync(
        string path, IReadOnlyDictionary<string, string> settings, string healthPath = "api/health/live", CancellationToken stop = default)
    {
        var desk = new DeskProcess(path, settings, healthPath, FreePort());
        try
        {
            await desk.StartAsync(stop);
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same port with the same settings, after it ended in whatever way.</summary>
    public async Task StartAsync(CancellationToken stop = default)
    {
        if (IsRunning) throw new InvalidOperationException("It is running already.");
        var began = Stopwatch.GetTimestamp();
        process?.Dispose();
        process = Launch();
        try
        {
            await Eventually.BecomesAsync(
                () => HealthAsync(stop), status => status is null or (>= 200 and < 300), $"{healthPath} answering 200", TimeSpan.FromSeconds(60), stop,
                every: TimeSpan.FromMilliseconds(5));
        }
        catch (NeverHappenedException late)
        {
            throw new InvalidOperationException($"{late.Message}\n{Output}", late);
        }
        if (!IsRunning) throw new InvalidOperationException($"It ended with exit code {process.ExitCode}:\n{Output}");
        StartedIn = Stopwatch.GetElapsedTime(began);
    }

    /// <summary>SIGKILL: nothing gets the chance to finish. Returns when the process is gone.</summary>
    public void KillHard()
    {
        if (process is null) return;
        process.Kill();
        process.WaitForExit();
        Reaper.Forget(process.Id);
    }

    /// <summary>SIGTERM, as a platform stops an app, and waits for the exit.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time; it has been killed.</exception>
    public async Task<int> StopAsync(TimeSpan? within = null)
    {
        if (process is null) throw new InvalidOperationException("It was never started.");
        if (!process.HasExited && (OperatingSystem.IsWindows() || Signal(process.Id, Terminate) != 0)) process.Kill();
        try
        {
            await process.WaitForExitAsync().WaitAsync(within ?? TimeSpan.FromSeconds(30), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            KillHard();
            throw new TimeoutException($"It did not end after SIGTERM:\n{Output}");
        }
        Reaper.Forget(process.Id);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) KillHard();
        process?.Dispose();
        Http.Dispose();
        await Eventually.TrueAsync(() => Remove(folder));
    }

    /// <summary>A port that nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [path])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = BaseAddress.GetLeftPart(UriPartial.Authority);
        start.Environment["Itsm__PublicUrl"] = BaseAddress.GetLeftPart(UriPartial.Authority);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var started = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        Reaper.Watch(started);
        started.OutputDataReceived += Keep;
        started.ErrorDataReceived += Keep;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;

        void Keep(object _, DataReceivedEventArgs line)
        {
            if (line.Data is not null) output.Enqueue(line.Data);
        }
    }

    /// <returns>The status, or null when there is nobody left to ask.</returns>
    private async Task<int?> HealthAsync(CancellationToken stop)
    {
        if (!IsRunning) return null;
        using var answer = await Http.GetAsync(healthPath, stop);
        return (int)answer.StatusCode;
    }

    private static bool Remove(DirectoryInfo folder)
    {
        folder.Refresh();
        if (folder.Exists) folder.Delete(recursive: true);
        return true;
    }

    [DllImport("libc", EntryPoint = "kill")]
    internal static extern int Signal(int process, int signal);
}
