using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Tests.Given_service_levels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The clocks of a ticket's service levels: the vectors of the specification through a ticket's own events, and each rule.</summary>
public sealed class A_clock
{
    private static readonly OpenInterval Split1 = Calendars.Hours("08:00-12:00"), Split2 = Calendars.Hours("12:30-16:00");

    // V1 to V7, V10, V11, V13.
    [Theory]
    [InlineData("2026-11-20T14:30Z", 4, "2026-11-23T10:30Z")]
    [InlineData("2026-11-21T09:00Z", 4, "2026-11-23T11:00Z")]
    [InlineData("2026-10-23T12:00Z", 4, "2026-10-26T09:00Z")]
    [InlineData("2027-03-24T13:00Z", 4, "2027-03-30T08:00Z")]
    [InlineData("2026-12-23T14:00Z", 8, "2026-12-28T14:00Z")]
    [InlineData("2026-11-23T07:00Z", 8, "2026-11-23T15:00Z")]
    public void Is_due_when_its_goal_has_been_counted(string start, double hours, string due) =>
        Assert.Equal(Calendars.At(due), Case.Incident(Resolving(hours), at: Calendars.At(start)).Due());

    [Fact]
    public void Counts_in_the_hours_of_any_calendar()
    {
        Profile lunch = Promising(Calendars.Weekdays(Calendars.Copenhagen, Split1, Split2), Policy("all", Within(TargetKind.Resolution, 1)));
        Assert.Equal(Calendars.At("2026-11-23T12:00Z"), Case.Incident(lunch, at: Calendars.At("2026-11-23T10:30Z")).Due());
        Profile always = Promising(WorkingCalendar.AroundTheClock(Calendars.Copenhagen), Policy("all", Within(TargetKind.Resolution, 4)));
        Assert.Equal(Calendars.At("2026-10-25T02:00Z"), Case.Incident(always, at: Calendars.At("2026-10-24T22:00Z")).Due());
    }

