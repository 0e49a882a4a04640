using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Tests;

public sealed class A_ticket_fact
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");
    private static readonly DateTimeOffset opened = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Tells_the_ordinary_life_of_a_ticket()
    {
        TicketFact fact = Fact(
            new(Act.Assign, TimeSpan.FromMinutes(10), 0),
            new(Act.Reply, TimeSpan.FromMinutes(20), 0),
            new(Act.Resolve, TimeSpan.FromHours(3), 0),
            new(Act.Close, TimeSpan.FromDays(33), 0));

        Assert.Equal((opened, opened.AddMinutes(10), opened.AddMinutes(30)), (fact.OpenedAt, fact.AcknowledgedAt, fact.FirstResponseAt));
        Assert.Equal((opened.AddHours(3.5), fact.FirstResolvedAt, TimeSpan.FromHours(3.5)), (fact.ResolvedAt, fact.ResolvedAt, fact.TimeToResolve));
        Assert.Equal((opened.AddHours(3.5).AddDays(30), TicketStatus.Closed), (fact.ClosedAt, fact.Status));
        Assert.Equal((1, 0, "solved", Exclusion.None), (fact.Resolutions, fact.Reopenings, fact.ClosureCode, fact.Exclusion));
        Assert.Equal(("hardware", "printer", "portal", 6), (fact.Category, fact.Subcategory, fact.Channel, fact.Version));
    }

    [Fact]
    public void Is_unresolved_again_when_the_ticket_is_reopened()
    {
        Step[] twice =
        [
            new(Act.Resolve, TimeSpan.FromHours(1), 0),
            new(Act.Reopen, TimeSpan.FromHours(1), 0),
            new(Act.Resolve, TimeSpan.FromHours(2), 0),
        ];
        TicketFact reopened = Fact(twice[..2]), again = Fact(twice);

        Assert.Equal((null, null, null, 1), (reopened.ResolvedAt, reopened.TimeToResolve, reopened.ClosureCode, reopened.Reopenings));
        Assert.Equal(opened.AddHours(1), reopened.FirstResolvedAt);
        Assert.Equal((opened.AddHours(1), opened.AddHours(4), 2, 1), (again.FirstResolvedAt, again.ResolvedAt, again.Resolutions, again.Reopenings));
    }

    [Fact]
    public void Counts_as_withdrawn_until_it_is_reopened()
    {
        Step[] steps = [new(Act.Cancel, TimeSpan.FromHours(1), 0), new(Act.Reopen, TimeSpan.FromHours(1), 0)];
        Assert.Equal((Exclusion.Withdrawn, Exclusion.None), (Fact(steps[..1]).Exclusion, Fact(steps).Exclusion));
    }

    [Fact]
    public void Is_the_same_whether_folded_at_once_or_one_event_at_a_time_through_storage()
    {
        foreach (Script script in An_incremental_build.Some(40))
        {
            List<TicketEvent> events = script.Play(au, 7);
            TicketFact? fact = null;
            foreach (TicketEvent e in events)
                fact = TicketFact.After(fact, e);
            TicketFact whole = TicketFact.Of(events);
            Assert.Equal(whole.Turns, fact!.Turns.AsEnumerable());
            Assert.Equal(whole.Surveys, fact.Surveys.AsEnumerable());
            Assert.Equal(whole with { Turns = fact.Turns, Surveys = fact.Surveys }, fact);
        }
    }

    [Fact]
    public void Of_another_desk_s_log_takes_the_last_of_two_resolutions_and_a_close_without_one()
    {
        List<TicketEvent> events = Events(new(Act.Resolve, TimeSpan.FromHours(1), 0), new(Act.Close, TimeSpan.FromDays(31), 0));
        TicketEvent resolved = events[1], closed = events[2];
        TicketEvent again = resolved with { Version = 3, HappenedAt = resolved.HappenedAt.AddHours(5) };

        Assert.Equal([opened.AddHours(6)], TicketFact.Of([events[0], resolved, again]).Turns);
        Assert.Equal((closed.HappenedAt, 1), (TicketFact.Of([events[0], closed with { Version = 2 }]).ResolvedAt, TicketFact.Of([events[0], closed with { Version = 2 }]).Resolutions));
    }

    [Fact]
    public void Never_resolves_before_it_was_opened()
    {
        List<TicketEvent> events = Events(new Step(Act.Resolve, TimeSpan.FromHours(1), 0));
        TicketFact fact = TicketFact.Of([events[0], events[1] with { HappenedAt = opened.AddDays(-1) }]);
        Assert.Equal(TimeSpan.Zero, fact.TimeToResolve);
    }

    [Fact]
    public void Refuses_a_history_with_a_gap()
    {
        List<TicketEvent> events = Events(new(Act.Assign, TimeSpan.FromMinutes(1), 0), new(Act.BeginWork, TimeSpan.FromMinutes(1), 0));
        Assert.Throws<InvalidDataException>(() => TicketFact.Of([events[0], events[2]]));
        Assert.Throws<InvalidDataException>(() => TicketFact.Of(events.Skip(1)));
        Assert.Throws<InvalidDataException>(() => TicketFact.Of([]));
    }

    private static TicketFact Fact(params Step[] steps) => TicketFact.Of(Events(steps));

    private static List<TicketEvent> Events(params Step[] steps) => new Script(opened, TicketKind.Incident, 4, Markers.None, steps).Play(au, 1);
}
