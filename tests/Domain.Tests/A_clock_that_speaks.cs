using System.Globalization;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Tests.Given_service_levels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Warnings and breaches of a clock, and who is told of them one after the other (IT-07, IT-08).</summary>
public sealed class A_clock_that_speaks
{
    private static readonly Profile Staffed = Resolving(8) with
    {
        Teams = [.. Aarhus.Profile.Teams.Select(team => team with { Leaders = ["lea@example.org"], Dispatchers = ["dina@example.org"] })],
    };

    /// <summary>Opened on Monday 23 November 2026 at 08:00 in Aarhus, where a day has eight hours; times are UTC.</summary>
    private static Case Opened(Profile? profile = null, string at = "2026-11-23T07:00Z") => Case.Incident(profile ?? Staffed, at: Calendars.At(at));

    private static string[] Told(Case given) =>
    [
        .. given.Events.Select(e => e.What switch
        {
            Happening.ServiceLevelWarned warned => $"{Moment(e)} {warned.Percent ?? -warned.Lead} {warned.To}",
            Happening.ServiceLevelBreached breached => $"{Moment(e)} breach {breached.To}",
            Happening.EscalationClimbed climbed => $"{Moment(e)} {climbed.Step}. {climbed.To}",
            Happening.UpdatePromiseKept kept => $"{Moment(e)} kept {kept.Cycle}",
            Happening.ClocksRecounted counted => $"{Moment(e)} edition {counted.Edition}",
            _ => null,
        }).OfType<string>(),
    ];

    private static string Moment(TicketEvent e) => e.HappenedAt.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    [Fact]
    [Trait("Rule", "IT-07")]
    [Trait("Rule", "IT-08")]
    public void Warns_whoever_has_the_ticket_and_then_climbs_from_the_breach_until_the_last_step() => Assert.Equal(
        ["11-23 11:00 50 Assignee", "11-23 13:00 75 Assignee", "11-23 14:12 90 Assignee", "11-23 15:00 breach Dispatcher", "11-24 09:00 2. Leader", "11-25 09:00 3. ProcessManager"],
        Told(Opened().Ticking(Calendars.At("2026-12-31T09:00Z"))));

    [Fact]
    [Trait("Rule", "IT-07")]
    public void Is_told_of_once_and_climbs_no_further_when_somebody_acknowledges_it()
    {
        Case given = Opened().Ticking(Calendars.At("2026-11-23T15:10Z")).Do(new TicketCommand.AcknowledgeEscalation("On it."), Somebody.FirstLine);
        Assert.Equal("11-23 15:00 breach Dispatcher", Told(given.Ticking(Calendars.At("2026-12-31T09:00Z")))[^1]);
        Assert.Empty(given.Accept(new TicketCommand.AcknowledgeEscalation(null), Somebody.FirstLine));
    }

    [Fact]
    [Trait("Rule", "A23")]
    public void Skips_the_dispatcher_where_the_leader_is_one() =>
        Assert.Equal(["11-23 15:00 breach Leader", "11-25 07:00 2. ProcessManager"], Told(Opened(Resolving(8)).Ticking(Calendars.At("2026-12-31T09:00Z")))[3..]);

    [Fact]
    [Trait("Rule", "IT-08")]
    public void Says_nothing_while_it_is_paused_and_says_it_when_so_much_has_been_counted() => Assert.Equal(
        ["11-23 11:00 50 Assignee", "11-24 13:00 75 Assignee"],
        Told(Opened().Ticking(Calendars.At("2026-11-23T12:00Z")).Do(new TicketCommand.Pend("PR-01", Calendars.At("2026-12-07T07:00Z"), null), Somebody.FirstLine)
            .Ticking(Calendars.At("2026-11-24T12:00Z")).Do(new TicketCommand.Resume(), Somebody.FirstLine).Ticking(Calendars.At("2026-11-24T13:30Z"))));

    [Fact]
    public void Says_nothing_more_once_it_has_ended_in_time() =>
        Assert.Equal(["11-23 11:00 50 Assignee"], Told(Opened().Ticking(Calendars.At("2026-11-23T12:00Z")).Solved().Ticking(Calendars.At("2026-12-31T09:00Z"))));

