using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>What requesters were asked and answered: of each resolution its own, of each answer the latest.</summary>
public sealed class Satisfaction_of_requesters
{
    private static readonly DateTimeOffset opened = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly LocalMonth first = LocalMonth.Parse("2023-01"), last = LocalMonth.Parse("2027-12");

    // A choice that no three divides is resolved by support, who asks; the score is what is left of a division by five, and one.
    private const int Asking = 1;

    [Fact]
    public void Is_of_each_resolution_with_its_latest_answer()
    {
        TicketFact fact = Fact(
            new(Act.Resolve, TimeSpan.FromHours(1), Asking), new(Act.Survey, TimeSpan.FromHours(1), 0), new(Act.Survey, TimeSpan.FromHours(1), 3),
            new(Act.Reopen, TimeSpan.FromDays(1), 0), new(Act.Resolve, TimeSpan.FromHours(1), Asking));

        Assert.Equal([(4, opened.AddHours(3)), (null, null)], fact.Surveys.Select(one => (one.Score, one.AnsweredAt)));
        Assert.Equal([opened.AddHours(1), opened.AddHours(28)], fact.Surveys.Select(one => one.At));
        Assert.All(fact.Surveys, one => Assert.Equal("it-support", one.Team));
    }

    [Fact]
    public async Task Counts_what_was_asked_in_the_month_of_the_resolution_and_an_answer_in_its_own()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        OrganisationId organisation = OrganisationId.Parse("surveys");
        List<TicketEvent> answeredLater = Play(organisation, 1, new(Act.Resolve, TimeSpan.FromDays(10), Asking), new(Act.Survey, TimeSpan.FromDays(12), 4));
        List<TicketEvent> unanswered = Play(organisation, 2, new Step(Act.Resolve, TimeSpan.FromDays(10), Asking));
        List<TicketEvent> withdrawn = Play(organisation, 3, new Step(Act.Cancel, TimeSpan.FromDays(10), 0));
        await desk.Builder.AddAsync(organisation, new[] { answeredLater, unanswered, withdrawn }.Select(TicketFact.Of).ToAsyncEnumerable(), null, CancellationToken.None);

        (SatisfactionSummary summary, string tag) = await desk.Store.SatisfactionAsync(organisation, new(LocalMonth.Parse("2026-01"), LocalMonth.Parse("2026-02"), null, null), CancellationToken.None);

        Assert.Equal([("2026-01", 2L, 1L, 0L), ("2026-02", 0L, 0L, 1L)], summary.ByMonth.Select(month => ($"{month.Month}", month.Asked, month.Responded, month.Answers)));
        Assert.Equal((0.5, 5.0), (summary.Totals.ResponseRate, summary.Totals.Mean));
        Assert.Equal([0L, 0, 0, 0, 1], summary.Totals.Distribution);
        Assert.Null(summary.ByMonth[0].Mean);
        Assert.Null(summary.ByMonth[1].ResponseRate);
        Assert.Equal(["it-support"], summary.ByTeam.Select(team => team.Team));
        Assert.Equal(2, summary.Cells.Count);

