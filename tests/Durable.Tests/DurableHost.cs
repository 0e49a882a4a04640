using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ItsmFunctions.LocalRuntime.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Durable.Tests;

/// <summary>A task hub of its own on the shared Azurite, code to run in it, a clock to move, and a process to kill and start.</summary>
internal sealed class DurableHost : IDurableFunctions, IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly string connection;
    private readonly string hubName = "T" + RandomNumberGenerator.GetHexString(16);
    private readonly Dictionary<string, OrchestratorCode> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityCode> activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly DataConverter converter = new PayloadConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
    private DurableEngine? engine;

    private DurableHost(string connection) => this.connection = connection;

    public FakeTimeProvider Clock { get; } = new(Monday);

    public Wire Wire { get; private set; } = null!;

    public DurableEngine Engine => engine!;

    public DurableTaskClient Client { get; private set; } = null!;

    /// <summary>Called at each crash point; what it throws is where the process ends.</summary>
    public Action<string> AtCrashPoint { get; set; } = _ => { };

    /// <summary>Which activities ran, with their input, in order.</summary>
    public ConcurrentQueue<string> Ran { get; } = new();

    public static async Task<DurableHost> NewAsync() => new((await Azurite.SharedAsync()).ConnectionString);

    public DurableHost Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> code)
    {
        orchestrators[name] = flow => code(flow);
        return this;
    }

    public DurableHost Activity<T>(string name, Func<T, object?> code) => Activity<T>(name, (input, _) => Task.FromResult(code(input)));

    public DurableHost Activity<T>(string name, Func<T, ActivityCall, Task<object?>> code)
    {
        activities[name] = (call, _) =>
        {
            Ran.Enqueue($"{name}({call.Input})");
            return code(converter.Deserialize<T>(call.Input)!, call);
        };
        return this;
    }

    public async Task<DurableHost> StartAsync()
    {
        Wire = new Wire();
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(Wire)) };
        (options.Retry.Delay, options.Retry.MaxDelay) = (TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20));
        var hub = TaskHub.At(connection, hubName, options);
        engine = new DurableEngine(hub, this, converter, Clock, NullLoggerFactory.Instance, new CrashPoints(point => AtCrashPoint(point)));
        Client = new LocalDurableTaskClient(engine, converter, hubName, defaultVersion: null);
        await engine.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>The end of a process, seen from storage: from now on nothing is written. Then another process starts.</summary>
    public async Task KillAndStartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async Task KillAsync()
    {
        Wire.IsCut = true;
        await Wire.QuietAsync();
        await engine!.StopAsync(new CancellationToken(canceled: true));
    }

    /// <summary>Moves the clock as the desk does: from one due instant to the next, each settled before the next fires.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var until = Clock.GetUtcNow() + by;
        await RestAsync();
        while (await Engine.NextDueAsync() is { } due && due <= until)
        {
            if (due > Clock.GetUtcNow())
                Clock.SetUtcNow(due);
            await Engine.FireDueAsync(Clock.GetUtcNow());
            await RestAsync();
            if (Wire.IsCut)
                break;
        }
        // Whoever moves the clock dies with the process.
        if (!Wire.IsCut)
            Clock.SetUtcNow(until);
    }

    public async Task RestAsync()
    {
        while (await Engine.SettleAsync(thoroughly: true))
        {
        }
    }

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        return await Client.WaitForInstanceCompletionAsync(id, true, patience.Token);
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    /// <summary>The stored history in the words of a golden step list: kinds and names, no times.</summary>
    public async Task<List<string>> HistoryAsync(string id) =>
        [.. (await StoredAsync(id)).Select(StepList.Line)];

    public async Task<List<HistoryEvent>> StoredAsync(string id)
    {
        var hub = TaskHub.At(connection, hubName);
        return await hub.HistoryAsync((await hub.FindAsync(id, CancellationToken.None))!, CancellationToken.None);
    }

    OrchestratorCode? IDurableFunctions.FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

    ActivityCode? IDurableFunctions.FindActivity(string name) => activities.GetValueOrDefault(name);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.StopAsync(new CancellationToken(canceled: true));
    }
}
