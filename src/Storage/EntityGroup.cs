using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Storage;

/// <summary>
/// One entity-group transaction. Azurite accepts what Azure refuses (two partitions, more than 100 entities): it is refused here.
/// </summary>
internal sealed class EntityGroup(string partition)
{
    /// <summary>The limit of an entity-group transaction.</summary>
    public const int MostEntities = 100;

    private readonly List<TableTransactionAction> _actions = [];

    public int Count => _actions.Count;

    public void Add(TableEntity row) => Append(TableTransactionActionType.Add, row, default);

    public void Replace(TableEntity row, ETag match) => Append(TableTransactionActionType.UpdateReplace, row, match);

    public void Upsert(TableEntity row) => Append(TableTransactionActionType.UpsertReplace, row, default);

    public void Delete(string rowKey) => Delete(rowKey, ETag.All);

    public void Delete(string rowKey, ETag match) => Append(TableTransactionActionType.Delete, new TableEntity(partition, rowKey), match);

    public Task SubmitAsync(TableClient table, CancellationToken stop) => table.SubmitTransactionAsync(_actions, stop);

    private void Append(TableTransactionActionType type, TableEntity row, ETag match)
    {
        if (row.PartitionKey != partition)
            throw new InvalidOperationException($"A transaction over {partition} cannot hold a row of {row.PartitionKey}.");
        if (_actions.Count == MostEntities)
            throw new InvalidOperationException($"A transaction holds at most {MostEntities} rows.");
        _actions.Add(new(type, row, match));
    }
}
