using Azure.Data.Tables;
using ItsmFunctions.Testing.MemoryTables;
using Microsoft.Extensions.Time.Testing;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ItsmFunctions.Testing.Tests;

/// <summary>The common promises, and those in which Azure is stricter than the emulator or does what the emulator never does.</summary>
public sealed class A_table_service_in_memory : A_table_service
{
    private readonly MemoryTableService memory = new(new FakeTimeProvider(new(2026, 10, 10, 8, 0, 0, TimeSpan.Zero)));

    private protected override Task<TableServiceClient> OpenAsync() => Task.FromResult(memory.Client());

    [Fact]
    public async Task Refuses_a_transaction_over_two_partitions() =>
        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions", 1), await RefusedTransactionAsync(new(Add, Row("a")), new(Add, Row("b", partition: "s1"))));

    [Fact]
    public async Task Refuses_a_transaction_of_more_than_a_hundred_rows()
    {
        TableTransactionAction[] rows = [.. Enumerable.Range(0, 101).Select(i => new TableTransactionAction(Add, Row($"{i}")))];
        Assert.Equal((400, "InvalidInput", 100), await RefusedTransactionAsync(rows));
    }

    [Fact]
    public async Task Refuses_a_transaction_that_changes_a_row_twice() =>
        Assert.Equal((400, "InvalidDuplicateRow", 1), await RefusedTransactionAsync(new(UpsertReplace, Row("a")), new(UpsertReplace, Row("a", 2))));

    [Fact]
    public async Task Refuses_a_transaction_of_more_than_four_mebibytes()
    {
        TableTransactionAction[] rows =
        [
            .. Enumerable.Range(0, 50).Select(i => new TableTransactionAction(Add, new TableEntity("s0", $"{i}") { ["Bytes"] = new byte[64 * 1024] })),
        ];
        Assert.Equal((413, "RequestBodyTooLarge"), await RefusedAsync(() => Table.SubmitTransactionAsync(rows)));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public async Task Refuses_a_key_with_a_forbidden_sign(string key)
    {
        Assert.Equal((400, "OutOfRangeInput"), await RefusedAsync(() => Table.AddEntityAsync(Row(key))));
        Assert.Equal((400, "OutOfRangeInput"), await RefusedAsync(() => Table.AddEntityAsync(Row("a", partition: key))));
    }

    [Fact]
    public async Task Refuses_a_key_of_more_than_a_kibibyte()
    {
        await Table.AddEntityAsync(Row(new string('x', 512)));
        Assert.Equal(400, (await RefusedAsync(() => Table.AddEntityAsync(Row(new string('x', 513))))).Status);
    }

    [Fact]
    public async Task Refuses_an_entity_of_more_than_a_mebibyte()
    {
        Assert.Equal((400, "EntityTooLarge"), await RefusedAsync(() => Table.AddEntityAsync(Large(16))));
        await Table.AddEntityAsync(Large(15));

        static TableEntity Large(int properties)
        {
            var row = new TableEntity("s0", "large");
            for (var i = 0; i < properties; i++) row[$"Bytes{i}"] = new byte[64 * 1024];
            return row;
        }
    }

    [Fact]
    public async Task Ends_pages_with_partitions_and_where_it_has_looked_long_enough_also_with_nothing_found()
    {
        for (var i = 0; i < 9; i++) await Table.AddEntityAsync(Row($"{i}", i, $"s{i / 3}"));
        (memory.PagesEndWithPartitions, memory.MostRowsLookedAt) = (true, 2);
        List<string> pages = [];
        await foreach (var page in Table.QueryAsync<TableEntity>("Value eq 2 or Value eq 7").AsPages()) pages.Add(string.Concat(page.Values.Select(row => row.RowKey)));
        Assert.Equal(["", "2", "", "", "7", ""], pages);
    }

    [Fact]
    public async Task Looks_only_at_the_rows_between_the_keys_of_a_filter()
    {
        for (var i = 0; i < 300; i++) await Table.AddEntityAsync(Row($"{i:D3}", i, $"s{i % 3}"));
        var before = memory.RowsRead;
        Assert.Equal(["102", "105"], await KeysAsync("PartitionKey eq 's0' and RowKey ge '101' and RowKey lt '107'"));
        Assert.InRange(memory.RowsRead - before, 2, 3);
        await ValueAsync("000");
        Assert.InRange(memory.RowsRead - before, 3, 4);
    }

    [Fact]
    public async Task Counts_what_was_asked_of_it()
    {
        memory.Ledger.Reset();
        await Table.AddEntityAsync(Row("a"));
        await Table.UpsertEntityAsync(Row("a", 2));
        await ValueAsync("a");
        await KeysAsync("PartitionKey eq 's0'");
        await Table.SubmitTransactionAsync([new(Add, Row("b")), new(Add, Row("c"))]);
        Assert.Equal(
            "1 × tables:get desk, 1 × tables:insert desk, 1 × tables:query desk, 1 × tables:transaction desk, 1 × tables:upsert desk", memory.Ledger.ToString());
        Assert.Equal(3, memory.RowsHeld);
    }

    [Fact]
    public async Task Gives_the_same_tags_and_timestamps_to_the_same_requests()
    {
        Assert.Equal(await TellAsync(), await TellAsync());

        static async Task<string> TellAsync()
        {
            var table = new MemoryTableService(new FakeTimeProvider(new(2026, 10, 10, 8, 0, 0, TimeSpan.Zero))).Client().GetTableClient("desk");
            await table.CreateAsync();
            await table.SubmitTransactionAsync([new(Add, Row("a")), new(Add, Row("b"))]);
            await table.UpsertEntityAsync(Row("b", 2));
            return string.Join(", ", (await table.QueryAsync<TableEntity>().ToListAsync()).Select(row => $"{row.ETag} {row.Timestamp:O}"));
        }
    }
}
