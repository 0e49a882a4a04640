using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Tests.Calendars;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Service levels, rules 2 and 3, in zones that change at other hours, by other amounts, or not at all.</summary>
public sealed class Working_time_over_a_change_of_the_clock
{
    [Theory]
    // The clock goes from 02:00 to 03:00: 02:30 is 03:30.
    [InlineData("Europe/Copenhagen", "02:30-05:00", "2027-03-28T01:30:00Z", "2027-03-28T03:00:00Z")]
    [InlineData("Europe/Copenhagen", "01:00-02:30", "2027-03-28T00:00:00Z", "2027-03-28T01:30:00Z")]
    [InlineData("Europe/Copenhagen", "02:15-02:45", "2027-03-28T01:15:00Z", "2027-03-28T01:45:00Z")]
    // 02:00 to 03:00 comes twice: it opens the first time and closes the second.
    [InlineData("Europe/Copenhagen", "02:30-05:00", "2026-10-25T00:30:00Z", "2026-10-25T04:00:00Z")]
    [InlineData("Europe/Copenhagen", "01:00-02:30", "2026-10-24T23:00:00Z", "2026-10-25T01:30:00Z")]
    // Half an hour: 01:30 to 02:00 comes twice on 4 April, 02:00 to 02:30 not at all on 3 October.
    [InlineData("Australia/Lord_Howe", "01:45-08:00", "2027-04-03T14:45:00Z", "2027-04-03T21:30:00Z")]
    [InlineData("Australia/Lord_Howe", "02:15-08:00", "2027-10-02T15:45:00Z", "2027-10-02T21:00:00Z")]
    // At midnight: 6 September 2026 begins at 01:00; 4 April ends at 24:00 an hour late.
    [InlineData("America/Santiago", "00:00-08:00", "2026-09-06T04:00:00Z", "2026-09-06T11:00:00Z")]
    [InlineData("America/Santiago", "00:30-08:00", "2026-09-06T04:30:00Z", "2026-09-06T11:00:00Z")]
    [InlineData("America/Santiago", "16:00-24:00", "2026-04-04T19:00:00Z", "2026-04-05T04:00:00Z")]
    [InlineData("America/Santiago", "16:00-23:30", "2026-04-04T19:00:00Z", "2026-04-05T03:30:00Z")]
    [InlineData("Asia/Kolkata", "09:00-17:00", "2027-03-28T03:30:00Z", "2027-03-28T11:30:00Z")]
    public void Opens_at_the_earlier_and_closes_at_the_later_of_two_and_goes_over_a_gap(string zone, string hours, string opening, string closing)
    {
        WorkingTime time = Daily(zone, Hours(hours)).Time();
        TimeSpan open = At(closing) - At(opening);
        Assert.Equal(At(opening), time.NextOpening(At(opening).AddHours(-4)));
        Assert.Equal(open, time.Counted(At(opening).AddHours(-4), At(closing).AddHours(4)));
        Assert.Equal(At(closing), time.Deadline(At(opening).AddHours(-4), open));
    }

    [Fact]
    public void Has_no_hours_on_the_day_that_Samoa_left_out()
    {
        WorkingTime weekdays = Weekdays("Pacific/Apia", Hours("08:00-16:00")).Time();
        // Thursday 29 December at 16:00 was followed, 16 + 8 hours of the clock later, by Saturday the 31st; work goes on on Monday.
        Assert.Equal(At("2012-01-02T08:00:00+14:00"), weekdays.NextOpening(At("2011-12-29T16:00:00-10:00")));
        Assert.Equal(TimeSpan.FromHours(16), weekdays.Counted(At("2011-12-29T00:00:00-10:00"), At("2012-01-03T00:00:00+14:00")));
        Assert.Equal(TimeSpan.FromHours(24), WorkingCalendar.AroundTheClock("Pacific/Apia").Time().Counted(At("2011-12-29T12:00:00-10:00"), At("2011-12-31T12:00:00+14:00")));
        Assert.Equal(At("2012-01-02T12:00:00+14:00"), weekdays.AddWorkingDays(At("2011-12-29T12:00:00-10:00"), 1));
    }

    [Fact]
    public void Counts_no_instant_twice_where_two_windows_meet_by_the_change()
    {
        // Both closings stand twice, and the second opening lies before the first closing.
        WorkingTime apart = Daily(Copenhagen, Hours("01:00-02:30"), Hours("02:30-05:00")).Time();
        Assert.Equal(TimeSpan.FromHours(5), apart.Counted(At("2026-10-24T22:00:00Z"), At("2026-10-25T12:00:00Z")));
        // 02:00 to 02:45 is shifted to 03:00 to 03:45, which the second has already, and ends before it.
        WorkingTime shifted = Daily(Copenhagen, Hours("02:00-02:45"), Hours("03:00-05:00")).Time();
        Assert.Equal(TimeSpan.FromHours(2), shifted.Counted(At("2027-03-27T23:00:00Z"), At("2027-03-28T12:00:00Z")));
        Assert.Equal(At("2027-03-28T02:00:00Z"), shifted.Deadline(At("2027-03-28T00:00:00Z"), TimeSpan.FromHours(1)));
        // Shifted to begin after the next one does.
        WorkingTime crossed = Daily(Copenhagen, Hours("02:30-02:45"), Hours("03:00-03:40")).Time();
        Assert.Equal(TimeSpan.FromMinutes(45), crossed.Counted(At("2027-03-27T23:00:00Z"), At("2027-03-28T12:00:00Z")));
    }

    /// <summary>Until 2011 Newfoundland changed at 00:01, so that the hour that came twice belonged to two days.</summary>
    [Fact]
    public void Counts_no_instant_twice_where_a_day_ends_in_the_hour_that_comes_twice()
    {
        WorkingTime always = WorkingCalendar.AroundTheClock("America/St_Johns").Time();
        WorkingTime late = Daily("America/St_Johns", Hours("22:00-24:00")).Time();
        Assert.Equal(TimeSpan.FromHours(49), always.Counted(At("2010-11-06T00:00:00-02:30"), At("2010-11-08T00:00:00-03:30")));
        Assert.Equal(TimeSpan.FromHours(3), late.Counted(At("2010-11-06T12:00:00-02:30"), At("2010-11-07T12:00:00-03:30")));
    }

    [Fact]
    public void Has_no_window_where_it_would_close_before_it_opens()
    {
        // 02:30 is shifted to 03:30; 03:15 has not moved.
        WorkingTime inverted = Daily(Copenhagen, Hours("02:30-03:15")).Time();
        Assert.Equal(TimeSpan.Zero, inverted.Counted(At("2027-03-27T23:00:00Z"), At("2027-03-28T22:00:00Z")));
        Assert.Equal(At("2027-03-29T00:30:00Z"), inverted.NextOpening(At("2027-03-27T23:00:00+00:00").AddHours(1)));
        Assert.Equal(At("2027-03-29T00:31:00Z"), inverted.Deadline(At("2027-03-28T00:00:00Z"), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Does_not_part_the_hours_of_two_days_at_midnight()
    {
        WorkingTime night = Daily(Copenhagen, Hours("22:00-24:00"), Hours("00:00-06:00")).Time();
        Assert.Equal(At("2026-11-24T01:00:00Z"), night.Deadline(At("2026-11-23T22:00:00Z"), TimeSpan.FromHours(3)));
        Assert.Equal(TimeSpan.FromHours(8), night.Counted(At("2026-11-23T12:00:00Z"), At("2026-11-24T12:00:00Z")));
        Assert.True(night.IsOpen(At("2026-11-23T23:00:00Z")));
    }
}
