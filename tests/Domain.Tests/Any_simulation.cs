using CsCheck;
using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Tests.Given_service_levels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What holds of counting any history by another promise.</summary>
public sealed class Any_simulation
{
    /// <summary>Whatever moves clocks and whatever they say: waits, other priorities, reopenings and merges; warnings, breaches, escalations and recounts.</summary>
    private static readonly Gen<(Case Given, ServiceBook Book)> Lived = Gen.OneOf(
        Any_clock.Promised, Any_clock.Promised.Select(promised => (Called(promised.Given), promised.Book)), Any_clock_that_speaks.Lived.Select(given => (Recounted(given), given.Profile.Book)));

    [Fact]
    public void Is_of_histories_in_which_everything_happens_that_clocks_hear_or_say() => Lived.Select(lived => lived.Given).Reach(
        [
            .. Any_clock_that_speaks.Own.Except([nameof(Happening.ServiceLevelCorrected)]), .. Enum.GetNames<ClockCause>().Except([nameof(ClockCause.Corrected)]), .. Enum.GetNames<TicketStatus>(), nameof(Happening.Escalated), "merged", "of another rank",
        ],
        given =>
        [
            .. given.Events.Select(e => e.What.GetType().Name), .. ClockHistory.Of(given.Events).Moves.Select(move => move.Cause.ToString()), given.Ticket.Status.ToString(),
            given.Events.Any(e => e.What is Happening.Resolved { MergedInto: not null }) ? "merged" : "",
            given.Events.Any(e => e.Dimensions.HandlingRank != given.Events[0].Dimensions.HandlingRank) ? "of another rank" : "",
        ]);

    [Fact]
    public void Counts_from_what_is_kept_of_a_history_what_its_events_would_have_come_to() => Lived.Sample(
        promised =>
        {
            ClockHistory step = promised.Given.Events.Aggregate(ClockHistory.Unknown, (history, e) => history.After(e));
            Clocks kept = Clocks.Of(step.Replay(promised.Given.Ticket.Number, promised.Given.Ticket.Organisation, DateTimeOffset.MaxValue), promised.Book);
            // What people were told of a clock is of this desk, and of no draft.
            Assert.Equal(Clocks.Of(promised.Given.Events, promised.Book).All.Select(clock => clock with { Told = [] }), kept.All);
        },
        iter: 10_000);

    /// <summary>What is counted by what was promised is corrected as it was; what is counted by another promise has other clocks.</summary>
    [Fact]
    public void Keeps_what_corrections_took_away_for_who_counts_by_what_was_promised() => Lived.Where(promised => Clocks.Of(promised.Given.Events, promised.Book).All.Length > 0).Sample(
        promised =>
        {
            (Case given, ServiceBook book) = promised;
            Clock first = Clocks.Of(given.Events, book).All[0];
            DateTimeOffset end = first.EndedAt ?? given.Now;
            TicketEvent last = given.Events[^1];
            var correction = new Happening.ServiceLevelCorrected(first.Target, first.Cycle, first.CountsFrom, first.CountsFrom + ((end - first.CountsFrom) / 2), new("It was down.", "bo"));
            TicketEvent[] events = [.. given.Events, last with { Version = last.Version + 1, HappenedAt = given.Now, RecordedAt = given.Now, What = correction }];
            ClockHistory history = ClockHistory.Of(events);
            Clocks Replayed(bool corrected) => Clocks.Of(history.Replay(given.Ticket.Number, given.Ticket.Organisation, DateTimeOffset.MaxValue, corrected), book);
            Assert.Equal(Clocks.Of(events, book).All.Select(clock => clock with { Told = [] }), Replayed(corrected: true).All);
            Assert.Equal(Clocks.Of(given.Events, book).All.Select(clock => clock with { Told = [] }), Replayed(corrected: false).All);
        },
        iter: 1_000);

    [Fact]
    public void Changes_nothing_where_the_draft_is_what_is_published() => Lived.Sample(
        promised =>
        {
            ServiceBook again = ServiceBook.Always(promised.Book.Latest with { Number = 7 });
            Simulated simulated = Simulate(promised.Given, ServiceBook.Always(promised.Book.Latest), again);
            Assert.Empty(simulated.Flips);
            Assert.Equal(simulated.Live, simulated.Draft);
        },
        iter: 2_000);

