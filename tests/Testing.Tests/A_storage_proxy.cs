using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ItsmFunctions.Testing.Tests;

/// <summary>What the real client library makes of each fault: the product's recovery is written against this table.</summary>
public sealed class A_storage_proxy : IAsyncLifetime
{
    private StorageProxy proxy = null!;
    private TableClient through = null!;
    private TableClient beside = null!;

    public async ValueTask InitializeAsync()
    {
        var account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        proxy = await StorageProxy.StartAsync(account);
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(20);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(50);
        through = new TableClient(proxy.ConnectionString, "desk", options);
        beside = new TableClient(account, "desk");
        await beside.CreateAsync();
        await beside.AddEntityAsync(Row("existing", 1));
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();

    [Fact]
    public async Task Turns_a_lost_acknowledgement_of_an_insert_into_409_though_it_is_written()
    {
        proxy.Next("tables:insert", StorageFault.AcknowledgementLost);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => through.AddEntityAsync(Row("new", 7)));

        Assert.Equal((409, "EntityAlreadyExists"), (failure.Status, failure.ErrorCode));
        Assert.Equal(7, await ValueOf("new"));
        Assert.Equal((2, 1), (proxy.Ledger.Count("tables:insert"), proxy.Ledger.Count(StorageFault.AcknowledgementLost)));
    }

