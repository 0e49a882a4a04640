using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The working days that the prompts of the default profile count in.</summary>
public sealed class The_default_calendar
{
    private static readonly WorkingTime Working = Aarhus.Profile.WorkingTimeOf(null);

    [Theory]
    [InlineData("2026-11-20T14:30:00Z", 4 * 60, "2026-11-23T10:30:00Z")] // V1, over a weekend
    [InlineData("2026-10-23T12:00:00Z", 4 * 60, "2026-10-26T09:00:00Z")] // V3, over the end of summer time
    [InlineData("2027-03-24T13:00:00Z", 4 * 60, "2027-03-30T08:00:00Z")] // V6, over Easter and the beginning of summer time
    [InlineData("2026-12-23T14:00:00Z", 8 * 60, "2026-12-28T14:00:00Z")] // V7, over Christmas
    [InlineData("2026-12-30T14:00:00Z", 2 * 60, "2027-01-04T08:00:00Z")] // New Year
    public void Counts_minutes_in_office_hours(string start, int minutes, string due) =>
        Assert.Equal(Calendars.At(due), AllowedTime.OfMinutes(minutes).UsedUp(Working, Calendars.At(start), TimeSpan.Zero, 1));

    [Theory]
    [InlineData("2026-11-20T09:00:00Z", 0, 1, "2026-11-20T15:00:00Z")] // the same working day
    [InlineData("2026-11-20T16:00:00Z", 0, 1, "2026-11-23T15:00:00Z")] // after hours on a Friday: Monday is the day
    [InlineData("2026-11-20T09:00:00Z", 0, 2, "2026-11-23T15:00:00Z")] // used up twice: the next working day's end
    [InlineData("2026-11-20T09:00:00Z", 3, 1, "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-20T09:00:00Z", 3, 2, "2026-11-30T09:00:00Z")]
    [InlineData("2026-10-23T09:00:00Z", 1, 1, "2026-10-26T10:00:00Z")] // eleven by the clock on either side of the change
    public void Counts_working_days_at_the_same_local_time(string start, int days, int times, string due) =>
        Assert.Equal(Calendars.At(due), AllowedTime.OfWorkingDays(days).UsedUp(Working, Calendars.At(start), TimeSpan.Zero, times));

    /// <summary>The movable ones as the Danish church calendar prints them, the fixed ones beside them.</summary>
    [Theory]
    [InlineData(2024, "03-28 03-29 03-31 04-01 05-09 05-19 05-20")]
    [InlineData(2026, "04-02 04-03 04-05 04-06 05-14 05-24 05-25")]
    [InlineData(2027, "03-25 03-26 03-28 03-29 05-06 05-16 05-17")]
    [InlineData(2038, "04-22 04-23 04-25 04-26 06-03 06-13 06-14")]
    public void Is_closed_on_the_holidays_of_Denmark_in_any_year(int year, string movable)
    {
        string[] expected = [.. $"01-01 {movable} 06-05 12-24 12-25 12-26 12-31".Split(' ').Select(day => $"{year}-{day}").Order(StringComparer.Ordinal)];
        Assert.Equal(expected, PublicHolidayDays.Of(PublicHolidays.Denmark).Where(day => day.Date.Year == year).Select(day => $"{day.Date:yyyy-MM-dd}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_each_date_of_forty_years_once() =>
        Assert.Empty(CalendarRules.Complain(NamedCalendar.Aarhus.In("Europe/Copenhagen")));

    [Fact]
    public void Follows_the_organisation_to_another_zone_and_an_area_to_its_own_calendar()
    {
        NamedCalendar nights = new("nights", "Nights", [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, [new(0, 6 * 60)]))], []);
        Profile profile = Aarhus.Profile with
        {
            Zone = "America/New_York",
            Calendars = [NamedCalendar.Aarhus, nights],
            Areas = [new("ops", "Operations", "infrastructure", null, "nights"), new("plain", "Plain", "it-support")],
        };

        Assert.True(profile.WorkingTimeOf("plain").IsOpen(Calendars.At("2026-11-23T13:30:00Z")));
        Assert.False(profile.WorkingTimeOf("plain").IsOpen(Calendars.At("2026-11-23T12:30:00Z")));
        Assert.True(profile.WorkingTimeOf("ops").IsOpen(Calendars.At("2026-11-23T09:30:00Z")));
        Assert.True(Aarhus.Profile.WorkingTimeOf(null).IsOpen(Calendars.At("2026-11-23T07:30:00Z")));
    }

    [Fact]
    public void Lets_an_exception_open_on_a_holiday()
    {
        NamedCalendar calendar = NamedCalendar.Aarhus with { Exceptions = [new(new(2026, 12, 24), "Halv dag", [new(8 * 60, 12 * 60)])] };
        WorkingTime open = new(calendar.In("Europe/Copenhagen"));
        Assert.True(open.IsOpen(Calendars.At("2026-12-24T08:00:00Z")));
        Assert.False(open.IsOpen(Calendars.At("2026-12-25T08:00:00Z")));
    }

    [Theory]
    [Trait("Rule", "A12")]
    [InlineData(1, 15, 30)]
    [InlineData(2, 30, 120)]
    [InlineData(3, "same day", "1 day")]
    [InlineData(4, "3 days", "5 days")]
    [InlineData(5, null, "10 days")]
    public void Goes_with_the_thresholds_of_each_rank(int rank, object? notBegun, object? noProgress)
    {
        RankThresholds row = EscalationRules.Aarhus.ThresholdsOf(rank);
        Assert.Equal((Time(notBegun), Time(noProgress)), (row.NotBegun, row.NoProgress));

        static AllowedTime? Time(object? of) => of switch
        {
            int minutes => AllowedTime.OfMinutes(minutes),
            "same day" => AllowedTime.SameWorkingDay,
            string days => AllowedTime.OfWorkingDays(int.Parse(days.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)),
            _ => null,
        };
    }
}
