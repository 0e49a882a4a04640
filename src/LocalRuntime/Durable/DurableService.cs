using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Clock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The engine's place in the host: an app without orchestrations needs neither an engine nor storage.</summary>
internal sealed class DurableService(IServiceProvider services, FunctionCatalogue catalogue, DeskClock clock) : BackgroundService, IDueSource
{
    private DurableEngine? engine;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!catalogue.With<Trigger.Orchestration>().Any())
            return;
        engine = services.GetRequiredService<DurableEngine>();
        engine.DueEarlier = clock.Wake;
        engine.NotBefore = MoveClockTo;
        await engine.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (engine is not null)
            await engine.StopAsync(cancellationToken);
    }

    public ValueTask<DateTimeOffset?> NextDueAsync() => engine?.NextDueAsync() ?? ValueTask.FromResult<DateTimeOffset?>(null);

    public Task FireDueAsync(DateTimeOffset now) => engine?.FireDueAsync(now) ?? Task.CompletedTask;

    public ValueTask<bool> SettleAsync(bool thoroughly) => engine?.SettleAsync(thoroughly) ?? ValueTask.FromResult(false);

    /// <summary>A process that was killed while desk time was moved may have kept an earlier instant than its histories have.</summary>
    private void MoveClockTo(DateTimeOffset recorded)
    {
        if (clock.IsMoving || clock.GetUtcNow() >= recorded)
            return;
        clock.StandAt(recorded);
        clock.Run();
    }

    /// <summary>While desk time runs by itself. One sleeper for all instances, however many wait.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await clock.WaitUntilAsync(() => engine!.Due.Next, stoppingToken);
            engine!.PostDue(clock.GetUtcNow());
        }
    }
}