    /// <summary>Six hours without timers: all is told then, and happened when it did.</summary>
    [Fact]
    [Trait("Rule", "IT-07")]
    public void Tells_late_what_was_due_at_its_own_instant()
    {
        Case given = Opened().Later(TimeSpan.FromHours(8.5)).Solved().Ticking(Calendars.At("2026-11-23T16:00Z"));
        Assert.Equal(["11-23 15:00 breach Dispatcher"], Told(given));
        Assert.Equal(ClockState.Breached, given.State());
    }

    [Fact]
    public void Tells_of_a_goal_that_was_missed_when_it_was_chosen_once_and_at_the_choice()
    {
        Profile profile = Promising(
            Policy("urgent", Within(TargetKind.Resolution, 1)) with { When = new(Ranks: [1, 2]) },
            Policy("other", Within(TargetKind.Resolution, 16)));
        Case given = Opened(profile).Ticking(Calendars.At("2026-11-23T10:00Z")).Do(new TicketCommand.SetPriority(2, "The dean waits."), Somebody.ProcessManager).Ticking(Calendars.At("2026-11-23T10:05Z"));
        Assert.Equal(["11-23 10:00 breach Leader"], Told(given));
        Assert.True(given.Clock().BreachedOnAttach);
    }

    [Fact]
    [Trait("Rule", "IT-10")]
    public void Keeps_its_promise_of_an_update_with_a_reply_and_breaks_it_without()
    {
        Profile profile = Promising(Policy("all", Within(TargetKind.NextUpdate, 4) with { KeepInformed = true, Warnings = [] }));
        Case given = Opened(profile).Ticking(Calendars.At("2026-11-23T08:00Z")).Do(new TicketCommand.Reply("We look into it."), Somebody.FirstLine);
        Assert.Equal(Calendars.At("2026-11-23T12:00Z"), given.Ticket.Clocks!.NextUpdateBy(profile.Book));
        given.Ticking(Calendars.At("2026-11-23T11:00Z")).Do(new TicketCommand.Reply("Still on it."), Somebody.FirstLine);
        Assert.Equal(["11-23 11:00 kept 1", "11-23 15:00 breach Leader"], Told(given.Ticking(Calendars.At("2026-11-23T15:00Z").AddMinutes(1))));
    }

    /// <summary>The hours of a book move under a ticket: what is due by the new ones is told when it is due.</summary>
    [Fact]
    public void Is_counted_anew_where_other_hours_bring_its_deadline_nearer_or_further()
    {
        Profile before = Staffed, longer = before with
        {
            Calendars = [.. before.Calendars.Select(office => office with { Week = Calendars.Weekdays(Calendars.Copenhagen, Calendars.Hours("06:00-18:00")).Week })],
        };
        Case given = Opened(before, "2026-11-23T11:00Z");
        Assert.Equal(Calendars.At("2026-11-24T11:00Z").AddTicks(1), given.Ticket.Clocks!.Owed(before.Book).Last().At);
        given.Under(longer with { Editions = before.Then(longer, "2026-11-23T16:00Z") }).Ticking(Calendars.At("2026-11-23T16:00Z")).Do(new TicketCommand.Recount(), Actor.Clock);
        Assert.Empty(given.Accept(new TicketCommand.Recount(), Actor.Clock));
        Assert.Equal("11-24 08:00 breach Dispatcher", Told(given.Ticking(Calendars.At("2026-11-24T08:10Z")))[^1]);
    }

    [Theory]
    [InlineData("2026-11-23T06:59Z", "ida")] // Monday morning, before it is handed over at 08:00
    [InlineData("2026-11-23T07:00Z", "anna")]
    [InlineData("2026-11-30T06:59Z", "anna")]
    [InlineData("2026-11-30T07:00Z", "bo")]
    [InlineData("2026-12-01T12:00Z", "carl")] // who swapped
    [InlineData("2026-11-01T12:00Z", null)] // before it began
    [InlineData("2027-03-29T05:59Z", "ida")] // the turn ends at eight in the morning in summer too
    [InlineData("2027-03-29T06:00Z", "anna")]
    public void Knows_who_is_on_call(string at, string? expected)
    {
        var schedule = new OnCallSchedule("it-support", ["ida", "anna", "bo"], new(2026, 11, 16), Swaps: [new(Calendars.At("2026-12-01T07:00Z"), Calendars.At("2026-12-02T07:00Z"), "carl")]);
        Assert.Equal(expected, schedule.At(Calendars.At(at), TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen")));
    }
}
