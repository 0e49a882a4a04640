using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Tests.Calendars;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The test vectors of the service levels that need a calendar and pauses alone, and what else a clock meets.</summary>
public sealed class Working_time
{
    private static readonly WorkingTime Desk = Office.Time();
    private static readonly WorkingTime Always = WorkingCalendar.AroundTheClock(Copenhagen).Time();
    private static readonly WorkingTime WithLunch = Weekdays(Copenhagen, Hours("08:00-12:00"), Hours("12:30-16:00")).Time();

    [Theory]
    [InlineData("V1: over a weekend", "2026-11-20T14:30:00Z", 4, "2026-11-23T10:30:00Z")]
    [InlineData("V2: from a Saturday", "2026-11-21T09:00:00Z", 4, "2026-11-23T11:00:00Z")]
    [InlineData("V3: over the end of summer time", "2026-10-23T12:00:00Z", 4, "2026-10-26T09:00:00Z")]
    [InlineData("V6: over Easter and the beginning of summer time", "2027-03-24T13:00:00Z", 4, "2027-03-30T08:00:00Z")]
    [InlineData("V7: over Christmas", "2026-12-23T14:00:00Z", 8, "2026-12-28T14:00:00Z")]
    [InlineData("V13: exactly to the end of the day", "2026-11-23T07:00:00Z", 8, "2026-11-23T15:00:00Z")]
    public void Is_consumed_in_office_hours(string vector, string start, int hours, string deadline) =>
        Assert.True(At(deadline) == Desk.Deadline(At(start), TimeSpan.FromHours(hours)), vector);

    /// <summary>V4.</summary>
    [Fact]
    public void Runs_around_the_clock_through_the_hour_that_comes_twice()
    {
        Assert.Equal(At("2026-10-25T02:00:00Z"), Always.Deadline(At("2026-10-24T22:00:00Z"), TimeSpan.FromHours(4)));
        Assert.Equal(TimeSpan.FromHours(25), Always.Counted(At("2026-10-25T00:00:00+02:00"), At("2026-10-26T00:00:00+01:00")));
    }

    /// <summary>V5.</summary>
    [Fact]
    public void Has_no_more_than_23_hours_on_the_day_that_loses_one() =>
        Assert.Equal(TimeSpan.FromHours(23), Always.Counted(At("2027-03-28T00:00:00+01:00"), At("2027-03-29T00:00:00+02:00")));

    /// <summary>V8.</summary>
    [Fact]
    public void Stands_still_while_paused()
    {
        DateTimeOffset start = At("2026-11-23T07:00:00Z");
        Pause pause = new(At("2026-11-23T09:00:00Z"), At("2026-11-24T09:00:00Z"));
        Assert.Equal(At("2026-11-24T15:00:00Z"), Desk.Deadline(start, TimeSpan.FromHours(8), pause));
        Assert.Equal(TimeSpan.FromHours(8), Desk.Counted(start, At("2026-11-24T15:00:00Z"), pause));
        Assert.Equal(At("2026-11-24T13:00:00Z"), Desk.Deadline(start, TimeSpan.FromHours(8) * 0.75, pause));
    }