        (SatisfactionSummary nobodys, string other) = await desk.Store.SatisfactionAsync(organisation, new(null, null, null, "security"), CancellationToken.None);
        Assert.Equal((0L, 0L), (nobodys.Totals.Asked, nobodys.Totals.Answers));
        Assert.Empty(nobodys.ByTeam);
        Assert.NotEqual(tag, other);
    }

    [Fact]
    public async Task Is_what_a_naive_count_over_the_events_says()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        int organisations = 0, answers = 0;
        await Histories.Many(5, 40).SampleAsync(
            async scripts =>
            {
                OrganisationId organisation = OrganisationId.Parse($"surveys-{Interlocked.Increment(ref organisations)}");
                List<List<TicketEvent>> histories = [.. scripts.Select((script, at) => Ending(script, at).Play(organisation, at + 1))];
                await desk.Builder.AddAsync(organisation, histories.Select(TicketFact.Of).ToAsyncEnumerable(), null, CancellationToken.None);

                (SatisfactionSummary summary, _) = await desk.Store.SatisfactionAsync(organisation, new(first, last, null, null), CancellationToken.None);

                List<List<TicketEvent>> counted = [.. histories.Where(events => Recount.Apart(events) == Exclusion.None)];
                // Read backwards, the first answer about a resolution that is met is the latest.
                List<Happening.SurveyAnswered> latest = [.. counted.SelectMany(events => events.AsEnumerable().Reverse().Select(e => e.What).OfType<Happening.SurveyAnswered>().DistinctBy(answered => answered.Resolution))];
                Assert.Equal(counted.Sum(events => events.Count(e => e.What is Happening.Resolved { Surveyed: true })), summary.Totals.Asked);
                Assert.Equal((latest.Count, latest.Count), ((int)summary.Totals.Responded, (int)summary.Totals.Answers));
                Assert.Equal(Enumerable.Range(1, 5).Select(score => (long)latest.Count(answered => answered.Score == score)), summary.Totals.Distribution);
                Assert.Equal(latest.Count == 0 ? null : Math.Round(latest.Average(answered => (decimal)answered.Score), 2, MidpointRounding.AwayFromZero), (decimal?)summary.Totals.Mean);
                Assert.Equal((summary.Totals.Asked, summary.Totals.Answers), (summary.ByTeam.Sum(team => team.Asked), summary.ByTeam.Sum(team => team.Answers)));
                Assert.Equal((summary.Totals.Asked, summary.Totals.Answers), (summary.ByMonth.Sum(month => month.Asked), summary.ByMonth.Sum(month => month.Answers)));
                Interlocked.Add(ref answers, latest.Count);
            },
            iter: 25,
            threads: 1);
        Assert.True(answers > 50, $"{answers} answers: this is about little.");
    }

    [Fact]
    public async Task Follows_an_answer_on_a_closed_ticket_that_is_changed()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        OrganisationId organisation = OrganisationId.Parse("changed");
        List<TicketEvent> events = Play(
            organisation, 1, new(Act.Resolve, TimeSpan.FromHours(1), Asking), new(Act.Close, TimeSpan.FromDays(31), 0), new(Act.Survey, TimeSpan.FromDays(1), 0), new(Act.Survey, TimeSpan.FromDays(1), 4));
        Assert.Equal(2, events.Count(e => e.What is Happening.SurveyAnswered));
        foreach ((int upTo, double mean) in new[] { (events.Count - 1, 1.0), (events.Count, 5.0) })
        {
            await desk.Builder.AddAsync(organisation, new[] { TicketFact.Of(events.Take(upTo)) }.ToAsyncEnumerable(), null, CancellationToken.None);
            (SatisfactionSummary summary, _) = await desk.Store.SatisfactionAsync(organisation, new(first, last, null, null), CancellationToken.None);
            Assert.Equal((1L, 1L, mean), (summary.Totals.Asked, summary.Totals.Answers, summary.Totals.Mean));
        }
    }

    // Two of three end in a resolution that is answered, some twice.
    private static Script Ending(Script script, int at) => script with
    {
        Steps = at % 3 == 0 ? script.Steps : [.. script.Steps, new(Act.Resolve, TimeSpan.FromHours(at), Asking), new(Act.Survey, TimeSpan.FromDays(at), at), new(Act.Survey, TimeSpan.FromDays(1), at / 2)],
    };

    private static TicketFact Fact(params Step[] steps) => TicketFact.Of(Play(OrganisationId.Parse("au"), 1, steps));

    private static List<TicketEvent> Play(OrganisationId organisation, int sequence, params Step[] steps) =>
        new Script(opened, TicketKind.Incident, 17, Markers.None, steps).Play(organisation, sequence);
}
