using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ItsmFunctions.Testing.Tests;

public sealed class An_azurite
{
    [Fact]
    public async Task Answers_the_real_clients_of_all_three_services()
    {
        var account = await (await Azurite.SharedAsync()).ClaimAccountAsync();

        var table = new TableClient(account, "desk");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("s0", "row") { ["Title"] = "Printer" });
        Assert.Equal("Printer", (await table.GetEntityAsync<TableEntity>("s0", "row")).Value.GetString("Title"));

        var queue = new QueueClient(account, "nudges");
        await queue.CreateAsync();
        await queue.SendMessageAsync("go");
        Assert.Equal("go", (await queue.ReceiveMessageAsync()).Value.MessageText);

        var blobs = new BlobContainerClient(account, "files");
        await blobs.CreateAsync();
        await blobs.UploadBlobAsync("a", BinaryData.FromString("b"));
        Assert.Equal("b", (await blobs.GetBlobClient("a").DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Keeps_claimed_accounts_apart()
    {
        var azurite = await Azurite.SharedAsync();
        var one = new TableClient(await azurite.ClaimAccountAsync(), "desk");
        var other = new TableClient(await azurite.ClaimAccountAsync(), "desk");
        await one.CreateAsync();
        await other.CreateAsync();
        await one.AddEntityAsync(new TableEntity("s0", "row"));

        Assert.NotEqual(one.AccountName, other.AccountName);
        Assert.Empty(await other.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Has_everything_it_acknowledged_on_disk_when_it_ends()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            await using (var azurite = await Azurite.StartAsync(folder.FullName))
            {
                var table = new TableClient(azurite.ConnectionString, "desk");
                await table.CreateAsync();
                for (var i = 0; i < 50; i++) await table.AddEntityAsync(new TableEntity("s0", $"row{i}"));
            }

            await using var again = await Azurite.StartAsync(folder.FullName);
            var rows = await new TableClient(again.ConnectionString, "desk").QueryAsync<TableEntity>().ToListAsync();
            Assert.Equal(50, rows.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <remarks>Each save writes a whole file beside the old one; the signal comes while that stands there unfinished.</remarks>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ends_a_save_that_has_begun_before_it_goes_however_often_it_is_told_to(int signals)
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            var acknowledged = 0;
            await using (var azurite = await Azurite.StartAsync(folder.FullName))
            {
                var table = new TableClient(azurite.ConnectionString, "desk");
                await table.CreateAsync();
                using var begun = new ManualResetEventSlim();
                using var watcher = new FileSystemWatcher(folder.FullName, "__azurite_db_table__.json~") { EnableRaisingEvents = true };
                watcher.Created += (_, _) => begun.Set();
                for (var i = 0; i < 12; i++) await WriteAsync(100);
                // It saves by itself every five seconds; nothing is written any more when it begins.
                begun.Reset();
                await WriteAsync(1);
                Assert.True(begun.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "No save began.");
                for (var i = 0; i < signals; i++) azurite.Terminate();

                async Task WriteAsync(int count)
                {
                    await table.SubmitTransactionAsync(Enumerable.Range(acknowledged, count).Select(number => new TableTransactionAction(
                        TableTransactionActionType.Add, new TableEntity("s0", $"row{number}") { ["Text"] = Large })));
                    acknowledged += count;
                }
            }

            await using var again = await Azurite.StartAsync(folder.FullName);
            var rows = await new TableClient(again.ConnectionString, "desk").QueryAsync<TableEntity>(select: ["RowKey"]).ToListAsync();
            Assert.Equal(acknowledged, rows.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static readonly string Large = new('x', 30_000);
}