    /// <summary>V9.</summary>
    [Fact]
    public void Loses_nothing_to_a_pause_outside_hours()
    {
        Pause night = new(At("2026-11-23T20:00:00Z"), At("2026-11-24T05:00:00Z"));
        Assert.Equal(At("2026-11-24T09:00:00Z"), Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(10), night));
        Assert.Equal(TimeSpan.FromHours(10), Desk.Counted(At("2026-11-23T07:00:00Z"), At("2026-11-24T09:00:00Z"), night));
        Assert.Equal(At("2026-11-24T09:00:00Z"), Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(10)));
    }

    /// <summary>V10.</summary>
    [Fact]
    public void Stands_still_over_lunch() =>
        Assert.Equal(At("2026-11-23T12:00:00Z"), WithLunch.Deadline(At("2026-11-23T10:30:00Z"), TimeSpan.FromHours(1)));

    /// <summary>V11.</summary>
    [Theory]
    [InlineData("2027-03-28T00:00:00+01:00", "2027-03-29T00:00:00+02:00", 5)]
    [InlineData("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 7)]
    public void Counts_a_night_by_the_hours_that_it_really_had(string from, string to, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), Daily(Copenhagen, Hours("00:00-06:00")).Time().Counted(At(from), At(to)));

    /// <summary>V14: the time from resolving to reopening is a pause.</summary>
    [Fact]
    public void Goes_on_when_a_ticket_is_reopened() =>
        Assert.Equal(
            At("2026-11-25T12:00:00Z"),
            Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(8), new Pause(At("2026-11-23T11:00:00Z"), At("2026-11-25T08:00:00Z"))));

    [Fact]
    public void Merges_pauses_in_any_order_and_ignores_those_without_length()
    {
        Pause[] pauses =
        [
            new(At("2026-11-23T11:00:00Z"), At("2026-11-23T12:00:00Z")),
            new(At("2026-11-23T08:00:00Z"), At("2026-11-23T10:00:00Z")),
            new(At("2026-11-23T09:00:00Z"), At("2026-11-23T09:30:00Z")),
            new(At("2026-11-23T09:45:00Z"), At("2026-11-23T11:00:00Z")),
            new(At("2026-11-23T13:00:00Z"), At("2026-11-23T13:00:00Z")),
        ];
        Assert.Equal(TimeSpan.FromHours(4), Desk.Counted(At("2026-11-23T07:00:00Z"), At("2026-11-23T15:00:00Z"), pauses));
        Assert.Equal(At("2026-11-23T14:00:00Z"), Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(3), pauses));
    }

    [Fact]
    public void Has_no_deadline_while_nobody_has_ended_the_pause()
    {
        Pause open = new(At("2026-11-23T09:00:00Z"), null);
        Assert.Null(Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(8), open));
        Assert.Null(Desk.Deadline(At("2026-11-23T10:00:00Z"), TimeSpan.FromHours(8), open));
        Assert.Equal(TimeSpan.FromHours(2), Desk.Counted(At("2026-11-23T07:00:00Z"), At("2026-11-30T07:00:00Z"), open));
        Assert.Equal(TimeSpan.Zero, Desk.Counted(At("2026-11-23T10:00:00Z"), At("2026-11-30T07:00:00Z"), open));
    }

    [Fact]
    public void Keeps_the_deadline_that_it_reached_before_the_pause()
    {
        Pause open = new(At("2026-11-23T09:00:00Z"), null);
        Assert.Equal(At("2026-11-23T08:30:00Z"), Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(1.5), open));
        Assert.Equal(At("2026-11-23T09:00:00Z"), Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(2), open));
        Assert.Null(Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(2) + TimeSpan.FromTicks(1), open));
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-23T15:00:00Z", "2026-11-24T07:00:00Z")] // the closing instant lies outside
    [InlineData("2026-11-21T09:00:00Z", "2026-11-23T07:00:00Z")]
    public void Is_consumed_at_the_start_or_the_next_opening_where_the_goal_is_nothing(string start, string deadline)
    {
        Assert.Equal(At(deadline), Desk.Deadline(At(start), TimeSpan.Zero));
        Assert.Equal(At(deadline), Desk.NextOpening(At(start)));
        Assert.Equal(start == deadline, Desk.IsOpen(At(start)));
    }

    [Fact]
    public void Knows_a_window_to_the_tick()
    {
        DateTimeOffset opening = At("2026-11-23T07:00:00Z"), closing = At("2026-11-23T15:00:00Z");
        Assert.False(Desk.IsOpen(opening.AddTicks(-1)));
        Assert.True(Desk.IsOpen(opening));
        Assert.True(Desk.IsOpen(closing.AddTicks(-1)));
        Assert.False(Desk.IsOpen(closing));
        Assert.Equal(TimeSpan.FromTicks(2), Desk.Counted(closing.AddTicks(-1), At("2026-11-24T07:00:00Z").AddTicks(1)));
        Assert.Equal(At("2026-11-24T07:00:00Z").AddTicks(1), Desk.Deadline(opening, TimeSpan.FromHours(8) + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Counts_nothing_backwards() =>
        Assert.Equal(TimeSpan.Zero, Desk.Counted(At("2026-11-23T12:00:00Z"), At("2026-11-23T09:00:00Z")));

    [Fact]
    public void Takes_the_hours_of_an_exception_in_place_of_the_weekday_s()
    {
        WorkingTime shortened = (Office with { Exceptions = [new(Date("2026-11-23"), "Inventory", [Hours("10:00-12:00")]), new(Date("2026-11-22"), "Move", [Hours("09:00-10:00")])] }).Time();
        Assert.Equal(TimeSpan.FromHours(3), shortened.Counted(At("2026-11-21T00:00:00Z"), At("2026-11-24T00:00:00Z")));
        Assert.Equal(At("2026-11-22T08:00:00Z"), shortened.NextOpening(At("2026-11-20T15:00:00Z")));
        Assert.Equal(At("2026-11-24T07:30:00Z"), shortened.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(2.5)));
    }

    [Fact]
    public void Never_ends_where_the_calendar_never_opens()
    {
        WorkingTime never = Never().Time();
        Assert.Null(never.NextOpening(At("2026-11-23T07:00:00Z")));
        Assert.Null(never.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(1)));
        Assert.Null(never.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.Zero));
        Assert.False(never.IsOpen(At("2026-11-23T07:00:00Z")));
        Assert.Equal(TimeSpan.Zero, never.Counted(At("2016-11-23T07:00:00Z"), At("2026-11-23T07:00:00Z")));
    }

    [Fact]
    public void Looks_ten_years_ahead_and_no_further()
    {
        WorkingTime once = (Never() with { Exceptions = [new(Date("2036-11-20"), "Jubilee", [Hours("08:00-16:00")])] }).Time();
        Assert.Equal(At("2036-11-20T07:00:00Z"), once.NextOpening(At("2026-11-23T07:00:00Z")));
        Assert.Null(once.NextOpening(At("2026-11-19T07:00:00Z")));
        Assert.Null(once.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromHours(9)));
    }

    [Fact]
    public void Reaches_both_ends_of_time_without_falling_off()
    {
        Assert.Null(Desk.NextOpening(DateTimeOffset.MaxValue));
        Assert.NotNull(Desk.NextOpening(DateTimeOffset.MinValue));
        Assert.Null(Desk.Deadline(DateTimeOffset.MaxValue.AddDays(-30), TimeSpan.FromDays(60)));
        Assert.False(Desk.IsOpen(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Refuses_a_goal_or_a_pause_that_runs_backwards()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Desk.Deadline(At("2026-11-23T07:00:00Z"), TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentException>(() => Desk.Counted(
            At("2026-11-23T07:00:00Z"), At("2026-11-24T07:00:00Z"), new Pause(At("2026-11-23T10:00:00Z"), At("2026-11-23T09:00:00Z"))));
    }

    /// <summary>Measured at about 2 ms: the bound says only that nobody walks by minutes, which would be 5 million steps each.</summary>
    [Fact]
    public void Counts_ten_years_two_hundred_times_in_seconds()
    {
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 200; i++)
            Assert.True(WithLunch.Counted(At("2026-01-01T00:00:00Z"), At("2036-01-01T00:00:00Z")) > TimeSpan.FromHours(19_000));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed.TotalMilliseconds / 200} ms each");
        TestContext.Current.SendDiagnosticMessage("{0} ms each", watch.Elapsed.TotalMilliseconds / 200);
    }
}
