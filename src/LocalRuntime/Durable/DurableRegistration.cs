using System.Text.Json;
using ItsmFunctions.LocalRuntime.Hosting;
using ItsmFunctions.LocalRuntime.State;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The services of the orchestration engine.</summary>
internal static class DurableRegistration
{
    private const string DefaultHubName = "TestHubName";

    public static void AddDurable(this IServiceCollection services)
    {
        services.AddSingleton<IDurableFunctions, CatalogueFunctions>();
        services.AddSingleton<DataConverter>(provider => new PayloadConverter(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value));
        services.AddSingleton(provider => TaskHub.At(Storage(provider), HubName(provider)));
        services.AddSingleton(CrashPointsOf);
        services.AddSingleton<DurableEngine>();
        services.AddSingleton<DurableTaskClient>(provider => new LocalDurableTaskClient(
            provider.GetRequiredService<DurableEngine>(),
            provider.GetRequiredService<DataConverter>(),
            HubName(provider),
            provider.GetRequiredService<HostJson>().DurableTask["defaultVersion"]));
        services.AddDueSource<DurableService>();
        // As the worker sets it: payloads of orchestrations follow the settings of all its JSON.
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
    }

    /// <exception cref="StartException">The setting with the connection string is missing.</exception>
    private static string Storage(IServiceProvider provider) => provider.GetRequiredService<StorageAccount>().ConnectionString(
        provider.GetRequiredService<HostJson>().DurableTask["storageProvider:connectionName"] ?? StorageAccount.HostConnection);

    private static string HubName(IServiceProvider provider) =>
        provider.GetRequiredService<HostJson>().DurableTask["hubName"] ?? DefaultHubName;

    private static CrashPoints CrashPointsOf(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IConfiguration>();
        return CrashPoints.From(settings["LOCALRUNTIME_CRASH_AT"], settings["LOCALRUNTIME_CRASH_TRACE"]);
    }
}
