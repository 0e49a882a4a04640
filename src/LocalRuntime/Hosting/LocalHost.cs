using ItsmFunctions.LocalRuntime.Admin;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Http;
using ItsmFunctions.LocalRuntime.Invocation;
using ItsmFunctions.LocalRuntime.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>
/// The host and the worker in one process. What keeps it from starting is one sentence on the error stream and exit
/// code 1, so that a newcomer never reads a stack trace first.
/// </summary>
internal sealed class LocalHost(WebApplication web) : IHost
{
    /// <summary>The limit of the Functions host, 100 MiB.</summary>
    private const long MaxRequestBodyBytes = 104_857_600;

    public IServiceProvider Services => web.Services;

    public static WebApplicationBuilder CreateWebBuilder(string[] args, Pipeline pipeline)
    {
        StartException? refusal = null;
        int? localHttpPort = null;
        try
        {
            localHttpPort = LocalSettings.Apply();
        }
        catch (StartException failure)
        {
            // Thrown by StartAsync instead, where every refusal becomes a sentence.
            refusal = failure;
        }

        var environment = new ConfigurationBuilder().AddEnvironmentVariables("AZURE_FUNCTIONS_").Build();
        // Watching the folder for changed settings would have every mail that is written there looked at.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"], EnvironmentName = environment["ENVIRONMENT"] });
        builder.Configuration.AddConfiguration(environment);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning)
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));

        var address = Place.Address(args, builder.Configuration, localHttpPort);
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        });

        // Which the slim builder leaves out: a function's route may hold a pattern.
        builder.Services.AddRouting();
        builder.Services.AddLocalRuntime(builder.Configuration, pipeline, new StartConditions(address, refusal));
        return builder;
    }

    public static LocalHost Build(WebApplicationBuilder builder) => new(builder.Build());

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            await web.StartAsync(cancellationToken);
            await Services.GetRequiredService<DeskTime>().FinishAsync();
            Greeting.Write(Services.GetRequiredService<FunctionCatalogue>(), web.Urls, Console.Out);
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            System.Environment.ExitCode = 1;
            web.Lifetime.StopApplication();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => web.StopAsync(cancellationToken);

    public void Dispose() => ((IDisposable)web).Dispose();

    /// <summary>All that can refuse, before anything runs.</summary>
    private async Task PrepareAsync(CancellationToken stop)
    {
        Services.GetRequiredService<StartConditions>().Check(Services.GetRequiredService<IConfiguration>());
        var catalogue = Services.GetRequiredService<FunctionCatalogue>();
        if (catalogue.With<Trigger.Http>().Any() && Services.GetService<HttpInvocation>() is null)
            throw new StartException("The app has HTTP functions: call builder.ConfigureFunctionsWebApplication() in Program.cs.");
        if (catalogue.Functions.Any(f => f.Trigger is not Trigger.Http))
            _ = Services.GetRequiredService<StorageAccount>().ConnectionString(StorageAccount.HostConnection);

        await Services.GetRequiredService<HostState>().OpenAsync(stop);
        await Services.GetRequiredService<DeskTime>().ResumeAsync();

        web.UseRouting();
        web.Use(HttpDoor.PassOrNotFoundAsync);
        Services.GetRequiredService<HttpDoor>().Map(web);
        Services.GetRequiredService<ClockDoor>().Map(web);
        Services.GetRequiredService<FunctionsDoor>().Map(web);
    }

    private string? Sentence(Exception failure) => failure switch
    {
        StartException start => start.Message,
        IOException { InnerException: AddressInUseException } => Place.TakenSentence(new Uri(web.Urls.First()).Port),
        _ => null,
    };
}