    [Fact]
    public void Says_of_each_flip_how_it_was_and_becomes_and_of_nothing_else() => Lived.Sample(
        promised =>
        {
            ServicePolicy[] halved = [.. promised.Book.Latest.Policies.Select(policy => policy with { Targets = [.. policy.Targets.Select(target => target with { Goal = Math.Max(1, target.Goal / 4) })] })];
            ServiceBook live = ServiceBook.Always(promised.Book.Latest), draft = ServiceBook.Always(promised.Book.Latest with { Policies = halved });
            Simulated there = Simulate(promised.Given, live, draft), back = Simulate(promised.Given, draft, live);
            Assert.All(there.Flips, flip => Assert.NotEqual(flip.Was, flip.Becomes));
            Assert.Equal(
                there.Flips.Select(flip => (flip.Target, flip.Was, flip.Becomes, flip.DueWas, flip.DueBecomes)).Order(),
                back.Flips.Select(flip => (flip.Target, flip.Becomes, flip.Was, flip.DueBecomes, flip.DueWas)).Order());
            // What flips is the whole of the difference, but for what was superseded.
            foreach (ClockState state in new[] { ClockState.Met, ClockState.Breached, ClockState.Cancelled, ClockState.Running })
            {
                int delta = there.Draft.Count(each => each.State == state) - there.Live.Count(each => each.State == state);
                Assert.Equal(delta, there.Flips.Count(flip => flip.Becomes == state) - there.Flips.Count(flip => flip.Was == state));
            }
        },
        iter: 2_000);

    [Fact]
    public void Looks_at_nothing_that_happened_later() => Lived.Sample(
        promised =>
        {
            ServiceBook book = ServiceBook.Always(promised.Book.Latest);
            TicketEvent[] events = [.. promised.Given.Events];
            DateTimeOffset until = events[events.Length / 2].HappenedAt;
            Simulated all = Simulated.Of(events[0].Number, promised.Given.Ticket.Organisation, ClockHistory.Of(events), book, book, until);
            Simulated part = Simulated.Of(events[0].Number, promised.Given.Ticket.Organisation, ClockHistory.Of(events.TakeWhile(e => e.HappenedAt <= until)), book, book, until);
            Assert.Equal(part.Live, all.Live);
            Assert.Equal((part.Rank, part.Team), (all.Rank, all.Team));
        },
        iter: 500);

    [Fact]
    public void Flips_a_resolution_that_a_shorter_goal_does_not_reach()
    {
        Case given = Case.Incident(Resolving(8), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T11:00Z").Do(new TicketCommand.Resolve("Solved", null), Somebody.FirstLine);
        Flip flip = Assert.Single(Simulate(given, Resolving(8).Book, Resolving(2).Book).Flips);
        Assert.Equal(new(given.Ticket.Number, "resolution", ClockState.Met, ClockState.Breached, Calendars.At("2026-11-23T15:00Z"), Calendars.At("2026-11-23T09:00Z")), flip);
        Assert.Empty(Simulate(given, Resolving(8).Book, Resolving(4).Book).Flips);
    }

    /// <summary>As if somebody of the desk had logged a call.</summary>
    private static Case Called(Case given)
    {
        TicketEvent first = given.Events[0];
        given.Events[0] = first with { By = Somebody.FirstLine.Id, What = (Happening.Opened)first.What with { Channel = "phone" } };
        return given;
    }

    /// <summary>Goes on for some days with other hours, by which its clocks are counted anew.</summary>
    private static Case Recounted(Case given)
    {
        Profile before = given.Profile, longer = before with { Calendars = [.. before.Calendars.Select(office => office with { Week = Calendars.Weekdays(Calendars.Copenhagen, Calendars.Hours("06:00-18:00")).Week })] };
        DateTimeOffset from = given.Now.AddHours(1);
        given.Under(longer with { Editions = before.Then(longer, from) }).Ticking(from);
        if (given.Ask(new TicketCommand.Recount(), Actor.Clock) is Decision.Accepted accepted)
            given.Record(accepted.Happenings, Actor.Clock);
        return given.Ticking(given.Now.AddDays(3));
    }

    private static Simulated Simulate(Case given, ServiceBook live, ServiceBook draft) =>
        Simulated.Of(given.Ticket.Number, given.Ticket.Organisation, ClockHistory.Of(given.Events), live, draft, given.Now.AddHours(3));
}
