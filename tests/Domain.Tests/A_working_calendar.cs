using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Tests.Calendars;

namespace ItsmFunctions.Domain.Tests;

public sealed class A_working_calendar
{
    public static TheoryData<string, WorkingCalendar, string[]> Wrong => new()
    {
        { "no zone", Office with { Zone = null! }, ["/calendar/zone"] },
        { "an unknown zone", Office with { Zone = "Europe/Atlantis" }, ["/calendar/zone"] },
        { "a zone of Windows", Office with { Zone = "Romance Standard Time" }, ["/calendar/zone"] },
        { "a zone of Windows in one word", Office with { Zone = "UTC-02" }, ["/calendar/zone"] },
        { "a zone in small letters", Office with { Zone = "europe/copenhagen" }, ["/calendar/zone"] },
        { "a file beside the zones", Office with { Zone = "tzdata" }, ["/calendar/zone"] },
        { "a path", Office with { Zone = "../zoneinfo/UTC" }, ["/calendar/zone"] },
        { "no week", Office with { Week = default }, ["/calendar/week"] },
        { "nothing in place of a weekday", Office with { Week = [null!] }, ["/calendar/week/0"] },
        { "no day of the week", Office with { Week = [new((DayOfWeek)7, [])] }, ["/calendar/week/0/day"] },
        { "a weekday twice", Office with { Week = [new(DayOfWeek.Monday, []), new(DayOfWeek.Monday, [])] }, ["/calendar/week/1/day"] },
        { "hours before the day", Of((-1, 60)), ["/calendar/week/0/hours/0/from"] },
        { "hours after the day", Of((60, 1441)), ["/calendar/week/0/hours/0/until"] },
        { "an end before the start", Of((60, 59)), ["/calendar/week/0/hours/0/until"] },
        { "no length", Of((60, 60)), ["/calendar/week/0/hours/0/until"] },
        { "an overlap out of order", Of((700, 800), (480, 701)), ["/calendar/week/0/hours/0"] },
        { "an overlap with one before the last", Of((480, 900), (500, 600), (700, 800)), ["/calendar/week/0/hours/1", "/calendar/week/0/hours/2"] },
        { "a date twice", Office with { Exceptions = [.. Office.Exceptions, Office.Exceptions[0]] }, ["/calendar/exceptions/8/date"] },
        { "no name", Office with { Exceptions = [CalendarException.Closed(Date("2026-12-24"), "")] }, ["/calendar/exceptions/0/name"] },
        { "nothing in place of an exception", Office with { Exceptions = [null!] }, ["/calendar/exceptions/0"] },
        { "a later week that comes first", Later("2027-01-01", "2026-12-01"), ["/calendar/laterWeeks/1/from"] },
        { "two weeks from one day", Later("2027-01-01", "2027-01-01"), ["/calendar/laterWeeks/1/from"] },
        { "nothing in place of a later week", Office with { LaterWeeks = [null!] }, ["/calendar/laterWeeks/0"] },
        { "a wrong later week", Office with { LaterWeeks = [new(Date("2027-01-01"), [new(DayOfWeek.Monday, [new(60, 59)])])] }, ["/calendar/laterWeeks/0/week/0/hours/0/until"] },
        { "too many later weeks", Later([.. Enumerable.Range(0, CalendarRules.MostLaterWeeks + 1).Select(day => Date("2027-01-01").AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))]), ["/calendar/laterWeeks"] },
        { "wrong hours of a date", Office with { Exceptions = [new(Date("2026-12-24"), "Eve", [new(480, 720), null!, new(600, 840)])] }, ["/calendar/exceptions/0/hours/1", "/calendar/exceptions/0/hours/2"] },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Is_refused_with_a_pointer_to_each_fault(string what, WorkingCalendar calendar, string[] pointers)
    {
        Assert.True(pointers.SequenceEqual(CalendarRules.Complain(calendar, "/calendar").Select(complaint => complaint.Pointer)), what);
        Assert.Throws<ArgumentException>(() => new WorkingTime(calendar));
    }

    [Fact]
    public void Is_let_in_with_hours_that_touch_stand_in_any_order_or_fill_the_day()
    {
        WorkingCalendar[] sound =
        [
            Office, Never(), WorkingCalendar.AroundTheClock("UTC"), WorkingCalendar.AroundTheClock("Etc/UTC"), Of((720, 960), (480, 720)), Office with { Exceptions = default },
            Of((0, 1440)), Office with { Week = [new(DayOfWeek.Monday, default)] },
        ];
        Assert.All(sound, calendar => Assert.Empty(CalendarRules.Complain(calendar)));
        Assert.Equal(TimeSpan.FromHours(8), Of((720, 960), (480, 720)).Time().Counted(At("2026-11-23T00:00:00Z"), At("2026-11-24T00:00:00Z")));
    }

    [Fact]
    public void Has_other_weeks_from_their_local_days_on()
    {
        WorkingTime time = (Office with
        {
            LaterWeeks = [new(Date("2026-11-24"), Weekdays(Copenhagen, Hours("08:00-12:00")).Week), new(Date("2026-11-26"), Weekdays(Copenhagen, Hours("00:00-24:00")).Week)],
        }).Time();
        // Local midnight is 23:00 UTC of the day before.
        Assert.Equal([8, 4, 4, 24], new[] { 22, 23, 24, 25 }.Select(day => time.Counted(At($"2026-11-{day}T23:00:00Z"), At($"2026-11-{day + 1}T23:00:00Z")).TotalHours));
        Assert.Equal(At("2026-11-24T08:00:00Z"), time.Deadline(At("2026-11-23T14:00:00Z"), TimeSpan.FromHours(2), []));
    }

    [Fact]
    public void Takes_the_holidays_of_a_file_in_once_and_keeps_the_hours_of_its_own_days()
    {
        CalendarException half = new(Date("2026-12-31"), "Half a day", [Hours("08:00-12:00")]);
        NamedCalendar calendar = NamedCalendar.Aarhus with { Exceptions = [half, CalendarException.Closed(Date("2026-12-30"), "Closed")] };
        CalendarException[] holidays = [.. new[] { "2026-12-25", "2026-12-29", "2026-12-30", "2026-12-31" }.Select(date => CalendarException.Closed(Date(date), "Christmas"))];

        var imported = ImportedHolidays.Into(calendar, holidays);
        Assert.Equal(["2026-12-29"], imported.Closed.Select(day => day.Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([holidays[2]], imported.Renamed);
        Assert.Equal([half], imported.Kept);
        // The country's own holidays need no exception.
        Assert.Equal([holidays[1], holidays[2], half], imported.Calendar.Exceptions);

        var again = ImportedHolidays.Into(imported.Calendar, holidays);
        Assert.Equal(imported.Calendar.Exceptions, again.Calendar.Exceptions);
        Assert.Equal((0, 0, 1), (again.Closed.Length, again.Renamed.Length, again.Kept.Length));
    }

    private static WorkingCalendar Later(params string[] days) => Office with { LaterWeeks = [.. days.Select(day => new LaterWeek(Date(day), Office.Week))] };

    private static WorkingCalendar Of(params (int From, int Until)[] hours) =>
        new(Copenhagen, [new(DayOfWeek.Monday, [.. hours.Select(interval => new OpenInterval(interval.From, interval.Until))])], []);
}
