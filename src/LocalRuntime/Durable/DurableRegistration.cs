using System.Text.Json;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The services of the orchestration engine.</summary>
internal static class DurableRegistration
{
    private const string DefaultHubName = "TestHubName";

    public static void AddDurable(this IServiceCollection services) => services
        .AddSingleton<IDurableFunctions, CatalogueFunctions>()
        .AddSingleton<DataConverter>(provider => new PayloadConverter(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value))
        .AddSingleton(provider => TaskHub.At(Storage(provider), HubName(provider)))
        .AddSingleton(provider => new DurableEngine(
            provider.GetRequiredService<TaskHub>(),
            provider.GetRequiredService<IDurableFunctions>(),
            provider.GetRequiredService<DataConverter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            CrashPoints.From(Settings(provider)["LOCALRUNTIME_CRASH_AT"], Settings(provider)["LOCALRUNTIME_CRASH_TRACE"])))
        .AddSingleton<IDueSource>(provider => provider.GetRequiredService<DurableEngine>())
        .AddSingleton<DurableTaskClient>(provider => new LocalDurableTaskClient(
            provider.GetRequiredService<DurableEngine>(),
            provider.GetRequiredService<DataConverter>(),
            HubName(provider),
            provider.GetRequiredService<HostJson>().DurableTask["defaultVersion"]))
        .AddSingleton<IHostedService, DurableService>()
        .Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);

    /// <exception cref="StartException">The storage provider names a setting that has no value.</exception>
    private static string Storage(IServiceProvider provider)
    {
        var name = provider.GetRequiredService<HostJson>().DurableTask["storageProvider:connectionName"] ?? "AzureWebJobsStorage";
        return Settings(provider)[name] ?? throw new StartException(
            $"Orchestrations need the setting '{name}', a storage connection string: set it in the environment or in local.settings.json.");
    }

    private static string HubName(IServiceProvider provider) =>
        provider.GetRequiredService<HostJson>().DurableTask["hubName"] ?? DefaultHubName;

    private static IConfiguration Settings(IServiceProvider provider) => provider.GetRequiredService<IConfiguration>();
}
