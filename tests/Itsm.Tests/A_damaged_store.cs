using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Itsm.Commands;

namespace ItsmFunctions.Itsm.Tests;

/// <summary>Somebody writes past the desk: the chain of hashes tells where.</summary>
public sealed class A_damaged_store
{
    [Fact]
    public async Task Is_named_by_its_first_bad_event_where_one_was_altered()
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, "|event|000002");
        string text = System.Text.Encoding.UTF8.GetString(row.GetBinary("b0")!);
        row["b0"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("updated-by-1", "updated-by-7", StringComparison.Ordinal));
        await (await bench.StorageAsync()).Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await IsNamedAsync(bench, 2, "altered");
    }

    [Fact]
    public async Task Is_named_where_the_last_event_was_altered()
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, "|event|000004");
        string text = System.Text.Encoding.UTF8.GetString(row.GetBinary("b0")!);
        row["b0"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("updated-by-1", "updated-by-7", StringComparison.Ordinal));
        await (await bench.StorageAsync()).Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await IsNamedAsync(bench, 4, "altered");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Is_named_by_the_event_that_is_missing(int version)
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, $"|event|{version:D6}");
        await (await bench.StorageAsync()).Tables.Desk.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await IsNamedAsync(bench, version, "missing");
    }

    [Fact]
    public async Task Is_named_where_the_ticket_is_not_what_its_events_say()
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, "|ticket");
        string text = System.Text.Encoding.UTF8.GetString(row.GetBinary("b0")!);
        row["b0"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("\"closed\"", "\"resolved\"", StringComparison.Ordinal));
        await (await bench.StorageAsync()).Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await IsNamedAsync(bench, 0, "fold");
    }

    [Fact]
    public async Task Gets_its_lists_back_from_the_events()
    {
        await using Bench bench = await Bench.OpenAsync();
        await bench.ImportAsync(bench.File(Written.Log([.. Written.Plain("INC0000001"), .. Written.Plain("INC0000002")[..2], .. Written.Plain("INC0000003")[..3]])));
        DeskStorage storage = await bench.StorageAsync();
        List<TableEntity> before = await bench.ListRowsAsync();
        foreach ((TableClient table, string what) in ((TableClient, string)[])[(storage.Tables.OpenLists, "|place|"), (storage.Tables.Lists, "|requester|"), (storage.Tables.Lists, "|updated|")])
        {
            TableEntity lost = before.First(row => row.RowKey.Contains(what, StringComparison.Ordinal));
            await table.DeleteEntityAsync(lost.PartitionKey, lost.RowKey);
        }

        TableEntity team = before.First(row => row.RowKey.Contains("|team|", StringComparison.Ordinal));
        await storage.Tables.OpenLists.DeleteEntityAsync(team.PartitionKey, team.RowKey);

        // A row of another queue that nobody took away, and one of a ticket that never was.
        TableEntity stray = new(team) { RowKey = team.RowKey.Replace("|team|", "|team|zz-", StringComparison.Ordinal) };
        stray["b0"] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(team.GetBinary("b0")!).Replace("\"version\":3", "\"version\":1", StringComparison.Ordinal).Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal));
        await storage.Tables.OpenLists.AddEntityAsync(stray);
        TableEntity nobody = new(team) { RowKey = team.RowKey.Replace("INC-", "INC-9", StringComparison.Ordinal) };
        nobody["b0"] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(team.GetBinary("b0")!).Replace("INC-0", "INC-9", StringComparison.Ordinal));
        await storage.Tables.OpenLists.AddEntityAsync(nobody);

        (int tickets, int swept) = await ListsCommand.RebuildAsync(storage, Bench.Organisation, bench.Screen, CancellationToken.None);
        Assert.Equal((3, 2), (tickets, swept));
        Assert.Equal(Rows(before), Rows(await bench.ListRowsAsync()));
    }

    private static List<string> Rows(IEnumerable<TableEntity> rows) => [.. rows.Select(row => $"{row.RowKey} {Convert.ToHexString(row.GetBinary("b0")!)}").Order()];

    private static async Task<Bench> ImportedAsync()
    {
        Bench bench = await Bench.OpenAsync();
        await bench.ImportAsync(bench.File(Written.Log(Written.Plain())));
        return bench;
    }

    private static async Task<TableEntity> RowAsync(Bench bench, string end) =>
        await (await bench.StorageAsync()).Tables.Desk.QueryAsync<TableEntity>(filter: (string?)null).FirstAsync(row => row.RowKey.EndsWith(end, StringComparison.Ordinal));

    private static async Task IsNamedAsync(Bench bench, int version, string what)
    {
        VerifyCommand.Verdict verdict = await VerifyCommand.VerifyAsync(await bench.StorageAsync(), Bench.Organisation, bench.Screen, CancellationToken.None);
        VerifyCommand.Damage damage = Assert.Single(verdict.Damaged);
        Assert.Equal(version, damage.Version);
        Assert.Contains(what, damage.What, StringComparison.Ordinal);
    }
}
