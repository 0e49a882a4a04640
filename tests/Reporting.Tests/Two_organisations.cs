using Azure.Storage.Blobs;
using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;

namespace ItsmFunctions.Reporting.Tests;

public sealed class Two_organisations
{
    // One's name is the beginning of the other's, and both have the same ticket numbers.
    private static readonly OrganisationId one = OrganisationId.Parse("au");
    private static readonly OrganisationId two = OrganisationId.Parse("au-2");

    [Fact]
    public Task Never_see_one_another_s_tickets() => Gen.Select(Histories.Many(1, 8), Histories.Many(1, 8)).SampleAsync(async (ones, twos) =>
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        List<Written> written = [];
        for (int i = 0; i < Math.Max(ones.Count, twos.Count); i++)
        {
            if (i < ones.Count)
                written.Add(await desk.LogAsync(one, ones[i]));
            if (i < twos.Count)
                written.Add(await desk.LogAsync(two, twos[i]));
        }

        await desk.Builder.BuildAsync(CancellationToken.None);
        Assert.Equal(0, await desk.CountMarksAsync());
        foreach (OrganisationId organisation in new[] { one, two })
        {
            Summary summary = await desk.SummaryAsync(organisation, "2025-08", "2026-12");
            var histories = written.Where(history => history.Organisation == organisation).Select(history => history.Events);
            Recount expected = Recount.Of(histories, summary.Period.From, summary.Period.To, ResolutionTargets.None);
            Assert.Equal((expected.Opened, expected.Resolved, expected.Backlog, expected.Seconds),
                (summary.Totals.Opened, summary.Totals.Resolved, summary.Totals.Backlog, summary.Totals.TimeToResolveSeconds));
            await An_incremental_build.AssertEqualsRebuildAsync(desk, organisation);
        }
    }, iter: 5, threads: 1);

    [Fact]
    public async Task Are_told_apart_even_where_their_blobs_were_mixed_up()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        foreach (OrganisationId organisation in new[] { one, two })
            await desk.AddAsync(organisation, [An_incremental_build.Ordinary(days: 1).Play(organisation, 1)]);

        BlobClient own = desk.Blob($"{two}/manifest.json");
        await own.UploadAsync((await desk.Blob($"{one}/manifest.json").DownloadContentAsync()).Value.Content, overwrite: true);

        await Assert.ThrowsAsync<InvalidDataException>(() => desk.SummaryAsync(two));
        await Assert.ThrowsAsync<InvalidDataException>(() => desk.BuildAsync(two));
        Assert.Equal(1, (await desk.SummaryAsync(one)).Totals.Opened);
    }

    [Fact]
    public async Task Are_built_one_without_the_other_where_that_one_is_damaged()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        OrganisationId[] all = [OrganisationId.Parse("a"), one, two];
        foreach (OrganisationId organisation in all)
            await desk.LogAsync(organisation, An_incremental_build.Ordinary(days: 1));
        await desk.AddAsync(one, [An_incremental_build.Ordinary(days: 1).Play(one, 999)]);
        await desk.Blob($"{one}/manifest.json").UploadAsync(new BinaryData("{"), overwrite: true);

        BuildReport report = await desk.Builder.BuildAsync(CancellationToken.None);
        Assert.Equal((one, 2, 1), (Assert.Single(report.Damaged).Organisation, report.Changed, await desk.CountMarksAsync()));
        Assert.Equal((1, 1), ((await desk.SummaryAsync(all[0])).Totals.Opened, (await desk.SummaryAsync(two)).Totals.Opened));
        await desk.RebuildAsync(one);
        Assert.Empty((await desk.Builder.BuildAsync(CancellationToken.None)).Damaged);
        Assert.Equal(0, await desk.CountMarksAsync());
    }

    [Fact]
    public async Task Have_marks_of_their_own()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        foreach (OrganisationId organisation in new[] { one, two })
            await desk.LogAsync(organisation, An_incremental_build.Ordinary(days: 1));
        await desk.BuildAsync(one);

        Assert.Equal(1, await desk.CountMarksAsync());
        Assert.Equal((1, 0), ((await desk.SummaryAsync(one)).Totals.Opened, (await desk.SummaryAsync(two)).Totals.Opened));
    }
}
