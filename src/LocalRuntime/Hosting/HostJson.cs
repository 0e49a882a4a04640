using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>The app's host.json, each value of which a setting <c>AzureFunctionsJobHost__PATH__TO__VALUE</c> overrides, as in the host.</summary>
internal sealed class HostJson(IConfiguration values)
{
    /// <summary>Where the app lies: host.json stands beside its assembly.</summary>
    public static string AppFolder => AppContext.BaseDirectory;

    public string RoutePrefix => values["extensions:http:routePrefix"] ?? "api";

    public IConfiguration Queues => values.GetSection("extensions:queues");

    public IConfiguration DurableTask => values.GetSection("extensions:durableTask");

    public static HostJson Read() => new(new ConfigurationBuilder()
        .SetBasePath(AppFolder)
        .AddJsonFile("host.json", optional: true)
        .AddEnvironmentVariables("AzureFunctionsJobHost__")
        .Build());
}
