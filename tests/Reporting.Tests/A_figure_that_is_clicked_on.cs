using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Measures;
using ItsmFunctions.Reporting.Queries;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>What stands behind a figure: as many tickets as it says, in the same filters, and for those alone who may see them.</summary>
public sealed class A_figure_that_is_clicked_on : IAsyncLifetime
{
    private static readonly OrganisationId Au = OrganisationId.Parse("au"), Another = OrganisationId.Parse("another");
    private static readonly PeriodRequest Period = new(From: "2026-08", To: "2027-07");

    private ReportingDesk _desk = null!;
    private List<TicketEvent>[] _histories = [];

    public async ValueTask InitializeAsync()
    {
        _desk = await ReportingDesk.OpenAsync();
        await _desk.Profiles.WriteAsync(Au, new ProfileChanges(ServicePolicies: [new("all", "All", "Alle", new(), [new(TargetKind.Resolution, 16 * 60), new(TargetKind.FirstResponse, 60)])]), CancellationToken.None);
        _histories = [.. An_incremental_build.Some(300).Select((script, i) => (script with { OpenedAt = script.OpenedAt.AddDays(370) }).Play(Au, i + 1))];
        await _desk.AddAsync(Au, _histories);
        await _desk.AddAsync(Another, An_incremental_build.Some(40).Select((script, i) => (script with { OpenedAt = script.OpenedAt.AddDays(370) }).Play(Another, i + 1)));
        _desk.Time.Advance(TimeSpan.FromDays(500));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whatever a page shows, the list behind it is as long.</summary>
    [Fact]
    [Trait("Rule", "IT-09")]
    public async Task Has_as_many_tickets_behind_it_as_it_says()
    {
        foreach (Measure measure in Catalogue.All.Where(measure => measure.Form != MeasureForm.Net))
            await HoldAsync(measure);
    }

    private async Task HoldAsync(Measure measure)
    {
        string id = measure.Id;
        string[] by = measure.At is null ? ["team", "priority"] : ["month", "team"];
        (Answer answer, _) = await AskAsync(ReportScope.All(Au), id, by);
        foreach (AnswerRow row in answer.Rows.Take(40).Append(answer.Total))
        {
            FilterRequest[] cell = [.. row.Key.Select((value, i) => new FilterRequest(by[i], [value]))];
            Figure figure = row.Figures[0];
            long all = measure.Form switch
            {
                MeasureForm.Overlap or MeasureForm.Ratio when measure is { Form: MeasureForm.Overlap } or { Denominator.Sum: not null } => -1,
                MeasureForm.Ratio or MeasureForm.Percentile => figure.Of!.Value,
                _ => figure.Part!.Value,
            };
            DrillAnswer drilled = await DrillAsync(id, cell, DrillPart.All);
            // A sum of time says how much, not of how many.
            if (all >= 0)
                Assert.Equal((id, string.Join('|', row.Key), all), (id, string.Join('|', row.Key), drilled.Count));
            if (measure is { Form: MeasureForm.Ratio, Numerator.Sum: null })
            {
                Assert.Equal(figure.Part, (await DrillAsync(id, cell, DrillPart.Numerator)).Count);
                if (measure.IsShare)
                    Assert.Equal(figure.Of - figure.Part, (await DrillAsync(id, cell, DrillPart.Rest)).Count);
            }
        }
    }

    [Fact]
    public async Task Lists_them_a_page_at_a_time_in_the_order_that_is_asked_for()
    {
        DrillAnswer first = await DrillAsync("resolved", [], DrillPart.All, sort: "-resolveSeconds", top: 7), next = await DrillAsync("resolved", [], DrillPart.All, sort: "-resolveSeconds", skip: 7, top: 7);
        Assert.Equal((7, 7, first.Count), (first.Tickets.Count, next.Tickets.Count, next.Count));
        Assert.Empty(first.Tickets.Select(ticket => ticket.Number).Intersect(next.Tickets.Select(ticket => ticket.Number)));
        long?[] seconds = [.. first.Tickets.Concat(next.Tickets).Select(ticket => ticket.ResolveSeconds)];
        Assert.Equal(seconds.OrderDescending(), seconds);
        List<TicketEvent> events = _histories.Single(history => history[0].Number.ToString() == first.Tickets[0].Number);
        Assert.Equal((events[^1].Dimensions.Team, events[^1].Dimensions.Category, events[0].HappenedAt.ToUnixTimeSeconds()), (first.Tickets[0].Team, first.Tickets[0].Category, first.Tickets[0].OpenedAt.ToUnixTimeSeconds()));
    }

    /// <summary>In every measure: what another tenant or team has is neither counted nor listed, and no error tells of it.</summary>
    [Fact]
    public async Task Is_made_up_of_the_reader_s_own_rows_alone()
    {
        string[] teams = [.. _histories.Select(events => events[^1].Dimensions.Team).Distinct().Order()];
        Assert.True(teams.Length >= 3);
        var scope = new ReportScope(Au, [.. teams.Take(1)], AggregatesOnly: false);
        foreach (Measure measure in Catalogue.All)
        {
            (Answer own, _) = await AskAsync(scope, measure.Id, ["team"]);
            (Answer filtered, _) = await AskAsync(ReportScope.All(Au), measure.Id, ["team"], new FilterRequest("team", [teams[0]]));
            Assert.Equal(filtered.Total.Figures, own.Total.Figures);
            Assert.All(own.Rows, row => Assert.Equal(teams[0], row.Key[0]));
            if (measure.Form == MeasureForm.Net)
                continue;
            var drilled = await _desk.Queries.DrillAsync(scope, new(measure.Id, [], Period, Top: 500), CancellationToken.None);
            Assert.All(drilled.Answer!.Tickets, ticket => Assert.Equal(teams[0], ticket.Team));
            (Answer nothing, _) = await AskAsync(scope, measure.Id, ["team"], new FilterRequest("team", [teams[1]]));
            Assert.Empty(nothing.Rows);
        }

        (Answer others, PageAnswer page) = await AskAsync(ReportScope.All(Another), "opened", []);
        Assert.Equal(40, page.Tickets);
        Assert.True(others.Total.Figures[0].Part <= 40);
        PageAnswer[] pages = [(await AskAsync(ReportScope.All(Au), "opened", [])).Page, (await AskAsync(scope, "opened", [])).Page, (await AskAsync(new(Au, null, AggregatesOnly: true), "opened", [])).Page];
        Assert.Equal(3, pages.Select(one => one.ETag).Distinct().Count());
    }

    /// <summary>Neither a small figure nor one that follows from its neighbours and their sum.</summary>
    [Fact]
    public async Task Is_not_told_to_who_sees_aggregates_only_where_fewer_than_five_make_it_up()
    {
        var viewer = new ReportScope(Au, null, AggregatesOnly: true);
        foreach (string id in (string[])["opened", "resolved", "breached", "resolutionSla", "reopenRate", "resolveMean", "resolveP90", "openNow"])
        {
            Measure measure = Catalogue.Find(id)!;
            string[] by = measure.At is null ? ["team", "priority"] : ["month", "team"];
            (Answer open, _) = await AskAsync(ReportScope.All(Au), id, by);
            (Answer told, _) = await AskAsync(viewer, id, by);
            Assert.Equal(open.Rows.Select(row => string.Join('|', row.Key)), told.Rows.Select(row => string.Join('|', row.Key)));
            Assert.Contains(told.Rows, row => row.Figures[0].Withheld);
            Assert.Contains(told.Rows, row => !row.Figures[0].Withheld);
            foreach ((AnswerRow all, AnswerRow some) in open.Rows.Zip(told.Rows))
            {
                if ((all.Figures[0].Of ?? all.Figures[0].Part) is > 0 and < ReportScope.Fewest)
                    Assert.Equal(new Figure(null, Withheld: true), some.Figures[0]);
            }

            // In no line is one alone withheld: it would be the sum less the others.
            for (int along = 0; along < by.Length; along++)
            {
                foreach (var line in told.Rows.GroupBy(row => string.Join('|', row.Key.Where((_, i) => i != along))))
                    Assert.True(line.Count(row => row.Figures[0].Withheld) != 1 || line.Count(row => !row.Figures[0].Withheld && (row.Figures[0].Of ?? row.Figures[0].Part) > 0) == 0, $"{id}: {line.Key}");
            }
        }

        await Assert.ThrowsAsync<UnanswerableQueryException>(() => _desk.Queries.DrillAsync(viewer, new("opened", [], Period), CancellationToken.None));
        await Assert.ThrowsAsync<UnanswerableQueryException>(() => AskAsync(viewer, "opened", ["agent"]));
        await Assert.ThrowsAsync<UnanswerableQueryException>(() => AskAsync(viewer, "opened", ["day"]));
        await Assert.ThrowsAsync<UnanswerableQueryException>(() => AskAsync(viewer, "opened", [], new FilterRequest("agent", ["agent"])));
    }

    /// <summary>Parts add up to the whole, and ratios are ratios of sums: at every level.</summary>
    [Fact]
    public async Task Adds_up_as_its_definition_says()
    {
        foreach (Measure measure in Catalogue.All.Where(measure => measure.Form != MeasureForm.Percentile))
        {
            (Answer coarse, _) = await AskAsync(ReportScope.All(Au), measure.Id, ["team"]);
            (Answer fine, _) = await AskAsync(ReportScope.All(Au), measure.Id, ["team", "priority"]);
            Assert.Equal(Sum(coarse.Rows), Sum([coarse.Total]));
            foreach (AnswerRow team in coarse.Rows)
                Assert.Equal(Sum([team]), Sum([.. fine.Rows.Where(row => row.Key[0] == team.Key[0])]));
            if (measure.Additivity != Additivity.Additive || measure.At is null)
                continue;
            (Answer months, _) = await AskAsync(ReportScope.All(Au), measure.Id, ["month"]);
            (Answer days, _) = await AskAsync(ReportScope.All(Au), measure.Id, ["day"]);
            Assert.Equal(coarse.Total.Figures[0].Part, months.Rows.Sum(row => row.Figures[0].Part));
            foreach (AnswerRow month in months.Rows)
                Assert.Equal(month.Figures[0].Part, days.Rows.Where(row => row.Key[0]!.StartsWith(month.Key[0]!, StringComparison.Ordinal)).Sum(row => row.Figures[0].Part));
        }

        static (long Part, long Of) Sum(IReadOnlyList<AnswerRow> rows) =>
            (rows.Sum(row => row.Figures[0].Part ?? 0), rows.Sum(row => row.Figures[0].Of ?? 0));
    }

    private async Task<(Answer Answer, PageAnswer Page)> AskAsync(ReportScope scope, string measure, string[] by, params FilterRequest[] filters)
    {
        (PageAnswer? page, var complaints) = await _desk.Queries.AskAsync(scope, new(1, [measure], by, filters, Period), CancellationToken.None);
        Assert.Empty(complaints);
        return (page!.Visuals[0].Answer, page);
    }

    private async Task<DrillAnswer> DrillAsync(string measure, FilterRequest[] filters, DrillPart part, string? sort = null, int? skip = null, int? top = null)
    {
        (DrillAnswer? answer, var complaints) = await _desk.Queries.DrillAsync(ReportScope.All(Au), new(measure, filters, Period, part, null, sort, skip, top), CancellationToken.None);
        Assert.Empty(complaints);
        return answer!;
    }
}
