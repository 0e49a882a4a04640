using CsCheck;
using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Tests.Given_service_levels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The one thing by which an outcome changes: time that was counted and should not have been (service levels, rules 10 and 19).</summary>
public sealed class A_corrected_clock
{
    private const string Why = "The supplier's network was down; nobody could work on it.";

    /// <summary>Opened on Monday 23 November 2026 at 08:00 in Aarhus with a goal of eight hours, a day's; times are UTC.</summary>
    private static Case Opened(Profile? profile = null) => Case.Incident(profile ?? Resolving(8), at: Calendars.At("2026-11-23T07:00Z"));

    private static Case Breached() => Opened().Ticking(Calendars.At("2026-11-24T08:00Z")).Solved();

    internal static TicketCommand.CorrectServiceLevel Correcting(DateTimeOffset from, DateTimeOffset until) => new("resolution", 1, from, until, Why)
    {
        Clock = new(TargetKind.Resolution, null, 1, "all", 1, TimeSpan.FromDays(900), from, from, [new(from, Aarhus.Profile.Calendars[0].Id)], []),
    };

    private static TicketCommand.CorrectServiceLevel Correcting(Case given, string from, string until, int? cycle = null, string target = "resolution", string? why = Why)
    {
        var command = new TicketCommand.CorrectServiceLevel(target, cycle, Calendars.At(from), Calendars.At(until), why);
        return command with { Clock = given.Clocks().All.LastOrDefault(command.Means) };
    }

