using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <content>Questions about many instances, and their end.</content>
internal sealed partial class TaskHub
{
    /// <summary>Every instance that can still go on, without its texts.</summary>
    public async IAsyncEnumerable<InstanceState> OpenInstancesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"Kind eq {InstanceRows.InstanceKind} and IsOpen eq true");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            yield return await rows.ReadAsync(row, withTexts: false, stop);
    }

    /// <summary>What was owed when the last process ended.</summary>
    public async IAsyncEnumerable<OutboxRow> OutboxAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"Kind eq {InstanceRows.OutboxKind}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            yield return new(row.GetString(nameof(InstanceState.Id)), row.RowKey, await texts.GetJsonAsync<List<Delivery>>(row, InstanceRows.Deliveries, stop));
    }

    public async Task<(List<InstanceState> Page, string? Next)> PageAsync(
        OrchestrationQuery query, int size, string? continuation, CancellationToken stop)
    {
        var filter = Filter(query.CreatedFrom, query.CreatedTo, query.Statuses);
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            var from = Keys.Partition(prefix);
            filter += " and " + TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {from + '\uffff'}");
        }
        await foreach (var page in table.QueryAsync<TableEntity>(filter, size, cancellationToken: stop).AsPages(continuation, size))
        {
            var states = new List<InstanceState>();
            foreach (var row in page.Values)
                states.Add(await rows.ReadAsync(row, query.FetchInputsAndOutputs, stop));
            return (states, page.ContinuationToken);
        }
        return ([], null);
    }

    /// <summary>The ids of the ended instances that a filter names; an open instance is never among them.</summary>
    public async Task<List<string>> EndedAsync(PurgeInstancesFilter filter, CancellationToken stop)
    {
        var ids = new List<string>();
        var query = Filter(filter.CreatedFrom, filter.CreatedTo, filter.Statuses) + " and " + TableClient.CreateQueryFilter($"IsOpen eq false");
        await foreach (var row in table.QueryAsync<TableEntity>(query, select: [nameof(InstanceState.Id)], cancellationToken: stop))
            ids.Add(row.GetString(nameof(InstanceState.Id)));
        return ids;
    }

    /// <summary>Removes every row of the instance, its own row last: what is interrupted can be done again.</summary>
    public async Task PurgeAsync(string instanceId, CancellationToken stop)
    {
        var partition = Keys.Partition(instanceId);
        var own = Keys.Instance(instanceId);
        var keys = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, select: ["PartitionKey", "RowKey"], cancellationToken: stop))
            if (row.RowKey != own)
                keys.Add(row.RowKey);
        await DeleteAsync(partition, keys, stop);
        await texts.ForgetAsync(partition, stop);
        await DeleteAsync(partition, [own], stop);
    }

    /// <summary>Removes the history of a run that has been followed by another one.</summary>
    public Task ForgetRunAsync(InstanceState run, CancellationToken stop) =>
        DeleteAsync(Keys.Partition(run.Id), [.. Enumerable.Range(0, run.Turns).Select(turn => Keys.Turn(run.Id, run.RunId, turn))], stop);

    private async Task DeleteAsync(string partition, List<string> keys, CancellationToken stop)
    {
        foreach (var some in keys.Chunk(TransactionLimit))
            try
            {
                await table.SubmitTransactionAsync(
                    some.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All)), stop);
            }
            catch (RequestFailedException absent) when (absent.Status == 404)
            {
                // One of them is gone already (an acknowledgement was lost, or an earlier attempt was cut off): one by one.
                foreach (var key in some)
                    await table.DeleteEntityAsync(partition, key, ETag.All, stop);
            }
    }

    private static string Filter(DateTimeOffset? from, DateTimeOffset? to, IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        List<string> terms = [TableClient.CreateQueryFilter($"Kind eq {InstanceRows.InstanceKind}")];
        if (from is { } first)
            terms.Add(TableClient.CreateQueryFilter($"CreatedAt ge {first}"));
        if (to is { } last)
            terms.Add(TableClient.CreateQueryFilter($"CreatedAt le {last}"));
        if (statuses?.Select(status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}")).ToList() is { Count: > 0 } any)
            terms.Add("(" + string.Join(" or ", any) + ")");
        return string.Join(" and ", terms);
    }
}
