using ItsmFunctions.LocalRuntime.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Starts and ends the engine with the host, in an app that has orchestrations at all.</summary>
internal sealed class DurableService(IServiceProvider services, FunctionCatalogue catalogue) : IHostedService
{
    private DurableEngine? engine;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!catalogue.With<Trigger.Orchestration>().Any())
            return;
        engine = services.GetRequiredService<DurableEngine>();
        await engine.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine?.StopAsync(cancellationToken) ?? Task.CompletedTask;
}
