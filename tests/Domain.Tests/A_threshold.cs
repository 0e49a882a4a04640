using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Tests.Calendars;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A12: minutes, the same working day, or working days.</summary>
public sealed class A_threshold
{
    private static readonly WorkingTime Desk = Office.Time();
    private static readonly WorkingTime WithLunch = Weekdays(Copenhagen, Hours("08:00-12:00"), Hours("12:30-16:00")).Time();

    [Fact]
    public void Of_time_counts_working_time_without_pauses()
    {
        Threshold quarter = new Threshold.Time(TimeSpan.FromMinutes(15));
        Assert.Equal(At("2026-11-23T07:05:00Z"), quarter.Deadline(Desk, At("2026-11-20T14:50:00Z")));
        Assert.Equal(At("2026-11-23T09:15:00Z"), quarter.Deadline(Desk, At("2026-11-20T15:00:00Z"), new Pause(At("2026-11-20T15:00:00Z"), At("2026-11-23T09:00:00Z"))));
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T15:00:00Z")]
    [InlineData("2026-11-23T05:00:00Z", "2026-11-23T15:00:00Z")] // before it opens: that day
    [InlineData("2026-11-23T11:15:00Z", "2026-11-23T15:00:00Z")] // over lunch
    [InlineData("2026-11-23T15:00:00Z", "2026-11-24T15:00:00Z")] // at closing: the next
    [InlineData("2026-11-20T16:00:00Z", "2026-11-23T15:00:00Z")] // over a weekend
    [InlineData("2026-10-23T12:00:00Z", "2026-10-23T14:00:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-26T15:00:00Z")] // over the end of summer time
    public void Of_the_same_working_day_ends_with_its_hours(string start, string deadline) =>
        Assert.Equal(At(deadline), new Threshold.SameWorkingDay().Deadline(WithLunch, At(start)));

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", 1, "2026-11-24T09:00:00Z")]
    [InlineData("2026-11-20T14:30:00Z", 1, "2026-11-23T14:30:00Z")]
    [InlineData("2026-11-20T16:00:00Z", 1, "2026-11-24T07:00:00Z")] // outside hours it begins on Monday at opening
    [InlineData("2026-11-21T16:00:00Z", 1, "2026-11-24T07:00:00Z")]
    [InlineData("2026-11-23T09:00:00Z", 5, "2026-11-30T09:00:00Z")]
    [InlineData("2026-10-23T12:00:00Z", 1, "2026-10-26T13:00:00Z")] // 14:00 by the clock on either side
    [InlineData("2026-10-23T12:00:00Z", 10, "2026-11-06T13:00:00Z")]
    [InlineData("2027-03-24T13:00:00Z", 3, "2027-04-01T12:00:00Z")] // over Easter and the beginning of summer time
    [InlineData("2026-12-23T09:00:00Z", 3, "2026-12-30T09:00:00Z")]
    [InlineData("2026-11-23T09:00:00Z", 0, "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-21T09:00:00Z", 0, "2026-11-23T07:00:00Z")]
    public void Of_working_days_ends_at_the_same_local_time(string start, int days, string deadline) =>
        Assert.Equal(At(deadline), new Threshold.WorkingDays(days).Deadline(Desk, At(start)));

    [Theory]
    [InlineData("09:00-10:00", "2026-11-24T09:00:00Z")] // 14:00 lies after the day's closing
    [InlineData("14:30-18:00", "2026-11-24T13:30:00Z")] // before its opening
    [InlineData("12:00-20:00", "2026-11-24T13:00:00Z")]
    public void Of_working_days_is_brought_back_into_the_hours_of_a_day_of_its_own(string hours, string deadline)
    {
        WorkingTime special = (Office with { Exceptions = [new(Date("2026-11-24"), "Special", [Hours(hours)])] }).Time();
        Assert.Equal(At(deadline), special.AddWorkingDays(At("2026-11-23T13:00:00Z"), 1));
    }

    [Fact]
    public void Of_working_days_ends_before_a_break_rather_than_after_it()
    {
        WorkingTime special = (Office with { Exceptions = [new(Date("2026-11-24"), "Special", [Hours("08:00-12:00"), Hours("15:00-16:00")])] }).Time();
        Assert.Equal(At("2026-11-24T11:00:00Z"), special.AddWorkingDays(At("2026-11-23T13:00:00Z"), 1));
    }

    [Fact]
    public void Of_working_days_goes_over_the_gap_like_a_clock()
    {
        WorkingTime night = Daily(Copenhagen, Hours("00:00-06:00")).Time();
        Assert.Equal(At("2027-03-28T01:30:00Z"), night.AddWorkingDays(At("2027-03-27T01:30:00Z"), 1));
        Assert.Equal(At("2026-10-25T00:30:00Z"), night.AddWorkingDays(At("2026-10-24T00:30:00Z"), 1));
    }

    [Fact]
    public void Is_never_reached_where_the_calendar_never_opens()
    {
        Threshold[] all = [new Threshold.Time(TimeSpan.FromMinutes(15)), new Threshold.SameWorkingDay(), new Threshold.WorkingDays(1)];
        Assert.All(all, threshold => Assert.Null(threshold.Deadline(Never().Time(), At("2026-11-23T09:00:00Z"))));
        WorkingTime once = (Never() with { Exceptions = [new(Date("2026-11-24"), "Once", [Hours("08:00-16:00")])] }).Time();
        Assert.Equal(At("2026-11-24T15:00:00Z"), once.EndOfWorkingDay(At("2026-11-23T09:00:00Z")));
        Assert.Null(once.AddWorkingDays(At("2026-11-23T09:00:00Z"), 1));
    }
}
