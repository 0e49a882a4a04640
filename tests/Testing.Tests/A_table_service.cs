using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Testing.Tests;

/// <summary>
/// What the desk's storage is written against, through the real client library: it holds for the emulator and in memory alike.
/// Where Azurite is laxer than Azure, a promise stands in <see cref="A_table_service_in_memory"/> alone.
/// </summary>
public abstract partial class A_table_service : IAsyncLifetime
{
    private protected TableServiceClient Service { get; private set; } = null!;

    private protected TableClient Table { get; private set; } = null!;

    private protected abstract Task<TableServiceClient> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        Service = await OpenAsync();
        Table = Service.GetTableClient("desk");
        await Table.CreateAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Creates_a_table_once()
    {
        Assert.Equal((409, "TableAlreadyExists"), await RefusedAsync(() => Service.GetTableClient("desk").CreateAsync()));
        Assert.Equal(409, (await Service.GetTableClient("desk").CreateIfNotExistsAsync()).GetRawResponse().Status);
    }

    [Fact]
    public async Task Knows_no_rows_of_a_table_that_was_never_created() =>
        Assert.Equal((404, "TableNotFound"), await RefusedAsync(() => Service.GetTableClient("nowhere").AddEntityAsync(Row("a"))));

    [Fact]
    public async Task Gives_back_every_type_as_it_was_written()
    {
        var row = new TableEntity("s0", "types")
        {
            ["Text"] = "æøå \"quoted\" \\ and a 😀",
            ["Empty"] = "",
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
            ["Truth"] = true,
            ["At"] = new DateTimeOffset(2026, 10, 10, 8, 0, 0, TimeSpan.Zero).AddTicks(1234567),
            ["Fraction"] = 0.1,
            ["Integral"] = 3.0,
            ["Id"] = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            ["Small"] = int.MinValue,
            ["Large"] = long.MaxValue,
        };
        await Table.AddEntityAsync(row);

        var read = (await Table.GetEntityAsync<TableEntity>("s0", "types")).Value;
        Assert.All(row.Keys, name => Assert.Equal(row[name], read[name]));
        Assert.Equal(row.Keys.Concat(["odata.etag", "Timestamp"]).Order(), read.Keys.Order());
    }

    [Fact]
    public async Task Keeps_no_property_without_a_value()
    {
        await Table.AddEntityAsync(new TableEntity("s0", "a") { ["Nothing"] = null, ["Something"] = 1 });
        Assert.DoesNotContain("Nothing", (await Table.GetEntityAsync<TableEntity>("s0", "a")).Value.Keys);
    }

    [Fact]
    public async Task Refuses_to_insert_what_is_there()
    {
        await Table.AddEntityAsync(Row("a"));
        Assert.Equal((409, "EntityAlreadyExists"), await RefusedAsync(() => Table.AddEntityAsync(Row("a", 2))));
        Assert.Equal(1, await ValueAsync("a"));
    }

    [Fact]
    public async Task Answers_a_write_with_the_tag_that_a_read_shows()
    {
        var inserted = (await Table.AddEntityAsync(Row("a"))).Headers.ETag;
        Assert.Equal(inserted, (await Table.GetEntityAsync<TableEntity>("s0", "a")).Value.ETag);
        var replaced = (await Table.UpsertEntityAsync(Row("a", 2), TableUpdateMode.Replace)).Headers.ETag;
        Assert.NotEqual(inserted, replaced);
        Assert.Equal(replaced, (await Table.QueryAsync<TableEntity>().SingleAsync()).ETag);
    }

