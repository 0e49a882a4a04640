using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The calendars of the examples.</summary>
internal static class Calendars
{
    public const string Copenhagen = "Europe/Copenhagen";

    private static readonly DayOfWeek[] Workdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly string[] Holidays =
        ["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-31", "2027-01-01", "2027-03-25", "2027-03-26", "2027-03-29"];

    /// <summary>Calendar C of the test vectors: Monday to Friday 08:00 to 16:00, with the holidays.</summary>
    public static readonly WorkingCalendar Office =
        Weekdays(Copenhagen, Hours("08:00-16:00")) with { Exceptions = [.. Holidays.Select(date => CalendarException.Closed(Date(date), "Holiday"))] };

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static WorkingCalendar Weekdays(string zone, params OpenInterval[] hours) =>
        new(zone, [.. Workdays.Select(day => new WeeklyHours(day, [.. hours]))], []);

    public static WorkingCalendar Daily(string zone, params OpenInterval[] hours) =>
        new(zone, [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, [.. hours]))], []);

    public static WorkingCalendar Never(string zone = Copenhagen) => new(zone, [], []);

    public static WorkingTime Time(this WorkingCalendar calendar) => new(calendar);

    /// <param name="hours">Such as "08:00-16:00"; 24:00 is the end of the day.</param>
    public static OpenInterval Hours(string hours)
    {
        int[] parts = [.. hours.Split(':', '-').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
        return new(parts[0] * 60 + parts[1], parts[2] * 60 + parts[3]);
    }
}
