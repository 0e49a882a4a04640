using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>Copenhagen: an hour ahead of UTC in winter, two from the last Sunday of March to the last of October.</summary>
public sealed class Months_of_a_desk
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");

    [Theory]
    [InlineData("2026-01-31T22:30Z", "2026-01")] // 23:30 in winter
    [InlineData("2026-01-31T23:00Z", "2026-02")] // midnight
    [InlineData("2026-01-31T22:59:59.999Z", "2026-01")]
    [InlineData("2026-03-31T21:30Z", "2026-03")] // 23:30 in summer
    [InlineData("2026-03-31T22:30Z", "2026-04")] // half past midnight; an hour later it would be in winter
    [InlineData("2026-03-29T01:00Z", "2026-03")] // the hour that is skipped
    [InlineData("2025-10-26T00:30Z", "2025-10")] // the hour that comes twice
    [InlineData("2025-10-31T22:30Z", "2025-10")] // 23:30, winter again
    [InlineData("2025-10-31T23:30Z", "2025-11")]
    [InlineData("2025-12-31T23:30Z", "2026-01")] // another year
    public async Task Are_those_of_its_wall_clock(string at, string month)
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        Script script = An_incremental_build.Ordinary(days: 1) with { OpenedAt = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), Steps = [] };
        await desk.AddAsync(au, [script.Play(au, 1)]);

        Summary summary = await desk.SummaryAsync(au, "2025-10", "2026-05");
        Assert.Equal(LocalMonth.Parse(month), Assert.Single(summary.ByMonth, row => row.Opened == 1).Month);
    }

    [Fact]
    public async Task Resolve_in_the_hours_that_passed_not_in_those_the_clock_shows()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        // From noon to noon over the night in which an hour is skipped: 23 hours.
        Script script = An_incremental_build.Ordinary(days: 1) with
        {
            OpenedAt = new(2026, 3, 28, 11, 0, 0, TimeSpan.Zero), Steps = [new(Act.Resolve, new DateTimeOffset(2026, 3, 29, 10, 0, 0, TimeSpan.Zero) - new DateTimeOffset(2026, 3, 28, 11, 0, 0, TimeSpan.Zero), 0)],
        };
        await desk.AddAsync(au, [script.Play(au, 1)]);
        Assert.Equal(23.0, (await desk.SummaryAsync(au, "2026-03", "2026-03")).Totals.MeanTimeToResolveHours);
    }

    [Fact]
    public async Task Take_a_reopened_ticket_out_of_the_month_in_which_it_seemed_resolved()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        Script script = An_incremental_build.Ordinary(days: 1) with
        {
            Steps = [new(Act.Resolve, TimeSpan.FromDays(8), 0), new(Act.Reopen, TimeSpan.FromDays(15), 0), new(Act.Resolve, TimeSpan.FromDays(40), 0)],
        };
        List<TicketEvent> events = script.Play(au, 1);
        (long, long, long)[] Expected(params (long, long, long)[] months) => months;
        async Task<(long, long, long)[]> MonthsAsync() =>
            [.. (await desk.SummaryAsync(au, "2026-01", "2026-04")).ByMonth.Select(month => (month.Opened, month.Resolved, month.Backlog))];

        // Opened 12 January, resolved on the 20th, reopened 4 February, resolved 16 March.
        await desk.AddAsync(au, [events.Take(2)]);
        Assert.Equal(Expected((1, 1, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)), await MonthsAsync());
        await desk.AddAsync(au, [events.Take(3)]);
        Assert.Equal(Expected((1, 0, 0), (0, 0, 1), (0, 0, 1), (0, 0, 1)), await MonthsAsync());
        await desk.AddAsync(au, [events]);
        Assert.Equal(Expected((1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 0, 0)), await MonthsAsync());
    }

    [Fact]
    public async Task Meet_a_target_to_the_millisecond()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync(ResolutionTargets.Of(new Dictionary<int, TimeSpan> { [3] = TimeSpan.FromHours(8) }));
        Script At(TimeSpan took) => An_incremental_build.Ordinary(days: 1) with { Steps = [new(Act.Resolve, took, 0)] };
        Script withoutTarget = At(TimeSpan.FromHours(1)) with { Choice = 8 };
        await desk.AddAsync(au, new[] { At(TimeSpan.FromHours(8)), At(TimeSpan.FromHours(8) + TimeSpan.FromMilliseconds(1)), withoutTarget }.Select((script, i) => script.Play(au, i + 1)));

        Figures totals = (await desk.SummaryAsync(au)).Totals;
        Assert.Equal((3, 2, 1), (totals.Resolved, totals.ResolvedWithTarget, totals.ResolvedWithinTarget));
        Assert.Equal((0.5, 2 / 3.0), (totals.WithinTargetShare, totals.TargetCoverageShare));
        PriorityFigures lowest = (await desk.SummaryAsync(au)).ByPriority[4];
        Assert.Equal((1, null, 0.0), (lowest.Resolved, lowest.WithinTargetShare, lowest.TargetCoverageShare));
    }
}
