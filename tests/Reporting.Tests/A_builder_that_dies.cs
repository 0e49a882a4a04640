using System.Globalization;
using ItsmFunctions.Domain;
using static ItsmFunctions.Reporting.Tests.An_incremental_build;

namespace ItsmFunctions.Reporting.Tests;

public sealed class A_builder_that_dies : IAsyncLifetime
{
    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <param name="late">With its last request applied and the acknowledgement lost, rather than not sent.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_any_request_is_made_up_for_by_the_next(bool late)
    {
        int deaths = 0;
        for (int request = 1; ; request++)
        {
            var organisation = OrganisationId.Parse(string.Create(CultureInfo.InvariantCulture, $"desk-{request}"));
            await ChangeAsync(organisation);
            ReportingDesk dying = _desk.Another();
            (dying.Wire.DiesAt, dying.Wire.DiesLate) = (request, late);
            if (await Record.ExceptionAsync(() => dying.BuildAsync(organisation)) is { } death)
            {
                Assert.IsType<KilledException>(death is AggregateException many ? many.InnerExceptions[0] : death);
                deaths++;
            }

            await _desk.BuildAsync(organisation);
            Assert.Equal(0, await _desk.CountMarksAsync());
            Assert.Equal((3, 2, 1), await FiguresAsync(organisation));
            await AssertEqualsRebuildAsync(_desk, organisation);
            if (!dying.Wire.Died)
                break;
        }

        // Manifest, marks, tickets, events, segments, counts, manifest, marks: at least one death at each of them.
        Assert.True(deaths >= 15, $"{deaths} deaths");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_it_rebuilds_leaves_the_snapshot_as_it_was(bool late)
    {
        var organisation = OrganisationId.Parse("au");
        await ChangeAsync(organisation);
        await _desk.BuildAsync(organisation);
        var before = await _desk.PartsAsync(organisation);
        for (int request = 1; ; request++)
        {
            ReportingDesk dying = _desk.Another();
            (dying.Wire.DiesAt, dying.Wire.DiesLate) = (request, late);
            await Record.ExceptionAsync(() => dying.RebuildAsync(organisation));
            Assert.Equal(before, await _desk.PartsAsync(organisation));
            Assert.Equal((3, 2, 1), await FiguresAsync(organisation));
            if (!dying.Wire.Died)
                break;
            Assert.True(request < 200);
        }
    }

    [Fact]
    public async Task Only_to_the_eye_goes_on_where_the_acknowledgement_of_its_manifest_was_lost()
    {
        var organisation = OrganisationId.Parse("au");
        await ChangeAsync(organisation);
        _desk.Wire.LosesManifest = () => Task.CompletedTask;
        BuildReport report = await _desk.BuildAsync(organisation);

        Assert.Equal(3, report.Changed);
        Assert.Equal((3, 2, 1), await FiguresAsync(organisation));
        await AssertEqualsRebuildAsync(_desk, organisation);
    }

    [Fact]
    public async Task Only_to_the_eye_keeps_its_parts_where_another_builder_went_on_from_its_manifest()
    {
        var organisation = OrganisationId.Parse("au");
        await ChangeAsync(organisation);
        ReportingDesk other = _desk.Another();
        _desk.Wire.LosesManifest = async () =>
        {
            await other.LogAsync(organisation, Ordinary(days: 5));
            await other.BuildAsync(organisation);
        };
        await _desk.BuildAsync(organisation);

        Assert.Equal((4, 3, 1), await FiguresAsync(organisation));
        await AssertEqualsRebuildAsync(_desk, organisation);
    }

    /// <summary>A snapshot of three tickets, and behind it: one closed, one resolved, one opened.</summary>
    private async Task ChangeAsync(OrganisationId organisation)
    {
        Written closing = await _desk.LogAsync(organisation, Ordinary(days: 2), steps: 3);
        Written resolving = await _desk.LogAsync(organisation, Ordinary(days: 30), steps: 1);
        await _desk.BuildAsync(organisation);
        await _desk.ContinueAsync(closing);
        await _desk.ContinueAsync(resolving, 2);
        await _desk.LogAsync(organisation, Ordinary(days: 3), steps: 1);
    }

    private async Task<(long Opened, long Resolved, long Backlog)> FiguresAsync(OrganisationId organisation)
    {
        var totals = (await _desk.SummaryAsync(organisation)).Totals;
        return (totals.Opened, totals.Resolved, totals.Backlog);
    }
}