    [Fact]
    public void Is_met_after_all_where_what_is_taken_away_is_enough()
    {
        Case given = Breached();
        Assert.Equal((ClockState.Breached, Calendars.At("2026-11-23T15:00Z")), (given.State(), given.Due()));
        given.At("2026-12-01T09:00Z").Do(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z"), Somebody.ProcessManager);
        Assert.Equal((ClockState.Met, Calendars.At("2026-11-24T09:00Z")), (given.State(), given.Due()));
        Assert.Equal(
            ["Counted 07:00", "Paused 09:00 True", "Counted 11:00", "OutsideHours 15:00", "Counted 07:00"],
            given.Segments().Select(segment => $"{segment.Kind} {segment.From:HH:mm} {segment.Corrected}".TrimEnd()));
        // The ticket is as it was, and who did it is known.
        Assert.Equal((TicketStatus.Resolved, Somebody.ProcessManager.Id, Why), (given.Ticket.Status, given.Events[^1].By, ((Happening.ServiceLevelCorrected)given.Events[^1].What).Reason.Value));
    }

    [Fact]
    public void Is_corrected_when_its_ticket_is_closed_too()
    {
        Case given = Breached().Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock);
        given.Do(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z"), Somebody.ProcessManager);
        Assert.Equal((ClockState.Met, TicketStatus.Closed), (given.State(), given.Ticket.Status));
    }

    [Fact]
    public void Stays_breached_where_what_is_taken_away_is_not_enough()
    {
        Case given = Breached();
        given.Do(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T09:30Z"), Somebody.ProcessManager);
        Assert.Equal((ClockState.Breached, Calendars.At("2026-11-24T07:30Z")), (given.State(), given.Due()));
    }

    [Fact]
    public void Is_due_later_where_it_runs_and_is_warned_of_again_only_at_what_is_still_to_come()
    {
        Case given = Opened().Ticking(Calendars.At("2026-11-23T15:30Z"));
        Assert.Equal(4, given.Events.Count(e => e.What is Happening.ServiceLevelWarned or Happening.ServiceLevelBreached));
        Assert.NotEmpty(given.Clock().Told.Where(told => told.ClimbsAt is not null));
        given.Do(Correcting(given, "2026-11-23T08:00Z", "2026-11-23T09:00Z"), Somebody.ProcessManager);
        Assert.Equal((ClockState.Running, Calendars.At("2026-11-24T08:00Z")), (given.State(), given.Due()));
        int before = given.Events.Count;
        // Half and three quarters of it had passed by then all the same; nobody is told of the old breach any more.
        given.Ticking(Calendars.At("2026-11-24T08:01Z"));
        Assert.Equal(["90", "breach"], given.Events.Skip(before).Select(e => e.What is Happening.ServiceLevelWarned warned ? $"{warned.Percent}" : e.What is Happening.ServiceLevelBreached ? "breach" : e.What.GetType().Name));
        Assert.Equal(Calendars.At("2026-11-24T07:12Z"), given.Events[before].HappenedAt);
    }

    [Fact]
    public void Tells_nobody_of_its_breach_again_once_it_has_ended()
    {
        Case given = Breached();
        given.Do(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T09:30Z"), Somebody.ProcessManager).Ticking(Calendars.At("2026-12-20T09:00Z"));
        Assert.Single(given.Events, e => e.What is Happening.ServiceLevelBreached);
    }

    [Fact]
    public void Keeps_what_it_stood_still_for_and_loses_only_what_it_counted()
    {
        Case given = Opened().Ticking(Calendars.At("2026-11-23T09:00Z")).Do(new TicketCommand.Pend("PR-05", null, null), Somebody.FirstLine)
            .Ticking(Calendars.At("2026-11-23T10:00Z")).Do(new TicketCommand.Resume(), Somebody.FirstLine).Ticking(Calendars.At("2026-11-23T13:00Z"));
        given.Do(Correcting(given, "2026-11-23T08:30Z", "2026-11-23T10:30Z"), Somebody.ProcessManager);
        Assert.Equal(
            ["Counted 07:00", "Paused 08:30 True", "Paused 09:00 PR-05", "Paused 10:00 True", "Counted 10:30"],
            given.Segments().Select(segment => $"{segment.Kind} {segment.From:HH:mm} {segment.Reason}{segment.Corrected}".TrimEnd()));
        Assert.Equal(Calendars.At("2026-11-24T09:00Z"), given.Due());
    }

    [Fact]
    public void Takes_time_from_a_clock_that_stands_still_now()
    {
        Case given = Opened().Ticking(Calendars.At("2026-11-23T09:00Z")).Do(new TicketCommand.Pend("PR-05", null, null), Somebody.FirstLine).Ticking(Calendars.At("2026-11-23T10:00Z"));
        given.Do(Correcting(given, "2026-11-23T08:00Z", "2026-11-23T10:00Z"), Somebody.ProcessManager);
        Assert.Equal((ClockState.Paused, null), (given.State(), given.Due()));
        given.Ticking(Calendars.At("2026-11-23T11:00Z")).Do(new TicketCommand.Resume(), Somebody.FirstLine);
        Assert.Equal(Calendars.At("2026-11-24T10:00Z"), given.Due());
    }

    [Fact]
    public void Is_the_cycle_that_is_named_and_no_other()
    {
        Case given = Breached().Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Reopen("Again."), Somebody.FirstLine).Solved();
        Assert.Equal("1:Breached 2:Breached", given.Course());
        given.Do(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z", cycle: 1), Somebody.ProcessManager);
        Assert.Equal("1:Met 2:Breached", given.Course());
        given.Do(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z"), Somebody.ProcessManager);
        Assert.Equal("1:Met 2:Met", given.Course());
    }

    [Fact]
    public void Goes_on_with_its_correction_where_another_goal_takes_its_place()
    {
        Profile profile = Promising(Policy("urgent", Within(TargetKind.Resolution, 7)) with { When = new(Ranks: [1, 2]) }, Policy("other", Within(TargetKind.Resolution, 16)));
        Case given = Opened(profile).Ticking(Calendars.At("2026-11-23T12:00Z"));
        given.Do(Correcting(given, "2026-11-23T08:00Z", "2026-11-23T10:00Z"), Somebody.ProcessManager).Do(new TicketCommand.SetPriority(2, "The dean waits."), Somebody.ProcessManager);
        Assert.Equal(Calendars.At("2026-11-24T08:00Z"), given.Due());
    }

    [Theory]
    [InlineData("2026-11-23T11:00Z", "2026-11-23T09:00Z", Why, "/until")] // the wrong way round
    [InlineData("2026-11-24T07:00Z", "2026-11-24T20:00Z", Why, "/until")] // what has not been
    [InlineData("2026-11-23T16:00Z", "2026-11-23T20:00Z", Why, "/from")] // outside hours
    [InlineData("2026-11-22T07:00Z", "2026-11-23T07:00Z", Why, "/from")] // before it began
    [InlineData("2026-11-23T09:00Z", "2026-11-23T11:00Z", " ", "/reason")]
    public void Is_left_as_it_is_where_nothing_can_be_taken_away(string from, string until, string why, string pointer)
    {
        Case given = Breached();
        Assert.Equal([pointer], given.Refuse(Correcting(given, from, until, why: why), Somebody.ProcessManager).Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    public void Is_corrected_once_and_not_where_there_is_none()
    {
        Case given = Breached();
        TicketCommand.CorrectServiceLevel Again() => Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z");
        given.Do(Again(), Somebody.ProcessManager);
        Assert.Equal(["/from"], given.Refuse(Again(), Somebody.ProcessManager).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(["/target"], given.Refuse(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z", target: "nextUpdate"), Somebody.ProcessManager).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(["/cycle"], given.Refuse(Correcting(given, "2026-11-23T09:00Z", "2026-11-23T11:00Z", cycle: 7), Somebody.ProcessManager).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(Again(), Somebody.TeamLeader).Code);
    }

    /// <summary>Whatever happened, whatever is promised: a correction takes away what was counted in its time, and nothing else.</summary>
    [Fact]
    public void Any() => Gen.Select(Any_clock_that_speaks.Lived, Gen.Int[0, 1000], Gen.Int[0, 20_000], Gen.Int[1, 3_000]).Sample(
        (given, which, after, minutes) =>
        {
            ServiceBook book = given.Profile.Book;
            Clocks before = given.Clocks();
            if (before.All.IsEmpty)
                return;
            Clock was = before.All[which % before.All.Length];
            DateTimeOffset from = was.CountsFrom.AddMinutes(after), until = from.AddMinutes(minutes) < given.Now ? from.AddMinutes(minutes) : given.Now;
            TimeSpan counted = was.Counted(book, given.Now), taken = was.CountedBetween(book, from, until);
            var command = new TicketCommand.CorrectServiceLevel(was.Target, was.Cycle, from, until, Why) { Clock = was };
            if (given.Ask(command, Somebody.ProcessManager) is not Decision.Accepted accepted)
            {
                Assert.Equal(TimeSpan.Zero, taken);
                return;
            }

            given.Record(accepted.Happenings, Somebody.ProcessManager);
            Clocks all = given.Clocks();
            Clock now = all.All.Single(clock => clock.Target == was.Target && clock.Cycle == was.Cycle);
            Assert.Equal((counted - taken, TimeSpan.Zero), (now.Counted(book, given.Now), now.CountedBetween(book, from, until)));
            Assert.True(was.DueAt(book) is null || now.DueAt(book) is null || now.DueAt(book) >= was.DueAt(book));
            Assert.Equal(before.All.Where(clock => clock != was), all.All.Where(clock => clock != now));
            Assert.Equal(all.Kept(book), given.Ticket.Clocks);
            if (given.Now > now.CountsFrom)
            {
                IReadOnlyList<ClockSegment> segments = ClockSegment.Of(now, book, given.Now);
                Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
                Assert.Equal(counted - taken, segments.Where(segment => segment.Kind == SegmentKind.Counted).Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Length));
            }
        },
        iter: 2_000);
}
