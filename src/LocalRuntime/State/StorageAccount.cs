using ItsmFunctions.LocalRuntime.Hosting;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.State;

/// <summary>Where the connection strings of the app stand.</summary>
internal sealed class StorageAccount(IConfiguration settings)
{
    /// <summary>The account in which the host keeps its own state.</summary>
    public const string HostConnection = "AzureWebJobsStorage";

    /// <summary>Null when the app has no storage account: enough for HTTP functions alone.</summary>
    public string? HostConnectionString => Find(HostConnection);

    /// <exception cref="StartException">The setting is missing, or is of a kind that only the cloud knows.</exception>
    public string ConnectionString(string setting) => Find(setting) ?? throw new StartException(
        settings.GetSection(setting).GetChildren().Any()
            ? $"The setting {setting} names an account by identity, which the local runtime lacks: set a connection string, or add identities in src/LocalRuntime/State/StorageAccount.cs."
            : $"The setting {setting} is missing: set it to a storage connection string (UseDevelopmentStorage=true for Azurite).");

    /// <summary>In the order of the host: the name with its prefix, the name, a connection string of that name.</summary>
    private string? Find(string setting) =>
        new[] { $"AzureWebJobs{setting}", setting, $"ConnectionStrings:{setting}" }.Select(key => settings[key]).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
