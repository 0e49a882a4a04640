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

    public string Partition => partition;

    public int Count => _actions.Count;

    public IEnumerable<string> RowKeys => _actions.Select(action => action.Entity.RowKey);

    public void Add(TableEntity row) => Append(TableTransactionActionType.Add, row, default);

    public void Replace(TableEntity row, ETag match) => Append(TableTransactionActionType.UpdateReplace, row, match);

    public void Upsert(TableEntity row) => Append(TableTransactionActionType.UpsertReplace, row, default);

    public void Delete(string rowKey) => Delete(rowKey, ETag.All);

    public void Delete(string rowKey, ETag match) => Append(TableTransactionActionType.Delete, new TableEntity(partition, rowKey), match);

    /// <summary>Everything of another group of the same partition too.</summary>
    public void Include(EntityGroup other)
    {
        foreach (TableTransactionAction action in other._actions)
            Append(action.ActionType, (TableEntity)action.Entity, action.ETag);
    }

    /// <returns>The tag that each row has now, in the order in which they were added; none for a deleted one.</returns>
    /// <exception cref="RequestFailedException">Nothing was written, or the acknowledgement was lost.</exception>
    public async Task<IReadOnlyList<ETag>> SubmitAsync(TableClient table, CancellationToken stop)
    {
        // A write of its own asks less of storage than a transaction of one.
        switch (_actions)
        {
            case [{ ActionType: TableTransactionActionType.Add } add]:
                return [Tag(await table.AddEntityAsync(add.Entity, stop))];
            case [{ ActionType: TableTransactionActionType.UpsertReplace } upsert]:
                return [Tag(await table.UpsertEntityAsync(upsert.Entity, TableUpdateMode.Replace, stop))];
            default:
                Response<IReadOnlyList<Response>> answers = await table.SubmitTransactionAsync(_actions, stop);
                return [.. answers.Value.Select(Tag)];
        }
    }

    private static ETag Tag(Response answer) => answer.Headers.ETag ?? default;

    private void Append(TableTransactionActionType type, TableEntity row, ETag match)
    {
        if (row.PartitionKey != partition)
            throw new InvalidOperationException($"A transaction over {partition} cannot hold a row of {row.PartitionKey}.");
        if (_actions.Count == MostEntities)
            throw new InvalidOperationException($"A transaction holds at most {MostEntities} rows.");
        _actions.Add(new(type, row, match));
    }
}
