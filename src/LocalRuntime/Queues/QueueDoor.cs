using Azure.Storage.Queues;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Invocation;
using ItsmFunctions.LocalRuntime.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Queues;

/// <summary>Every queue function. Queues know nothing of desk time; moving it only waits for what they hold.</summary>
internal sealed class QueueDoor : BackgroundService, IDueSource
{
    private readonly Dictionary<FunctionEntry, QueueFunction> functions;
    private readonly IReadOnlyList<QueueListener> listeners;
    private CancellationToken stopping;

    public QueueDoor(FunctionCatalogue catalogue, StorageAccount account, QueueSettings settings, Invoker invoker, StorageTraffic traffic, ILogger<QueueDoor> log)
    {
        var options = new QueueClientOptions { MessageEncoding = settings.Encoding };
        functions = catalogue.Declared<Trigger.Queue>().ToDictionary(q => q.Function, q => new QueueFunction(q.Function, invoker));
        listeners = [.. catalogue.With<Trigger.Queue>().Select(q =>
        {
            var connection = account.ConnectionString(q.Trigger.Connection);
            var queue = new QueueClient(connection, q.Trigger.Name, options);
            var poison = new QueueClient(connection, $"{q.Trigger.Name}-poison", options);
            return new QueueListener(queue, new Delivery(queue, poison, functions[q.Function], settings, log), settings, log);
        })];
        foreach (var listener in listeners)
            traffic.WhenSentTo(listener.Address, listener.Sent);
    }

    public QueueFunction? Find(FunctionEntry function) => functions.GetValueOrDefault(function);

    public ValueTask<DateTimeOffset?> NextDueAsync() => ValueTask.FromResult<DateTimeOffset?>(null);

    public Task FireDueAsync(DateTimeOffset now) => Task.CompletedTask;

    public async ValueTask<bool> SettleAsync(bool thoroughly)
    {
        var ran = false;
        foreach (var listener in listeners)
            ran |= await listener.SettleAsync(thoroughly, stopping);
        return ran;
    }

    /// <summary>What runs may end: its message is gone, or goes back to the queue at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var listener in listeners)
            await listener.RunningAtMostAsync(0, cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        return Task.WhenAll(listeners.Select(listener => listener.ListenAsync(stoppingToken)));
    }
}
