using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace ItsmFunctions.Reporting.Tests;

/// <summary>Held against a naive count over the events, for random desks.</summary>
public sealed class A_summary : IAsyncLifetime
{
    private const int Desks = 40;

    private static readonly ResolutionTargets targets = ResolutionTargets.Of(new Dictionary<int, TimeSpan>
    {
        [1] = TimeSpan.FromHours(8), [3] = TimeSpan.FromDays(3), [5] = TimeSpan.FromDays(20),
    });

    private static readonly Gen<(List<Script> Scripts, int From, int Months)> gen = Gen.Select(Histories.Many(0, 40), Gen.Int[0, 10], Gen.Int[1, 6]);

    private static int organisations;
    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync(targets);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public Task Equals_a_naive_recount_over_the_events() => gen.SampleAsync(async (scripts, first, months) =>
    {
        (Summary summary, List<List<TicketEvent>> histories) = await SummariseAsync(scripts, first, months);
        (LocalMonth from, LocalMonth to) = (summary.Period.From, summary.Period.To);

        Same(Recount.Of(histories, from, to, targets), summary.Totals);
        foreach (MonthFigures month in summary.ByMonth)
            Same(Recount.Of(histories, month.Month, month.Month, targets), month);
        foreach (PriorityFigures rank in summary.ByPriority)
            Same(Recount.Of(histories.Where(events => events[^1].Dimensions.HandlingRank == rank.Priority), from, to, targets), rank);
        foreach (IGrouping<string, List<TicketEvent>> team in histories.GroupBy(events => events[^1].Dimensions.Team))
            Same(Recount.Of(team, from, to, targets), summary.ByTeam.SingleOrDefault(row => row.Team == team.Key) ?? new Figures());
        foreach (CellFigures cell in summary.Cells)
        {
            Same(
                Recount.Of(histories.Where(events => (events[^1].Dimensions.HandlingRank, events[^1].Dimensions.Team) == (cell.Priority, cell.Team)), cell.Month, cell.Month, targets),
                cell);
        }

        IEnumerable<Exclusion> apart = histories.Where(events => Within(events[0].HappenedAt, from, to)).Select(Recount.Apart);
        Assert.Equal(
            new ExcludedTickets(apart.Count(one => one == Exclusion.Test), apart.Count(one => one == Exclusion.Duplicate), apart.Count(one => one == Exclusion.Withdrawn)),
            summary.Excluded);
    }, iter: Desks, threads: 1);

    [Fact]
    public Task Adds_up_from_its_cells_and_its_means_are_ratios_of_sums() => gen.SampleAsync(async (scripts, first, months) =>
    {
        (Summary summary, _) = await SummariseAsync(scripts, first, months);
        foreach (IReadOnlyList<Figures> rows in new IReadOnlyList<Figures>[] { summary.Cells, summary.ByPriority, summary.ByMonth, summary.ByTeam })
        {
            AddsUp(rows, summary.Totals);
        }

        foreach (MonthFigures month in summary.ByMonth)
        {
            IEnumerable<CellFigures> cells = summary.Cells.Where(cell => cell.Month == month.Month);
            AddsUp(cells, month);
            Assert.Equal(cells.Sum(cell => cell.Backlog), month.Backlog);
        }

        // The backlog does not add up over months: it is what the months before left, and what each month did.
        foreach ((MonthFigures before, MonthFigures after) in summary.ByMonth.Zip(summary.ByMonth.Skip(1)))
            Assert.Equal(before.Backlog + after.Opened + after.Reopenings - after.Resolutions, after.Backlog);
        Assert.Equal(summary.ByMonth[^1].Backlog, summary.Totals.Backlog);
        Assert.Equal(summary.ByPriority.Sum(row => row.Backlog), summary.Totals.Backlog);
        Assert.Equal(summary.ByTeam.Sum(row => row.Backlog), summary.Totals.Backlog);
    }, iter: Desks, threads: 1);

    private static void AddsUp(IEnumerable<Figures> parts, Figures whole)
    {
        long Sum(Func<Figures, long> figure) => parts.Sum(figure);
        Assert.Equal(
            (whole.Opened, whole.Resolved, whole.Resolutions, whole.Reopenings, whole.TimeToResolveSeconds, whole.ResolvedWithTarget, whole.ResolvedWithinTarget),
            (Sum(row => row.Opened), Sum(row => row.Resolved), Sum(row => row.Resolutions), Sum(row => row.Reopenings), Sum(row => row.TimeToResolveSeconds),
                Sum(row => row.ResolvedWithTarget), Sum(row => row.ResolvedWithinTarget)));
        Assert.Equal(whole.Resolved == 0, whole.MeanTimeToResolveHours is null);
        if (whole.MeanTimeToResolveHours is { } hours)
        {
            Assert.InRange(hours - (Sum(row => row.TimeToResolveSeconds) / 3600.0 / Sum(row => row.Resolved)), -0.00501, 0.00501);
            Assert.Equal((decimal)hours, decimal.Round((decimal)hours, 2));
        }

        Assert.Equal(whole.ResolvedWithTarget == 0 ? null : Sum(row => row.ResolvedWithinTarget) / (double)Sum(row => row.ResolvedWithTarget), whole.WithinTargetShare);
    }

    private async Task<(Summary Summary, List<List<TicketEvent>> Histories)> SummariseAsync(List<Script> scripts, int first, int months)
    {
        OrganisationId organisation = OrganisationId.Parse($"desk-{Interlocked.Increment(ref organisations)}");
        List<List<TicketEvent>> histories = [.. scripts.Select((script, i) => script.Play(organisation, i + 1))];
        await _desk.AddAsync(organisation, histories);
        LocalMonth from = LocalMonth.Of(2025, 8).Plus(first);
        return (await _desk.SummaryAsync(organisation, from.ToString(), from.Plus(months - 1).ToString()), histories);
    }

    private static bool Within(DateTimeOffset at, LocalMonth from, LocalMonth to) => at >= Recount.FirstInstant(from) && at < Recount.FirstInstant(to.Plus(1));

    private static void Same(Recount expected, Figures figures) => Assert.Equal(
        expected,
        new Recount(
            figures.Opened, figures.Quick, figures.Resolved, figures.FirstContact, figures.Resolutions, figures.Reopenings, figures.Backlog, figures.TimeToResolveSeconds,
            figures.ResolvedWithTarget, figures.ResolvedWithinTarget));
}
