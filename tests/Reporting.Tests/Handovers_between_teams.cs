using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>The quality of handovers: what came back undone, and how long it lay before somebody had it.</summary>
public sealed class Handovers_between_teams
{
    private static readonly DateTimeOffset opened = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly int infrastructure = Aarhus.Profile.Teams.Select(team => team.Id).ToList().IndexOf("infrastructure");
    private static readonly int support = Aarhus.Profile.Teams.Select(team => team.Id).ToList().IndexOf("it-support");

    [Fact]
    [Trait("Rule", "AU-57")]
    public void Know_a_bounce_from_a_return_and_how_long_it_took_until_somebody_had_it()
    {
        TicketFact bounced = Fact(new(Act.Dispatch, TimeSpan.FromHours(1), infrastructure), new(Act.Bounce, TimeSpan.FromHours(1), 0));
        Assert.Equal([new HandedOver("it-support", "infrastructure", opened.AddHours(1), null, HandoverEnd.Bounced)], bounced.Handovers);

        TicketFact returned = Fact(
            new(Act.Dispatch, TimeSpan.FromHours(1), infrastructure), new(Act.BeginWork, TimeSpan.FromHours(2), 0), new(Act.Dispatch, TimeSpan.FromHours(3), support));
        Assert.Equal([new HandedOver("it-support", "infrastructure", opened.AddHours(1), opened.AddHours(3), HandoverEnd.Returned)], returned.Handovers);

        TicketFact on = Fact(new(Act.Dispatch, TimeSpan.FromHours(1), infrastructure), new(Act.Dispatch, TimeSpan.FromHours(1), infrastructure + 1));
        Assert.Equal([("it-support", "infrastructure"), ("infrastructure", "development-ux")], on.Handovers.Select(one => (one.From, one.To)));
        Assert.All(on.Handovers, one => Assert.Equal(HandoverEnd.None, one.End));
    }

    [Fact]
    [Trait("Rule", "AU-26")]
    public async Task Are_counted_per_pair_as_a_naive_count_over_the_events_does()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        int organisations = 0;
        await Histories.Many(5, 40).SampleAsync(
            async scripts =>
            {
                OrganisationId organisation = OrganisationId.Parse($"pairs-{Interlocked.Increment(ref organisations)}");
                List<List<TicketEvent>> histories = [.. scripts.Select((script, at) => script.Play(organisation, at + 1))];
                await desk.Builder.AddAsync(organisation, histories.Select(TicketFact.Of).ToAsyncEnumerable(), null, CancellationToken.None);

                (HandoverSummary summary, _) = await desk.Store.HandoversAsync(organisation, new(LocalMonth.Parse("2023-01"), LocalMonth.Parse("2027-12"), null, null), CancellationToken.None);

                List<List<TicketEvent>> counted = [.. histories.Where(events => Recount.Apart(events) == Exclusion.None)];
                Assert.Equal(counted.SelectMany(Bounces).Order(), summary.Pairs.SelectMany(pair => Enumerable.Repeat($"{pair.From}>{pair.To}", (int)pair.Bounced)).Order());
                Assert.Equal(counted.Sum(events => events.Count(e => e.What is Happening.Dispatched or Happening.OfferAccepted)), summary.Totals.Handovers + summary.Totals.Returned);
                Assert.Equal(summary.Totals.Handovers, summary.Pairs.Sum(pair => pair.Handovers));
                Assert.All(summary.Pairs, pair => Assert.True(pair.Bounced + pair.Returned <= pair.Handovers && pair.Taken <= pair.Handovers));
            },
            iter: 25,
            threads: 1);

        // What goes back to the team that it came from ends that handover; a bounce answers the latest that is left to where the ticket leaves.
        static IEnumerable<string> Bounces(List<TicketEvent> events)
        {
            List<(string From, string To)> open = [];
            foreach (Happening what in events.Select(e => e.What))
            {
                (string From, string To)? moved = what switch
                {
                    Happening.Dispatched one => (one.From, one.Team),
                    Happening.OfferAccepted one => (one.From, one.Team),
                    _ => null,
                };
                int answered = what is Happening.Bounced bounced ? open.FindLastIndex(one => one.To == bounced.From) : open.FindLastIndex(one => moved == (one.To, one.From));
                if (what is Happening.Bounced && answered >= 0)
                    yield return $"{open[answered].From}>{open[answered].To}";
                if (answered >= 0)
                    open.RemoveAt(answered);
                else if (moved is { } further)
                    open.Add(further);
            }
        }
    }

    private static TicketFact Fact(params Step[] steps) =>
        TicketFact.Of(new Script(opened, TicketKind.Incident, 17, Markers.None, steps).Play(OrganisationId.Parse("au"), 1));
}
