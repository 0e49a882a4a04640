namespace ItsmFunctions.Storage.Tests;

/// <summary>Azurite takes what Azure refuses: the guards stand in the code.</summary>
public sealed class An_entity_group
{
    [Fact]
    public void Holds_rows_of_one_partition()
    {
        var group = new EntityGroup("s0");
        group.Add(new TableEntity("s0", "a"));

        Assert.Throws<InvalidOperationException>(() => group.Add(new TableEntity("s1", "b")));
        Assert.Throws<InvalidOperationException>(() => group.Upsert(new TableEntity("S0", "b")));
        Assert.Throws<InvalidOperationException>(() => group.Replace(new TableEntity("s10", "b"), ETag.All));
        Assert.Equal(1, group.Count);
    }

    [Fact]
    public void Holds_a_hundred_rows_and_no_more()
    {
        var group = new EntityGroup("s0");
        for (int i = 0; i < 100; i++)
            group.Delete($"row {i}");

        Assert.Throws<InvalidOperationException>(() => group.Delete("row 100"));
        Assert.Equal(100, group.Count);
    }

    [Fact]
    public async Task Is_all_or_nothing()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Tables.Desk.AddEntityAsync(new TableEntity("s0", "b"));
        var group = new EntityGroup("s0");
        group.Add(new TableEntity("s0", "a"));
        group.Add(new TableEntity("s0", "b"));
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => group.SubmitAsync(desk.Tables.Desk, default));

        Assert.Equal(["b"], (await desk.RowsAsync(desk.Tables.Desk)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Deletes_more_than_a_hundred_rows_in_several_and_does_not_mind_what_is_gone()
    {
        await using Desk desk = await Desk.OpenAsync();
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"row {i:D3}")];
        await Task.WhenAll(keys.Skip(1).Select(key => desk.Tables.Due.AddEntityAsync(new TableEntity("2026101008", key))));
        await Rows.DeleteAsync(desk.Tables.Due, "2026101008", keys, default);
        Assert.Empty(await desk.RowsAsync(desk.Tables.Due));

        await Rows.DeleteAsync(desk.Tables.Due, "2026101008", ["none"], default);
        await Rows.DeleteAsync(desk.Tables.Due, "2026101008", Array.Empty<string>(), default);
    }
}
