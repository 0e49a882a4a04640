using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// The table of a task hub: instances, their histories and what they owe each other. One table, since a turn writes all
/// three kinds of row in one transaction.
/// </summary>
internal sealed partial class TaskHub(TableClient table, BlobContainerClient blobs)
{
    // 100 = limit of an entity-group transaction; a turn itself writes three rows at most.
    private const int TransactionLimit = 100;

    private readonly Texts texts = new(blobs);
    private readonly InstanceRows rows = new(new Texts(blobs));

    /// <summary>The hub of that name (<c>extensions.durableTask.hubName</c> of host.json) behind a storage connection string.</summary>
    public static TaskHub At(string connection, string hubName, TableClientOptions? options = null) => new(
        new TableClient(connection, NotAlphanumeric().Replace(hubName, "") + "Instances", options),
        new BlobContainerClient(connection, NotAlphanumeric().Replace(hubName, "").ToLowerInvariant() + "-largemessages"));

    public async Task EnsureAsync(CancellationToken stop)
    {
        await table.CreateIfNotExistsAsync(stop);
        await blobs.CreateIfNotExistsAsync(cancellationToken: stop);
    }

    public async Task<InstanceState?> FindAsync(string instanceId, CancellationToken stop)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(instanceId), Keys.Instance(instanceId), cancellationToken: stop);
        return row.HasValue ? await rows.ReadAsync(row.Value!, withTexts: true, stop) : null;
    }

    /// <summary>The history of the instance's present run, in order.</summary>
    public async Task<List<HistoryEvent>> HistoryAsync(InstanceState state, CancellationToken stop)
    {
        var (from, below) = Keys.History(state.Id, state.RunId);
        var partition = Keys.Partition(state.Id);
        var history = new List<HistoryEvent>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            row => row.PartitionKey == partition && row.RowKey.CompareTo(from) >= 0 && row.RowKey.CompareTo(below) < 0, cancellationToken: stop))
            history.AddRange(await texts.GetJsonAsync<List<HistoryEvent>>(row, InstanceRows.Events, stop));
        return history;
    }

    public async Task<bool> HasReceiptAsync(string instanceId, string source, CancellationToken stop) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(
            Keys.Partition(instanceId), Keys.Receipt(instanceId, source), ["PartitionKey"], stop)).HasValue;

    /// <returns>The state as it is now stored; null when another writer was first.</returns>
    /// <exception cref="RequestFailedException">Nobody knows whether it was written: ask <see cref="FindAsync"/>.</exception>
    public async Task<InstanceState?> CommitAsync(Commit commit, CancellationToken stop)
    {
        var after = commit.After;
        var partition = Keys.Partition(after.Id);
        var instance = await rows.WriteAsync(after, stop);
        var turn = new TableEntity(partition, Keys.Turn(after.Id, after.RunId, commit.Turn));
        await texts.SetJsonAsync(turn, InstanceRows.Events, commit.Events, stop);
        List<TableTransactionAction> actions =
        [
            commit.Before is { } before
                ? new(TableTransactionActionType.UpdateReplace, instance, before.ETag)
                : new(TableTransactionActionType.Add, instance),
            new(TableTransactionActionType.UpsertReplace, turn),
        ];
        if (commit.Deliveries.Count > 0)
        {
            // A turn of the run that ends belongs to the run before the one that its row may already show.
            var owed = new TableEntity(partition, OutboxKey(commit)) { [InstanceRows.Kind] = InstanceRows.OutboxKind, [nameof(InstanceState.Id)] = after.Id };
            await texts.SetJsonAsync(owed, InstanceRows.Deliveries, commit.Deliveries, stop);
            actions.Add(new(TableTransactionActionType.UpsertReplace, owed));
        }
        foreach (var source in commit.Receipts)
            actions.Add(new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, Keys.Receipt(after.Id, source))));
        if (actions.Count > TransactionLimit)
            throw new InvalidOperationException($"A turn of instance '{after.Id}' has {actions.Count} rows; a transaction takes {TransactionLimit}.");

        try
        {
            var responses = await table.SubmitTransactionAsync(actions, stop);
            return responses.Value[0].Headers.ETag is { } tag ? after with { ETag = tag } : await WrittenAsync(after, stop);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // The acknowledgement of our own write may have been lost, and then the client's retry meets that write.
            return await WrittenAsync(after, stop);
        }
    }

    /// <returns>The stored state where the operation has been applied, else null.</returns>
    public async Task<InstanceState?> WrittenAsync(InstanceState after, CancellationToken stop) =>
        await FindAsync(after.Id, stop) is { } stored && stored.OperationId == after.OperationId ? stored : null;

    public static string OutboxKey(Commit commit) => commit.Before is { } before && before.RunId != commit.After.RunId
        ? Keys.Outbox(before.Id, before.RunId, before.Turns)
        : Keys.Outbox(commit.After.Id, commit.After.RunId, commit.Turn);

    public async Task DeliveredAsync(string instanceId, string outboxKey, CancellationToken stop) =>
        await table.DeleteEntityAsync(Keys.Partition(instanceId), outboxKey, ETag.All, stop);

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex NotAlphanumeric();
}