    // V8 and V9.
    [Fact]
    public void Stands_still_while_somebody_else_is_waited_for_and_a_pause_outside_hours_costs_nothing()
    {
        Case given = Case.Incident(Resolving(8), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T09:00Z").Waiting("PR-05");
        Assert.Null(given.Due());
        Assert.Equal(ClockState.Paused, given.State());
        given.At("2026-11-24T09:00Z").Do(new TicketCommand.Resume(), Somebody.FirstLine);
        Assert.Equal(Calendars.At("2026-11-24T15:00Z"), given.Due());
        Assert.Equal(Calendars.At("2026-11-24T13:00Z"), given.Clock().CountedAt(given.Profile.Book, 6 * Hour));
        Assert.Equal(8 * Hour, given.Clock().Counted(given.Profile.Book, Calendars.At("2026-11-24T15:00Z")));

        Case night = Case.Incident(Resolving(10), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T20:00Z").Waiting("PR-05").At("2026-11-24T05:00Z").Do(new TicketCommand.Resume(), Somebody.FirstLine);
        Assert.Equal(Calendars.At("2026-11-24T09:00Z"), night.Due());
    }

    [Fact]
    public void Goes_on_while_the_desk_itself_is_waited_for()
    {
        Case given = Case.Incident(Resolving(8), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T09:00Z").Waiting("PR-09");
        Assert.Equal(Calendars.At("2026-11-23T15:00Z"), given.Due());
    }

    // V12.
    [Theory]
    [InlineData(null, "2026-11-23T11:00Z")]
    [InlineData(GoalChange.Retroactive, "2026-11-23T11:00Z")]
    [InlineData(GoalChange.ForwardRemaining, "2026-11-23T11:00Z")]
    [InlineData(GoalChange.ForwardFresh, "2026-11-23T14:00Z")]
    [InlineData(GoalChange.Proportional, "2026-11-23T13:15Z")]
    public void Begins_anew_with_another_rank_as_its_policy_says(GoalChange? change, string due)
    {
        Profile profile = Promising(
            Policy("P4", Within(TargetKind.Resolution, 16)) with { When = new(Ranks: [4]) },
            Policy("P2", Within(TargetKind.Resolution, 4) with { OnChange = change }) with { When = new(Ranks: [2]) });
        Case given = Case.Incident(profile, Impact.Individual, Urgency.Medium, at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T10:00Z");
        Assert.Equal(Calendars.At("2026-11-24T15:00Z"), given.Due());

        given.Do(Case.Reassessed(Impact.Department, Urgency.High), Somebody.FirstLine);
        Assert.Equal(Calendars.At(due), given.Due());
        Assert.Equal("1:Superseded 2:Running", given.Course());
        Assert.Null(given.Clock().BreachedOnAttach);
    }

    [Fact]
    public void Is_nobody_s_fault_where_the_new_goal_had_passed_when_it_was_chosen_and_what_was_breached_stays_so()
    {
        Profile profile = Promising(
            Policy("P4", Within(TargetKind.Resolution, 16)) with { When = new(Ranks: [4]) },
            Policy("P2", Within(TargetKind.Resolution, 2)) with { When = new(Ranks: [2]) });
        Case given = Case.Incident(profile, Impact.Individual, Urgency.Medium, at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T10:00Z").Do(Case.Reassessed(Impact.Department, Urgency.High), Somebody.FirstLine);
        Assert.True(given.Clock().BreachedOnAttach);
        Assert.Equal("1:Superseded 2:Breached", given.Course());

        // A lower rank later washes nothing clean.
        given.At("2026-11-23T11:00Z").Do(Case.Reassessed(Impact.Individual, Urgency.Medium), Somebody.FirstLine);
        Assert.Equal("1:Superseded 2:Breached 3:Running", given.Course());
    }

    // V14 and rule 13.
    [Fact]
    public void Goes_on_after_a_reopening_without_the_time_between_and_keeps_what_the_first_cycle_came_to()
    {
        Case given = Case.Incident(Resolving(8), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T11:00Z").Solved().At("2026-11-25T08:00Z").Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        Assert.Equal(Calendars.At("2026-11-25T12:00Z"), given.Due());
        Assert.Equal("1:Met 2:Running", given.Course());
        Assert.Equal("1:Met 2:Breached", given.At("2026-11-25T12:00:01Z").Solved().Course());

        Profile restarting = Promising(Policy("all", Within(TargetKind.Resolution, 8) with { RestartsOnReopening = true }));
        Case again = Case.Incident(restarting, at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T11:00Z").Solved().At("2026-11-25T08:00Z").Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        Assert.Equal(Calendars.At("2026-11-26T08:00Z"), again.Due());
    }

    // Rule 14.
    [Theory]
    [InlineData("2026-11-23T15:00:00Z", ClockState.Met)]
    [InlineData("2026-11-23T15:00:00.0000001Z", ClockState.Breached)]
    public void Is_met_at_the_very_deadline_and_breached_a_tick_later(string solved, ClockState state) =>
        Assert.Equal(state, Case.Incident(Resolving(8), at: Calendars.At("2026-11-23T07:00Z")).At(solved).Solved().State());

    // Rule 11.
    [Fact]
    public void Of_a_first_response_ends_when_the_desk_tells_the_requester_something_and_with_nothing_else()
    {
        Case New(Profile? profile = null) => Case.Incident(profile ?? Promising(Policy("all", Within(TargetKind.FirstResponse, 2))), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T08:00Z");
        const string Response = "firstResponse";
        Assert.Equal(ClockState.Running, New().Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Do(new TicketCommand.Journal("Looked.", Visibility.Internal), Somebody.FirstLine).Do(new TicketCommand.Reply("And?"), Somebody.Requester).State(Response));
        Assert.Equal(ClockState.Met, New().Do(new TicketCommand.Reply("We look into it."), Somebody.FirstLine).State(Response));
        Assert.Equal(ClockState.Met, New().Solved().State(Response));
        Assert.Equal(ClockState.Met, New(Promising(Policy("all", Within(TargetKind.FirstResponse, 2) with { BeginWorkCounts = true }))).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).State(Response));
        Assert.Equal(ClockState.Breached, New().At("2026-11-23T09:01Z").State(Response));
    }

    // Rule 6.
    [Theory]
    [InlineData("PR-01", true)]
    [InlineData("PR-04", true)]
    [InlineData("PR-06", true)]
    [InlineData("PR-05", false)]
    [InlineData("PR-07", false)]
    public void Of_a_first_response_waits_only_for_a_date_that_was_agreed(string reason, bool paused)
    {
        Case given = Case.Incident(Promising(Policy("all", Within(TargetKind.FirstResponse, 2), Within(TargetKind.Resolution, 8))), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T08:00Z").Waiting(reason, TimeSpan.FromDays(3));
        Assert.Equal(paused ? ClockState.Paused : ClockState.Running, given.State("firstResponse"));
        Assert.Equal(ClockState.Paused, given.State());
    }

    // Rule 12.
    [Fact]
    public void Of_the_next_update_runs_from_the_oldest_message_that_waits_and_not_before_the_first_response()
    {
        const string Update = "nextUpdate";
        Case given = Case.Incident(Promising(Policy("all", Within(TargetKind.FirstResponse, 2), Within(TargetKind.NextUpdate, 1))), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T07:30Z").Do(new TicketCommand.Reply("Hello?"), Somebody.Requester);
        Assert.Null(given.Clocks().Latest(Update));

        given.At("2026-11-23T08:00Z").Do(new TicketCommand.Reply("We look into it."), Somebody.FirstLine);
        Assert.Null(given.Clocks().Latest(Update));

        given.At("2026-11-23T09:00Z").Do(new TicketCommand.Reply("And now?"), Somebody.Requester).At("2026-11-23T09:30Z").Do(new TicketCommand.Reply("Anybody?"), Somebody.Requester);
        Assert.Equal(Calendars.At("2026-11-23T10:00Z"), given.Due(Update));
        given.At("2026-11-23T10:30Z").Do(new TicketCommand.Reply("It is on its way."), Somebody.FirstLine);
        Assert.Equal("1:Breached", given.Course(Update));
        given.At("2026-11-23T11:00Z").Do(new TicketCommand.Reply("Thank you."), Somebody.Requester).Solved();
        Assert.Equal("1:Breached 2:Met", given.Course(Update));
    }

    [Fact]
    public void Of_the_next_update_runs_from_one_update_to_the_next_where_people_are_kept_informed()
    {
        const string Update = "nextUpdate";
        Case given = Case.Incident(Promising(Policy("all", Within(TargetKind.NextUpdate, 2) with { KeepInformed = true })), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T08:00Z").Do(new TicketCommand.Reply("We look into it."), Somebody.FirstLine);
        Assert.Equal(Calendars.At("2026-11-23T10:00Z"), given.Due(Update));
        given.At("2026-11-23T09:00Z").Do(new TicketCommand.Reply("Nearly."), Somebody.FirstLine);
        Assert.Equal(("1:Met 2:Running", Calendars.At("2026-11-23T11:00Z")), (given.Course(Update), given.Due(Update)));
        Assert.Equal("1:Met 2:Met", given.Solved().Course(Update));
    }

    [Fact]
    public void Of_an_agreement_runs_while_its_team_has_the_ticket()
    {
        Profile profile = Promising(Policy("all", Within(TargetKind.Ola, 4, "it-support"), Within(TargetKind.Ola, 2, "infrastructure")));
        Case given = Case.Incident(profile, at: Calendars.At("2026-11-23T07:00Z"));
        Assert.Equal(ClockState.Running, given.State("ola:it-support"));
        given.At("2026-11-23T09:00Z").Do(new TicketCommand.Assign("infrastructure", null), Somebody.Import);
        Assert.Equal((ClockState.Met, Calendars.At("2026-11-23T11:00Z")), (given.State("ola:it-support"), given.Due("ola:infrastructure")));
        given.At("2026-11-23T12:00Z").Do(new TicketCommand.Assign("it-support", null), Somebody.Import);
        Assert.Equal(("1:Breached", "1:Met 2:Running"), (given.Course("ola:infrastructure"), given.Course("ola:it-support")));
    }

    [Fact]
    public void Of_a_contract_runs_while_its_supplier_is_waited_for()
    {
        Profile profile = Promising(Policy("all", Within(TargetKind.Uc, 4, "Contoso")));
        Case given = Case.Incident(profile, at: Calendars.At("2026-11-23T07:00Z")).Do(new TicketCommand.SetSupplier(new("Contoso", "C-1")), Somebody.FirstLine);
        Assert.Empty(given.Clocks().All);
        given.At("2026-11-23T08:00Z").Waiting("PR-07");
        Assert.Equal(Calendars.At("2026-11-23T12:00Z"), given.Due("uc:Contoso"));
        given.At("2026-11-23T11:00Z").Do(new TicketCommand.SupplierReplied("On Monday."), Somebody.FirstLine);
        Assert.Equal("1:Met", given.Course("uc:Contoso"));
    }

    // Rule 16.
    [Fact]
    public void Is_cancelled_with_a_ticket_that_is_given_up()
    {
        Case given = Case.Incident(Resolving(8), at: Calendars.At("2026-11-23T07:00Z")).At("2026-11-23T08:00Z").Do(new TicketCommand.Cancel("No longer."), Somebody.Requester);
        Assert.Equal(ClockState.Cancelled, given.State());
    }

    // Rule 8.
    [Fact]
    public void Is_that_of_the_first_policy_that_fits()
    {
        Profile profile = Promising(
            Policy("printers", Within(TargetKind.Resolution, 2)) with { When = new(Categories: ["hardware"], Kinds: [TicketKind.Incident]) },
            Policy("high", Within(TargetKind.Resolution, 1)) with { When = new(Ranks: [1, 2]) },
            Policy("requests", Within(TargetKind.Resolution, 40)) with { When = new(Kinds: [TicketKind.Request]) });
        Assert.Equal("printers", Case.Incident(profile, Impact.Company, Urgency.High).Clock().Policy);
        Assert.Equal("requests", Case.Request(profile).Clock().Policy);
        Assert.Empty(Case.Incident(Promising(profile.ServicePolicies[2])).Clocks().All);
        Assert.Empty(Case.Incident().Clocks().All);
    }

    // Rules 9, 10 and 19.
    [Fact]
    public void Counts_by_the_hours_that_held_and_by_new_ones_from_the_instant_at_which_they_take_effect()
    {
        Profile before = Resolving(8);
        Profile after = before with { Calendars = [before.Calendars[0] with { Week = Calendars.Weekdays(Calendars.Copenhagen, Calendars.Hours("08:00-12:00")).Week }] };
        Case closed = Case.Incident(before, at: Calendars.At("2026-11-20T07:00Z")).At("2026-11-20T15:00Z").Solved();
        Case open = Case.Incident(before, at: Calendars.At("2026-11-23T07:00Z"));
        ServiceBook book = before.Then(after, "2026-11-23T13:00Z");

        Assert.Equal(closed.Clocks(), Clocks.Of(closed.Events, book));
        Clock still = Clocks.Of(open.Events, book).Latest("resolution")!;
        // 07:00 to 13:00 by the old hours, and two more on the next morning by the new ones.
        Assert.Equal(Calendars.At("2026-11-24T09:00Z"), still.DueAt(book));
        Assert.Equal(Calendars.At("2026-11-23T15:00Z"), still.DueAt(book.KnownAt(Calendars.At("2026-11-23T12:00Z"))));
    }

    [Fact]
    public void Explains_every_moment_of_its_time()
    {
        Profile profile = Resolving(40);
        Case given = Case.Incident(profile, at: Calendars.At("2026-12-23T14:00Z")).At("2026-12-28T08:00Z").Waiting("PR-05").At("2026-12-28T16:00Z").Do(new TicketCommand.Resume(), Somebody.FirstLine).At("2026-12-29T08:00Z");
        Assert.Equal(
            [
                "12-23T14:00 Counted", "12-23T15:00 OutsideHours", "12-23T23:00 Holiday Holiday", "12-24T23:00 Holiday Holiday", "12-25T23:00 Holiday Holiday", "12-26T23:00 OutsideHours",
                "12-28T07:00 Counted", "12-28T08:00 Paused PR-05", "12-28T15:00 OutsideHours", "12-29T07:00 Counted",
            ],
            given.Segments().Select(each => $"{each.From:MM-ddTHH:mm} {each.Kind} {each.Name ?? each.Reason}".TrimEnd()));
    }
}
