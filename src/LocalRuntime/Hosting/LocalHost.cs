using System.Reflection;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Durable;
using ItsmFunctions.LocalRuntime.Http;
using ItsmFunctions.LocalRuntime.Invocation;
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
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = environment["ENVIRONMENT"] });
        builder.Configuration.AddConfiguration(environment);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning)
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));

        var address = Place.Address(args, builder.Configuration, localHttpPort);
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        });

        var clock = new DeskClock();
        builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock)
            .AddSingleton(new StartConditions(address, refusal))
            .AddSingleton(HostJson.Read())
            .AddSingleton(pipeline)
            .AddSingleton<Invoker>()
            .AddSingleton<AccessKeys>()
            .AddSingleton<HttpDoor>()
            .AddSingleton(services => FunctionCatalogue.Of(
                Assembly.GetEntryAssembly()!, services.GetRequiredService<HostJson>(), services.GetRequiredService<IConfiguration>()))
            .AddDurable();
        return builder;
    }

    public static LocalHost Build(WebApplicationBuilder builder) => new(builder.Build());

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var conditions = Services.GetRequiredService<StartConditions>();
            conditions.Check(Services.GetRequiredService<IConfiguration>());
            var catalogue = Services.GetRequiredService<FunctionCatalogue>();
            if (catalogue.With<Trigger.Http>().Any() && Services.GetService<HttpInvocation>() is null)
                throw new StartException("The app has HTTP functions: call builder.ConfigureFunctionsWebApplication() in Program.cs.");

            web.UseRouting();
            web.Use(HttpDoor.PassOrNotFoundAsync);
            Services.GetRequiredService<HttpDoor>().Map(web);
            await web.StartAsync(cancellationToken);
            Greeting.Write(catalogue, web.Urls, Console.Out);
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

    private string? Sentence(Exception failure) => failure switch
    {
        StartException start => start.Message,
        IOException { InnerException: AddressInUseException } => Place.TakenSentence(new Uri(web.Urls.First()).Port),
        _ => null,
    };
}
