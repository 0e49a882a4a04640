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
    private readonly Dictionary<FunctionEntry, QueueListener> listeners;
    private CancellationToken stopping;

    public QueueDoor(FunctionCatalogue catalogue, StorageAccount account, QueueSettings settings, Invoker invoker, StorageTraffic traffic, ILogger<QueueDoor> log)
    {
        var options = new QueueClientOptions { MessageEncoding = settings.Encoding };
        listeners = catalogue.With<Trigger.Queue>().ToDictionary(q => q.Function, q =>
        {
            var connection = account.ConnectionString(q.Trigger.Connection);
            return new QueueListener(
                new QueueClient(connection, q.Trigger.Name, options),
                new QueueClient(connection, $"{q.Trigger.Name}-poison", options),
                new QueueFunction(q.Function, invoker),
                settings,
                log);
        });
        foreach (var listener in listeners.Values)
            traffic.WhenSentTo(listener.Address, listener.Sent);
    }

    public QueueFunction? Find(FunctionEntry function) => listeners.GetValueOrDefault(function)?.Function;

    public ValueTask<DateTimeOffset?> NextDueAsync() => ValueTask.FromResult<DateTimeOffset?>(null);

    public Task FireDueAsync(DateTimeOffset now) => Task.CompletedTask;

    public async ValueTask<bool> SettleAsync(bool thoroughly)
    {
        var ran = false;
        foreach (var listener in listeners.Values)
            ran |= await listener.SettleAsync(thoroughly, stopping);
        return ran;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        return Task.WhenAll(listeners.Values.Select(listener => listener.ListenAsync(stoppingToken)));
    }
}