    [Fact]
    public async Task Turns_a_lost_acknowledgement_of_an_update_into_412_though_it_is_written()
    {
        var row = (await beside.GetEntityAsync<TableEntity>("s0", "existing")).Value;
        row["Value"] = 2;
        proxy.Next("tables:update", StorageFault.AcknowledgementLost);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => through.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (failure.Status, failure.ErrorCode));
        Assert.Equal(2, await ValueOf("existing"));
    }

    [Fact]
    public async Task Turns_a_lost_acknowledgement_of_a_transaction_into_409_though_all_of_it_is_written()
    {
        proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => through.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.Add, Row("one", 1)),
            new TableTransactionAction(TableTransactionActionType.Add, Row("two", 2)),
        ]));

        Assert.Equal((409, "EntityAlreadyExists"), (failure.Status, failure.ErrorCode));
        Assert.Equal((1, 2), (await ValueOf("one"), await ValueOf("two")));
        Assert.Equal(2, proxy.Ledger.Count("tables:transaction", "desk"));
    }

    [Theory]
    [InlineData(StorageFault.Unavailable)]
    [InlineData(StorageFault.ServerError)]
    public async Task Is_overcome_by_the_client_s_own_retries_when_it_refuses_twice(StorageFault fault)
    {
        proxy.Next("tables:insert", fault, times: 2);
        await through.AddEntityAsync(Row("new", 3));

        Assert.Equal(3, await ValueOf("new"));
        Assert.Equal((3, 2), (proxy.Ledger.Count("tables:insert"), proxy.Ledger.Count(fault)));
    }

    [Theory]
    [InlineData(StorageFault.Unavailable, 503)]
    [InlineData(StorageFault.ServerError, 500)]
    public async Task Reaches_the_caller_when_it_goes_on_refusing_and_nothing_is_written(StorageFault fault, int status)
    {
        proxy.Next("tables:insert", fault, times: 9);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => through.AddEntityAsync(Row("new", 3)));

        Assert.Equal(status, failure.Status);
        Assert.False((await beside.GetEntityIfExistsAsync<TableEntity>("s0", "new")).HasValue);
        Assert.Equal(4, proxy.Ledger.Count("tables:insert"));
    }

    [Fact]
    public async Task Cuts_a_request_that_hung_without_writing_it()
    {
        proxy.Follow(new FaultPlan(1) { HangFor = TimeSpan.FromMilliseconds(100) });
        proxy.Next("tables:insert", StorageFault.TimeOut, times: 4);
        await Assert.ThrowsAnyAsync<Exception>(() => through.AddEntityAsync(Row("new", 3)));

        Assert.False((await beside.GetEntityIfExistsAsync<TableEntity>("s0", "new")).HasValue);
        Assert.Equal(4, proxy.Ledger.Count(StorageFault.TimeOut));
    }

    [Fact]
    public async Task Is_overcome_on_reads_whose_answer_breaks_off_in_the_middle()
    {
        proxy.Next("tables:get", StorageFault.ResetMidBody);
        var row = await through.GetEntityAsync<TableEntity>("s0", "existing");

        Assert.Equal(1, row.Value.GetInt32("Value"));
        Assert.Equal((2, 1), (proxy.Ledger.Count("tables:get"), proxy.Ledger.Count(StorageFault.ResetMidBody)));
    }

    [Fact]
    public async Task Cuts_everything_during_an_outage_and_nothing_after_it()
    {
        proxy.Outage = true;
        await Assert.ThrowsAnyAsync<Exception>(() => through.GetEntityAsync<TableEntity>("s0", "existing"));
        proxy.Outage = false;
        Assert.Equal(1, (await through.GetEntityAsync<TableEntity>("s0", "existing")).Value.GetInt32("Value"));
    }

    [Fact]
    public async Task Injects_every_kind_of_a_plan_and_the_same_again_from_the_same_seed()
    {
        var first = await FaultsOf(seed: 20);
        var again = await FaultsOf(seed: 20);
        var other = await FaultsOf(seed: 21);

        Assert.All(Enum.GetValues<StorageFault>(), kind => Assert.True(first.GetValueOrDefault(kind) > 0, $"no {kind} in {Show(first)}"));
        Assert.Equal(Show(first), Show(again));
        Assert.NotEqual(Show(first), Show(other));
    }

    [Fact]
    public async Task Passes_names_that_need_escaping_with_their_signature_intact()
    {
        const string Key = "!key|øst & vest|100% 'quoted' + ÅÆØ";
        await through.AddEntityAsync(new TableEntity("s0", Key) { ["Value"] = 5 });

        Assert.Equal(5, (await through.GetEntityAsync<TableEntity>("s0", Key)).Value.GetInt32("Value"));
        await through.DeleteEntityAsync("s0", Key);
        Assert.Empty(await through.QueryAsync<TableEntity>(row => row.RowKey == Key).ToListAsync());
        Assert.Equal(
            "1 × tables:delete desk, 1 × tables:get desk, 1 × tables:insert desk, 1 × tables:query desk", proxy.Ledger.ToString());
    }

    [Fact]
    public async Task Counts_queues_and_blobs_by_what_is_done_to_them()
    {
        var queue = new QueueClient(proxy.ConnectionString, "nudges");
        await queue.CreateAsync();
        await queue.SendMessageAsync("go");
        var message = (await queue.ReceiveMessageAsync()).Value;
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        var blobs = new BlobContainerClient(proxy.ConnectionString, "files");
        await blobs.CreateAsync();
        await blobs.UploadBlobAsync("folder/a", BinaryData.FromString("text"));
        Assert.Equal("text", (await blobs.GetBlobClient("folder/a").DownloadContentAsync()).Value.Content.ToString());
        await blobs.DeleteBlobAsync("folder/a");

        Assert.Equal(
            "1 × blobs:create-container files, 1 × blobs:delete files, 1 × blobs:get files, 1 × blobs:put files, "
            + "1 × queues:create-queue nudges, 1 × queues:delete nudges, 1 × queues:get nudges, 1 × queues:put nudges",
            proxy.Ledger.ToString());
        Assert.Equal(8, proxy.Ledger.Take().Values.Sum());
        Assert.Equal(0, proxy.Ledger.Total);
    }

    private async Task<IReadOnlyDictionary<StorageFault, int>> FaultsOf(int seed)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new TableClient(proxy.ConnectionString, "desk", options);
        proxy.Ledger.Reset();
        proxy.Follow(new FaultPlan(seed)
        {
            Unavailable = 0.1, ServerError = 0.1, TimeOut = 0.1, AcknowledgementLost = 0.1, ResetMidBody = 0.1,
            HangFor = TimeSpan.FromMilliseconds(5),
        });
        for (var i = 0; i < 60; i++)
        {
            try
            {
                await client.UpsertEntityAsync(Row("same", i));
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException)
            {
                // Which requests fail is the plan's business; here only how many, of which kind.
            }
        }
        proxy.Follow(null);
        return proxy.Ledger.Faults;
    }

    private async Task<int?> ValueOf(string key) => (await beside.GetEntityAsync<TableEntity>("s0", key)).Value.GetInt32("Value");

    private static string Show(IReadOnlyDictionary<StorageFault, int> faults) =>
        string.Join(", ", faults.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}"));

    private static TableEntity Row(string key, int value) => new("s0", key) { ["Value"] = value };
}
