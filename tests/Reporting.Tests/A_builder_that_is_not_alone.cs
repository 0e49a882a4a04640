using ItsmFunctions.Domain;
using static ItsmFunctions.Reporting.Tests.An_incremental_build;

namespace ItsmFunctions.Reporting.Tests;

public sealed class A_builder_that_is_not_alone : IAsyncLifetime
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");

    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Begins_again_from_what_the_faster_one_published()
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 2), steps: 2);
        ReportingDesk faster = _desk.Another();
        _desk.Wire.BeforeManifest = async () =>
        {
            await faster.ContinueAsync(one, 1);
            await faster.LogAsync(au, Ordinary(days: 3));
            await faster.BuildAsync(au);
        };
        await _desk.BuildAsync(au);

        Assert.Equal((2, 2), ((await _desk.SummaryAsync(au)).Totals.Opened, (await _desk.SummaryAsync(au)).Totals.Resolved));
        await AssertEqualsRebuildAsync(_desk);
        // What the slower one wrote in vain is gone.
        Assert.Equal(8, (await _desk.BlobsAsync(au)).Length);
    }

    [Fact]
    public async Task Loses_nothing_and_counts_nothing_twice_among_four()
    {
        var written = new List<Written>();
        foreach (Script script in Some(30))
            written.Add(await _desk.LogAsync(au, script, steps: 1));
        ReportingDesk[] builders = [_desk, _desk.Another(), _desk.Another(), _desk.Another()];
        for (int round = 0; round < 4; round++)
        {
            await Task.WhenAll(builders.Select(builder => builder.BuildAsync(au)).Append(GoOnAsync()));
        }

        await _desk.BuildAsync(au);
        Assert.Equal(0, await _desk.CountMarksAsync());
        Assert.Equal(30, (await _desk.SummaryAsync(au, "2025-08", "2026-07")).Totals.Opened);
        await AssertEqualsRebuildAsync(_desk);

        async Task GoOnAsync()
        {
            foreach (Written one in written)
                await _desk.ContinueAsync(one, 1);
        }
    }

    [Fact]
    public async Task Leaves_a_mark_that_was_written_again_while_it_built()
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 2), steps: 2);
        Written two = await _desk.LogAsync(au, Ordinary(days: 3), steps: 2);
        _desk.Wire.BeforeManifest = () => _desk.ContinueAsync(one, 1);
        await _desk.BuildAsync(au);

        Assert.Equal(1, await _desk.CountMarksAsync());
        Assert.Equal(0, (await _desk.SummaryAsync(au)).Totals.Resolved);
        await _desk.BuildAsync(au);
        Assert.Equal((0, 1), (await _desk.CountMarksAsync(), (await _desk.SummaryAsync(au)).Totals.Resolved));
    }

    [Fact]
    public async Task Rebuilds_without_losing_what_another_one_counted_in_the_meantime()
    {
        Written one = await _desk.LogAsync(au, Ordinary(days: 2), steps: 2);
        await _desk.LogAsync(au, Ordinary(days: 40));
        await _desk.BuildAsync(au);
        await _desk.ForgetAsync(au);
        ReportingDesk other = _desk.Another();
        _desk.Wire.BeforeManifest = async () =>
        {
            await other.ContinueAsync(one);
            await other.LogAsync(au, Ordinary(days: 1));
            await other.BuildAsync(au);
        };
        await _desk.RebuildAsync(au);

        Assert.Equal((3, 3), ((await _desk.SummaryAsync(au)).Totals.Opened, (await _desk.SummaryAsync(au)).Totals.Resolved));
        Assert.Equal(0, await _desk.CountMarksAsync());
        await AssertEqualsRebuildAsync(_desk);
    }
}
