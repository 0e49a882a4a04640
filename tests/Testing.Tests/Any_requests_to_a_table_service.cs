using Azure;
using Azure.Data.Tables;
using CsCheck;
using ItsmFunctions.Testing.MemoryTables;
using Microsoft.Extensions.Time.Testing;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ItsmFunctions.Testing.Tests;

/// <summary>The service in memory and the emulator are asked the same, and must answer the same: statuses, codes, rows and their order.</summary>
public sealed class Any_requests_to_a_table_service
{
    private const int Cases = 60;

    private static readonly string[] partitions = ["p", "P", "q"];
    private static readonly string[] keys = ["a", "b", "B", "b|", "~", "it's"];

    /// <summary>One request; a tag is one that was given before, so that it may be old.</summary>
    private sealed record Act(TableTransactionActionType Kind, string Partition, string Key, int Value, bool IsTagOfNow);

    private static readonly Gen<Act> act = Gen.Select(
        Gen.Enum<TableTransactionActionType>(), Gen.OneOf(partitions), Gen.OneOf(keys), Gen.Int[0, 5], Gen.Bool,
        (kind, partition, key, value, now) => new Act(kind, partition, key, value, now));

    private static readonly Gen<string> comparison = Gen.Select(
        Gen.OneOf("PartitionKey", "RowKey"), Gen.OneOf("eq", "ne", "gt", "ge", "lt", "le"), Gen.OneOf([.. partitions, .. keys]),
        (property, sign, literal) => $"{property} {sign} '{literal.Replace("'", "''", StringComparison.Ordinal)}'");

    // Each row has a value: what a comparison with a missing one says is not asked.
    private static readonly Gen<string> filter = Gen.Recursive<string>((depth, inner) => depth > 2
        ? comparison
        : Gen.OneOf(
            comparison,
            Gen.Int[0, 5].Select(value => $"Value ge {value}"),
            Gen.Select(inner, inner, (left, right) => $"({left}) and ({right})"),
            Gen.Select(inner, inner, (left, right) => $"{left} or {right}"),
            inner.Select(one => $"not ({one})")));

    private static readonly Gen<(Act[][] Writes, string[] Filters, int Top)> any = Gen.Select(act.Array[1, 4].Array[5, 25], filter.Array[3], Gen.Int[1, 7]);

    [Fact]
    public async Task Are_answered_alike_in_memory_and_by_the_emulator()
    {
        var emulator = new TableServiceClient(await (await Azurite.SharedAsync()).ClaimAccountAsync());
        var turn = 0;
        await any.SampleAsync(
            async (writes, filters, top) =>
            {
                var of = (writes, filters, top);
                var memory = new MemoryTableService(new FakeTimeProvider()).Client();
                var table = $"desk{Interlocked.Increment(ref turn)}";
                Assert.Equal(await TellAsync(emulator.GetTableClient(table), of), await TellAsync(memory.GetTableClient(table), of));
            },
            iter: Cases,
            threads: 2);
    }

    private static async Task<string> TellAsync(TableClient table, (Act[][] Writes, string[] Filters, int Top) of)
    {
        await table.CreateAsync();
        Dictionary<(string, string), List<ETag>> tags = [];
        List<string> told = [];
        foreach (var group in of.Writes) told.Add(await AnsweredAsync(() => WriteAsync(table, group, tags)));
        foreach (var filter in of.Filters)
        {
            told.Add(filter);
            await foreach (var page in table.QueryAsync<TableEntity>(filter, of.Top).AsPages())
            {
                // Where nothing follows, a page may or may not say so.
                if (page.Values.Count > 0) told.Add(string.Join(", ", page.Values.Select(Show)));
            }
        }
        return string.Join('\n', told);
    }

    private static async Task WriteAsync(TableClient table, Act[] group, Dictionary<(string, string), List<ETag>> tags)
    {
        // A transaction is about one partition, and about a row once: the emulator takes others too.
        Act[] acts = [.. group.Select(act => act with { Partition = group[0].Partition }).DistinctBy(act => act.Key)];
        TableTransactionAction[] actions = [.. acts.Select(act => new TableTransactionAction(act.Kind, Row(act), TagOf(act)))];
        if (actions is not [var only])
        {
            var answers = (await table.SubmitTransactionAsync(actions)).Value;
            for (var i = 0; i < acts.Length; i++) Remember(acts[i], answers[i]);
            return;
        }

        Remember(acts[0], await (only.ActionType switch
        {
            Add => table.AddEntityAsync(only.Entity),
            Delete => table.DeleteEntityAsync(only.Entity.PartitionKey, only.Entity.RowKey, only.ETag),
            UpdateMerge => table.UpdateEntityAsync(only.Entity, only.ETag, TableUpdateMode.Merge),
            UpdateReplace => table.UpdateEntityAsync(only.Entity, only.ETag, TableUpdateMode.Replace),
            UpsertMerge => table.UpsertEntityAsync(only.Entity, TableUpdateMode.Merge),
            _ => table.UpsertEntityAsync(only.Entity, TableUpdateMode.Replace),
        }));

        ETag TagOf(Act act) => !tags.TryGetValue((act.Partition, act.Key), out var given) ? ETag.All : act.IsTagOfNow ? given[^1] : given[0];

        void Remember(Act act, Response answer)
        {
            if (answer.Headers.ETag is not { } tag) return;
            if (!tags.TryGetValue((act.Partition, act.Key), out var given)) tags[(act.Partition, act.Key)] = given = [];
            given.Add(tag);
        }
    }

    private static TableEntity Row(Act act) => new(act.Partition, act.Key) { ["Value"] = act.Value, [$"Of{act.Value}"] = (long)act.Value };

    private static async Task<string> AnsweredAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "done";
        }
        catch (TableTransactionFailedException refused)
        {
            return $"{refused.Status} {refused.ErrorCode} {refused.FailedTransactionActionIndex}";
        }
        catch (RequestFailedException refused)
        {
            return $"{refused.Status} {refused.ErrorCode}";
        }
    }

    private static string Show(TableEntity row) =>
        $"{row.PartitionKey}/{row.RowKey} {string.Join('+', row.Keys.Where(name => name.StartsWith("Of", StringComparison.Ordinal)).Order(StringComparer.Ordinal))}={row["Value"]}";
}
