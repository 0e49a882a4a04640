using System.Globalization;

namespace ItsmFunctions.Storage.Tests;

/// <summary>Independent writes of one partition that share their transactions.</summary>
public sealed class A_group_commit : IAsyncLifetime
{
    private Desk _desk = null!;
    private GroupCommit _writes = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        _writes = new(_desk.Tables.Settings);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Sends_a_write_that_is_alone_as_it_is()
    {
        await _writes.SubmitAsync(Adds("alone"), default);

        Assert.Equal("1 × tables:insert settings", _desk.Proxy.Ledger.ToString());
    }

    [Fact]
    public async Task Needs_few_requests_for_many_writes_at_once_and_gives_each_the_tag_of_its_own_row()
    {
        IReadOnlyList<ETag>[] tags = await Task.WhenAll(Enumerable.Range(0, 150).Select(i => _writes.SubmitAsync(Adds($"row {i}"), default)));

        // The first by itself, a hundred together, and the rest.
        Assert.Equal(3, _desk.Proxy.Ledger.Total);
        List<TableEntity> rows = await _desk.RowsAsync(_desk.Tables.Settings);
        Assert.Equal(150, rows.Count);
        Assert.All(rows, row => Assert.Equal([row.ETag], tags[int.Parse(row.RowKey[4..], CultureInfo.InvariantCulture)]));
    }

    [Fact]
    public async Task Lets_nobody_pay_for_another_s_conflict()
    {
        await _desk.Tables.Settings.AddEntityAsync(new TableEntity("p", "row 7"));
        Task<IReadOnlyList<ETag>>[] writes = [.. Enumerable.Range(0, 20).Select(i => _writes.SubmitAsync(Adds($"row {i}"), default))];
        var conflict = await Assert.ThrowsAnyAsync<RequestFailedException>(() => writes[7]);

        Assert.Equal(409, conflict.Status);
        await Task.WhenAll(writes.Where((_, i) => i != 7));
        Assert.Equal(20, (await _desk.RowsAsync(_desk.Tables.Settings)).Count);
    }

    [Fact]
    public async Task Writes_the_same_row_twice_in_the_order_of_coming()
    {
        Task[] writes = [.. Enumerable.Range(0, 10).Select(i => _writes.SubmitAsync(Upserts("row", i), default))];
        await Task.WhenAll(writes);

        Assert.Equal(9, Assert.Single(await _desk.RowsAsync(_desk.Tables.Settings)).GetInt32("value"));
    }

    [Fact]
    public async Task Does_not_wait_for_one_that_hangs()
    {
        var hangs = new TaskCompletionSource();
        var policy = new AfterAnswer("/settings");
        policy.Next(() => hangs.Task);
        var writes = new GroupCommit(_desk.Another(policy).Tables.Settings);
        Task first = writes.SubmitAsync(Adds("first"), default);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => writes.SubmitAsync(Adds($"row {i}"), default)));

        Assert.False(first.IsCompleted);
        hangs.SetResult();
        await first;
        Assert.Equal(6, (await _desk.RowsAsync(_desk.Tables.Settings)).Count);
    }

    [Fact]
    public async Task Keeps_partitions_apart()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _writes.SubmitAsync(Adds($"row {i}", $"p{i % 2}"), default)));

        Assert.Equal(4, _desk.Proxy.Ledger.Total);
        Assert.Equal(40, (await _desk.RowsAsync(_desk.Tables.Settings)).Count);
    }

    [Fact]
    public async Task Goes_on_though_whoever_waited_went_away()
    {
        using var gone = new CancellationTokenSource();
        Task first = _writes.SubmitAsync(Adds("first"), default);
        Task left = _writes.SubmitAsync(Adds("left"), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await first;
        await _writes.SubmitAsync(Adds("last"), default);

        Assert.Equal(["first", "last", "left"], (await _desk.RowsAsync(_desk.Tables.Settings)).Select(row => row.RowKey).Order());
    }

    private static EntityGroup Adds(string rowKey, string partition = "p")
    {
        var group = new EntityGroup(partition);
        group.Add(new TableEntity(partition, rowKey));
        return group;
    }

    private static EntityGroup Upserts(string rowKey, int value)
    {
        var group = new EntityGroup("p");
        group.Upsert(new TableEntity("p", rowKey) { ["value"] = value });
        return group;
    }
}
