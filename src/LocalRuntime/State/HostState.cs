using Azure;
using Azure.Core;
using Azure.Data.Tables;
using ItsmFunctions.LocalRuntime.Hosting;

namespace ItsmFunctions.LocalRuntime.State;

/// <summary>
/// What the host itself must know after a restart, a row each, in the table <c>LocalRuntimeState</c>: the offset of
/// desk time, the status of each schedule. Without a storage account it knows nothing and keeps nothing.
/// </summary>
internal sealed class HostState(StorageAccount account)
{
    private const string TableName = "LocalRuntimeState";
    private TableClient? table;
    private Task? opening;

    /// <summary>Opens it meanwhile; <see cref="OpenAsync"/> waits for it and tells of its failure.</summary>
#pragma warning disable RS0030 // Of the host, not of a function; and whoever starts waits for it.
    public void BeginOpening() => opening = Task.Run(() => OpenNowAsync(CancellationToken.None));
#pragma warning restore RS0030

    /// <exception cref="StartException">The account does not answer.</exception>
    public Task OpenAsync(CancellationToken stop) => (opening ?? OpenNowAsync(stop)).WaitAsync(stop);

    private async Task OpenNowAsync(CancellationToken stop)
    {
        if (account.HostConnectionString is not { } connection)
            return;

        try
        {
            table = new TableClient(connection, TableName, PatienceFor(TimeSpan.FromSeconds(10)));
            await table.CreateIfNotExistsAsync(stop);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or FormatException or InvalidOperationException)
        {
            throw new StartException(
                $"The storage account of {StorageAccount.HostConnection} does not answer{At(table?.Uri)} ({failure.Message.Split('\n')[0]}): start Azurite, or mend the setting.",
                failure);
        }
    }

    public async Task<TableEntity?> ReadAsync(string kind, string name)
    {
        if (table is null)
            return null;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(kind, name);
        return found.HasValue ? found.Value : null;
    }

    public Task WriteAsync(TableEntity row) => table?.UpsertEntityAsync(row, TableUpdateMode.Replace) ?? Task.CompletedTask;

    private static string At(Uri? uri) => uri is null ? "" : $" at {uri.GetLeftPart(UriPartial.Authority)}";

    private static TableClientOptions PatienceFor(TimeSpan attempt) => new()
    {
        Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(200), Mode = RetryMode.Exponential, NetworkTimeout = attempt },
    };
}
