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

    private static WorkingCalendar Of(params (int From, int Until)[] hours) =>
        new(Copenhagen, [new(DayOfWeek.Monday, [.. hours.Select(interval => new OpenInterval(interval.From, interval.Until))])], []);
}
