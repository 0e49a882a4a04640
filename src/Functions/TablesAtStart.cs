using Azure.Storage.Queues;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage;
using Microsoft.Extensions.Hosting;

namespace ItsmFunctions.Functions;

/// <summary>Creates the tables and the queue that are missing, before the first request.</summary>
internal sealed class TablesAtStart(DeskTables tables, QueueServiceClient queues) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(tables.CreateAsync(cancellationToken), queues.GetQueueClient(Nudges.Queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
