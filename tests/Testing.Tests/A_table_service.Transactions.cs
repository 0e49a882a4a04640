using Azure;
using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ItsmFunctions.Testing.Tests;

public abstract partial class A_table_service
{
    [Fact]
    public async Task Does_all_of_a_transaction_and_answers_with_the_tag_of_each_row()
    {
        var before = (await Table.AddEntityAsync(Row("replaced"))).Headers.ETag!.Value;
        await Table.AddEntityAsync(Row("deleted"));
        await Table.AddEntityAsync(new TableEntity("s0", "merged") { ["Kept"] = 5 });
        var answers = (await Table.SubmitTransactionAsync(
        [
            new(Add, Row("added", 2)),
            new(UpdateReplace, Row("replaced", 3), before),
            new(Delete, Row("deleted"), ETag.All),
            new(UpsertReplace, Row("upserted", 4)),
            new(UpsertMerge, Row("merged", 6)),
        ])).Value;

        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["added", "merged", "replaced", "upserted"], rows.Select(row => row.RowKey));
        Assert.Equal([2, 6, 3, 4], rows.Select(row => row.GetInt32("Value")));
        Assert.Equal(5, rows[1].GetInt32("Kept"));
        Assert.Equal(new[] { answers[0], answers[4], answers[1], answers[3] }.Select(answer => answer.Headers.ETag), rows.Select(row => (ETag?)row.ETag));
    }

    [Fact]
    public async Task Does_nothing_of_a_transaction_that_inserts_what_is_there_and_says_which_it_was()
    {
        await Table.AddEntityAsync(Row("there"));
        var failure = await RefusedTransactionAsync(new(UpsertReplace, Row("a")), new(UpsertReplace, Row("b")), new(Add, Row("there", 2)), new(Add, Row("z")));

        Assert.Equal((409, "EntityAlreadyExists", 2), failure);
        Assert.Equal(["there"], await KeysAsync(null));
        Assert.Equal(1, await ValueAsync("there"));
    }

    [Fact]
    public async Task Does_nothing_of_a_transaction_whose_row_has_another_tag_and_says_which_it_was()
    {
        var old = (await Table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("a", 2));
        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), await RefusedTransactionAsync(new(Add, Row("b")), new(UpdateReplace, Row("a", 3), old)));
        Assert.Equal((412, "UpdateConditionNotSatisfied", 0), await RefusedTransactionAsync(new(Delete, Row("a"), old), new(Add, Row("b"))));
        Assert.Equal(["a"], await KeysAsync(null));
    }

    [Fact]
    public async Task Does_nothing_of_a_transaction_whose_row_is_missing_and_says_which_it_was()
    {
        await Table.AddEntityAsync(Row("a"));
        Assert.Equal((404, "ResourceNotFound", 1), await RefusedTransactionAsync(new(Delete, Row("a"), ETag.All), new(Delete, Row("none"), ETag.All)));
        Assert.Equal((404, "ResourceNotFound", 1), await RefusedTransactionAsync(new(Delete, Row("a"), ETag.All), new(UpdateMerge, Row("none"), ETag.All)));
        Assert.Equal(["a"], await KeysAsync(null));
    }

    [Fact]
    public async Task Takes_a_hundred_rows_in_a_transaction()
    {
        await Table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(i => new TableTransactionAction(Add, Row($"{i:D3}", i))));
        Assert.Equal(100, (await KeysAsync(null)).Count);
    }

    [Fact]
    public async Task Keeps_bytes_texts_and_quotation_marks_of_a_transaction()
    {
        var bytes = Enumerable.Range(0, 4096).Select(i => (byte)i).ToArray();
        await Table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("s'0", "it's") { ["Bytes"] = bytes, ["Text"] = "line\r\n--changeset æ" }),
            new(UpsertReplace, new TableEntity("s'0", "|æ ~%") { ["Large"] = long.MinValue }),
        ]);
        var read = (await Table.GetEntityAsync<TableEntity>("s'0", "it's")).Value;
        Assert.Equal(bytes, read.GetBinary("Bytes"));
        Assert.Equal("line\r\n--changeset æ", read.GetString("Text"));
        Assert.Equal(long.MinValue, (await Table.GetEntityAsync<TableEntity>("s'0", "|æ ~%")).Value.GetInt64("Large"));
    }

    private protected async Task<(int Status, string? Code, int? Index)> RefusedTransactionAsync(params TableTransactionAction[] actions)
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(actions));
        return (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex);
    }
}
