using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Storage.Reports;
using static ItsmFunctions.Reporting.Tests.An_incremental_build;

namespace ItsmFunctions.Reporting.Tests;

public sealed class A_damaged_store : IAsyncLifetime
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");

    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task With_a_gap_in_one_history_counts_the_others_and_names_that_one()
    {
        Written broken = await _desk.LogAsync(au, Ordinary(days: 1));
        await _desk.LogAsync(au, Ordinary(days: 2));
        string partition = string.Create(CultureInfo.InvariantCulture, $"s{broken.Number.Sequence % 16:x}");
        await _desk.Tables.Desk.DeleteEntityAsync(partition, $"{au}|{broken.Number}|event|000002");

        BuildReport report = await _desk.BuildAsync(au);
        Assert.Equal((broken.Number, 1, 1), (Assert.Single(report.Unreadable).Number, report.Changed, await _desk.CountMarksAsync()));
        Assert.Equal(1, (await _desk.SummaryAsync(au)).Totals.Opened);
        Assert.Equal(broken.Number, Assert.Single((await _desk.RebuildAsync(au)).Unreadable).Number);
    }

    [Theory]
    [InlineData("seg/")]
    [InlineData("cube/")]
    public async Task With_a_part_that_is_not_what_the_manifest_says_is_refused_until_it_is_rebuilt(string part)
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 1), steps: 1);
        await _desk.BuildAsync(au);
        var whole = await _desk.PartsAsync(au);
        string name = Assert.Single(await _desk.BlobsAsync(au), blob => blob.Contains(part, StringComparison.Ordinal));
        string other = Assert.Single(await OtherPartsAsync(), blob => blob.Contains(part, StringComparison.Ordinal));
        await _desk.Blob(name).UploadAsync((await _desk.Blob(other).DownloadContentAsync()).Value.Content, overwrite: true);

        await _desk.Feed.MarkAsync(au, [one.Number], CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.Another().BuildAsync(au));
        if (part == "cube/")
            await Assert.ThrowsAsync<InvalidDataException>(() => _desk.Another().SummaryAsync(au));
        await _desk.ForgetAsync(OrganisationId.Parse("other"));
        await _desk.Blob(name).DeleteAsync();
        await _desk.Blob($"{au}/manifest.json").UploadAsync(new BinaryData("{\"schema\":1}"), overwrite: true);
        await _desk.RebuildAsync(au);
        Assert.Equal(whole, await _desk.PartsAsync(au));

        async Task<string[]> OtherPartsAsync()
        {
            OrganisationId elsewhere = OrganisationId.Parse("other");
            await _desk.AddAsync(elsewhere, [Ordinary(days: 9).Play(elsewhere, 4).Take(2)]);
            return await _desk.BlobsAsync(elsewhere);
        }
    }

    [Fact]
    public async Task Of_another_schema_is_refused_until_it_is_rebuilt()
    {
        await _desk.LogAsync(au, Ordinary(days: 1));
        await _desk.BuildAsync(au);
        var whole = await _desk.PartsAsync(au);
        var manifest = _desk.Blob($"{au}/manifest.json");
        string text = (await manifest.DownloadContentAsync()).Value.Content.ToString();
        await manifest.UploadAsync(new BinaryData(text.Replace("\"schema\":2", "\"schema\":1", StringComparison.Ordinal)), overwrite: true);

        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.BuildAsync(au));
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.SummaryAsync(au));
        await _desk.RebuildAsync(au);
        Assert.Equal(whole, await _desk.PartsAsync(au));
    }

    [Fact]
    public async Task Tells_the_leavings_of_dead_builders_by_the_age_that_storage_gives_them()
    {
        await _desk.LogAsync(au, Ordinary(days: 1), steps: 1);
        await _desk.BuildAsync(au);
        var blobs = new ReportBlobs(new(_desk.Account));
        var manifest = Assert.IsType<ManifestRead.Found>(await blobs.ReadManifestAsync(au, known: null, CancellationToken.None));

        Assert.Equal(
            (await _desk.BlobsAsync(au)).Where(name => !name.EndsWith("manifest.json", StringComparison.Ordinal)).Order(),
            (await blobs.ListAsync(au, manifest.Tag, TimeSpan.Zero, CancellationToken.None)).Select(name => $"{au}/{name}").Order());
        Assert.Empty(await blobs.ListAsync(au, manifest.Tag, TimeSpan.FromMinutes(10), CancellationToken.None));
    }
}