    [Fact]
    public async Task Upserts_what_is_there_and_what_is_not()
    {
        await Table.UpsertEntityAsync(Row("a"), TableUpdateMode.Replace);
        await Table.UpsertEntityAsync(new TableEntity("s0", "a") { ["Other"] = "kept" }, TableUpdateMode.Merge);
        await Table.UpsertEntityAsync(Row("b"), TableUpdateMode.Merge);
        var both = (await Table.GetEntityAsync<TableEntity>("s0", "a")).Value;
        Assert.Equal((1, "kept"), (both.GetInt32("Value"), both.GetString("Other")));

        await Table.UpsertEntityAsync(new TableEntity("s0", "a") { ["Other"] = "alone" }, TableUpdateMode.Replace);
        Assert.DoesNotContain("Value", (await Table.GetEntityAsync<TableEntity>("s0", "a")).Value.Keys);
        Assert.Equal(1, await ValueAsync("b"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Replace)]
    [InlineData(TableUpdateMode.Merge)]
    public async Task Updates_only_the_row_that_was_read(TableUpdateMode mode)
    {
        var read = (await Table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;
        await Table.UpdateEntityAsync(Row("a", 2), read, mode);
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await RefusedAsync(() => Table.UpdateEntityAsync(Row("a", 3), read, mode)));
        Assert.Equal((404, "ResourceNotFound"), await RefusedAsync(() => Table.UpdateEntityAsync(Row("none", 3), read, mode)));
        Assert.Equal((404, "ResourceNotFound"), await RefusedAsync(() => Table.UpdateEntityAsync(Row("none", 3), ETag.All, mode)));
        Assert.Equal(2, await ValueAsync("a"));
        await Table.UpdateEntityAsync(Row("a", 4), ETag.All, mode);
        Assert.Equal(4, await ValueAsync("a"));
    }

    [Fact]
    public async Task Deletes_the_row_that_was_read_or_any()
    {
        var old = (await Table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("a", 2));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await RefusedAsync(() => Table.DeleteEntityAsync("s0", "a", old)));
        Assert.Equal(204, (await Table.DeleteEntityAsync("s0", "a", ETag.All)).Status);
        // The client library takes a row that is gone for deleted.
        Assert.Equal(404, (await Table.DeleteEntityAsync("s0", "a", ETag.All)).Status);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("s0", "a")).HasValue);
    }

    [Fact]
    public async Task Finds_a_row_by_keys_with_every_sign_that_they_may_hold()
    {
        const string Partition = "a 'quoted' p&q=1+2%", Key = "!key|æ'',RowKey='x')|$(@;:~[]{}";
        await Table.AddEntityAsync(new TableEntity(Partition, Key) { ["Value"] = 7 });
        Assert.Equal(7, (await Table.GetEntityAsync<TableEntity>(Partition, Key)).Value.GetInt32("Value"));
        Assert.Equal([Key], await KeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey eq {Key}")));
    }

    [Fact]
    public async Task Tells_a_missing_row_by_404()
    {
        Assert.Equal((404, "ResourceNotFound"), await RefusedAsync(() => Table.GetEntityAsync<TableEntity>("s0", "none")));
        Assert.Equal((404, "TableNotFound"), await RefusedAsync(() => Service.GetTableClient("nowhere").GetEntityAsync<TableEntity>("s0", "none")));
    }

    [Fact]
    public async Task Gives_the_selected_properties_only()
    {
        await Table.AddEntityAsync(new TableEntity("s0", "a") { ["One"] = 1, ["Two"] = 2L });
        var read = (await Table.GetEntityAsync<TableEntity>("s0", "a", ["Two"])).Value;
        Assert.Equal((null, 2L), (read.GetInt32("One"), read.GetInt64("Two")));
        var found = await Table.QueryAsync<TableEntity>(select: ["RowKey", "One"]).SingleAsync();
        Assert.Equal(("a", 1, null), (found.RowKey, found.GetInt32("One"), found.GetInt64("Two")));
    }

    [Fact]
    public async Task Refuses_a_text_of_more_than_64_kibibytes()
    {
        await Table.AddEntityAsync(new TableEntity("s0", "a") { ["Text"] = new string('x', 32 * 1024) });
        Assert.Equal(
            (400, "PropertyValueTooLarge"),
            await RefusedAsync(() => Table.AddEntityAsync(new TableEntity("s0", "b") { ["Text"] = new string('x', 32 * 1024 + 1) })));
    }

    private protected static TableEntity Row(string key, int value = 1, string partition = "s0") => new(partition, key) { ["Value"] = value };

    private protected async Task<int?> ValueAsync(string key) => (await Table.GetEntityAsync<TableEntity>("s0", key)).Value.GetInt32("Value");

    private protected async Task<List<string>> KeysAsync(string? filter) =>
        [.. (await Table.QueryAsync<TableEntity>(filter).ToListAsync()).Select(row => row.RowKey)];

    private protected static async Task<(int Status, string? Code)> RefusedAsync(Func<Task> act)
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(act);
        return (failure.Status, failure.ErrorCode);
    }
}

public sealed class A_table_service_of_the_emulator : A_table_service
{
    private protected override async Task<TableServiceClient> OpenAsync() => new(await (await Azurite.SharedAsync()).ClaimAccountAsync());
}
