using System.Text.Json;

namespace ItsmFunctions.Fidelity.Tests;

/// <summary>
/// A host that runs Fidelity.App: a child process on an account of its own, or the one at <c>FIDELITY_HOST</c>, whose
/// storage is <c>FIDELITY_STORAGE</c>, whose master key is <c>FIDELITY_KEY</c> and whose settings are those of
/// <c>Fidelity.App/fidelity.settings.json</c>.
/// </summary>
public sealed class FidelityHost : IAsyncDisposable
{
#pragma warning disable RS0030 // No host and no configuration exists yet: this decides which host is tested.
    private static readonly string? ForeignAddress = Environment.GetEnvironmentVariable("FIDELITY_HOST");
    private static readonly string? ForeignStorage = Environment.GetEnvironmentVariable("FIDELITY_STORAGE");
    private static readonly string? ForeignKey = Environment.GetEnvironmentVariable("FIDELITY_KEY");
#pragma warning restore RS0030

    private readonly DeskProcess? process;

    private FidelityHost(DeskProcess? process, HttpClient http, string storage, IReadOnlyDictionary<string, string>? settings = null)
    {
        this.process = process;
        Settings = settings ?? new Dictionary<string, string>();
        Http = http;
        Storage = storage;
    }

    public static bool IsForeign => !string.IsNullOrEmpty(ForeignAddress);

    public HttpClient Http { get; }

    public string Storage { get; }

    /// <summary>The environment of the child process.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The child process; a test that needs it is for this runtime only.</summary>
    public DeskProcess Process => process ?? throw new InvalidOperationException("A foreign host is no child of this process.");

    /// <summary>The host that tests share: its settings are those of fidelity.settings.json, its clock is never moved.</summary>
    public static async Task<FidelityHost> SharedAsync()
    {
        if (!IsForeign)
            return await StartAsync(DefaultSettings());

        var http = new HttpClient { BaseAddress = new Uri(ForeignAddress!.TrimEnd('/') + "/") };
        if (!string.IsNullOrEmpty(ForeignKey))
            http.DefaultRequestHeaders.Add("x-functions-key", ForeignKey);
        return new FidelityHost(null, http, ForeignStorage
            ?? throw new InvalidOperationException("Set FIDELITY_STORAGE to the connection string that the host at FIDELITY_HOST uses."));
    }

    /// <summary>
    /// A host of the test's own, whose timers are disabled but for those that it names. Skips the test where the host is
    /// a foreign one.
    /// </summary>
    /// <param name="because">What the test needs that a foreign host does not offer.</param>
    public static async Task<FidelityHost> OwnAsync(string because, params (string Name, string Value)[] settings)
    {
        SkipWhereForeign(because);
        return await StartAsync(QuietSettings(settings));
    }

    public static void SkipWhereForeign(string because) => Assert.SkipWhen(IsForeign, $"Only on the local runtime: it {because}.");

    /// <summary>The settings of a host of its own, for a test that starts the process itself.</summary>
    public static Dictionary<string, string> QuietSettings(params (string Name, string Value)[] settings)
    {
        var all = DefaultSettings();
        foreach (var timer in all.Keys.Where(name => name.EndsWith("Schedule", StringComparison.Ordinal)).ToList())
            all[$"AzureWebJobs_{timer[..^"Schedule".Length]}_Disabled"] = "true";
        all["AzureWebJobs_AtStart_Disabled"] = "true";
        foreach (var (name, value) in settings)
        {
            all[name] = value;
            if (name.EndsWith("Schedule", StringComparison.Ordinal))
                all.Remove($"AzureWebJobs_{name[..^"Schedule".Length]}_Disabled");
        }

        return all;
    }

    public static async Task<Dictionary<string, string>> WithStorageAsync(Dictionary<string, string> settings)
    {
        var account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        settings.TryAdd("AzureWebJobsStorage", account);
        settings.TryAdd("OtherStorage", await (await Azurite.SharedAsync()).ClaimAccountAsync());
        return settings;
    }

    public ValueTask DisposeAsync()
    {
        if (process is not null)
            return process.DisposeAsync();
        Http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<FidelityHost> StartAsync(Dictionary<string, string> settings)
    {
        await WithStorageAsync(settings);
        var process = await DeskProcess.StartAsync(Checkout.Built("Fidelity.App"), settings, "api/alive");
        return new FidelityHost(process, process.Http, settings["AzureWebJobsStorage"], settings);
    }

    private static Dictionary<string, string> DefaultSettings()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Checkout.PathOf("tests", "Fidelity.App", "fidelity.settings.json")));
        return file.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
    }
}

/// <summary>The shared host as a fixture: started before the first test, ended after the last.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public FidelityHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await FidelityHost.SharedAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
