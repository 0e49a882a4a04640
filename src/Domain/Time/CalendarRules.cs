using System.Collections.Immutable;
using System.Globalization;

namespace ItsmFunctions.Domain.Time;

/// <summary>What a calendar must be before it is let in.</summary>
public static class CalendarRules
{
    /// <summary>Weeks that one calendar announces.</summary>
    public const int MostLaterWeeks = 50;

    // The longest name in the tz database has 32 characters.
    private const int LongestZone = 64;

    /// <param name="pointer">JSON pointer to the calendar, "" where it is the whole request.</param>
    /// <returns>Everything that is wrong with it, empty when nothing is.</returns>
    public static ImmutableArray<Complaint> Complain(WorkingCalendar calendar, string pointer = "")
    {
        ImmutableArray<Complaint>.Builder complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (!IsZone(calendar.Zone))
            complaints.Add(new($"{pointer}/zone", "This is no IANA time zone that is known here, such as Europe/Copenhagen."));
        if (calendar.Week.IsDefault)
            complaints.Add(new($"{pointer}/week", "This member is required."));
        else
            ComplainOfWeek(calendar.Week, $"{pointer}/week", complaints);
        ComplainOfLaterWeeks(calendar.LaterWeeks, $"{pointer}/laterWeeks", complaints);
        if (!calendar.Exceptions.IsDefault)
            ComplainOfExceptions(calendar.Exceptions, $"{pointer}/exceptions", complaints);
        return complaints.ToImmutable();
    }

    private static bool IsZone(string? zone) =>
        zone is { Length: > 0 and <= LongestZone }
        // Nothing that could leave the zone database's folder.
        && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && zone[0] != '/'
        && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? found) && found.HasIanaId
        // In small letters a zone is found only where somebody asked for it by its name before.
        && found.Id == zone;

    private static void ComplainOfWeek(ImmutableArray<WeeklyHours> week, string pointer, ImmutableArray<Complaint>.Builder complaints)
    {
        HashSet<DayOfWeek> seen = [];
        for (int i = 0; i < week.Length; i++)
        {
            if (week[i] is not { } hours)
                complaints.Add(new($"{pointer}/{i}", "A weekday with its hours is wanted here."));
            else
            {
                if (!Enum.IsDefined(hours.Day))
                    complaints.Add(new($"{pointer}/{i}/day", "This is no day of the week."));
                else if (!seen.Add(hours.Day))
                    complaints.Add(new($"{pointer}/{i}/day", $"{hours.Day} is given twice: give all of its hours together."));
                ComplainOfHours(hours.Hours, $"{pointer}/{i}/hours", complaints);
            }
        }
    }

    private static void ComplainOfLaterWeeks(IReadOnlyList<LaterWeek> weeks, string pointer, ImmutableArray<Complaint>.Builder complaints)
    {
        if (weeks.Count > MostLaterWeeks)
        {
            complaints.Add(new(pointer, string.Create(CultureInfo.InvariantCulture, $"At most {MostLaterWeeks}; this has {weeks.Count}.")));
            return;
        }

        for (int i = 0; i < weeks.Count; i++)
        {
            if (weeks[i] is not { } later || later.Week.IsDefault)
            {
                complaints.Add(new($"{pointer}/{i}", "A day and the week from it on are wanted here."));
                continue;
            }

            if (i > 0 && weeks[i - 1]?.From >= later.From)
                complaints.Add(new($"{pointer}/{i}/from", "Each begins on a later day than the one before."));
            ComplainOfWeek(later.Week, $"{pointer}/{i}/week", complaints);
        }
    }

    private static void ComplainOfExceptions(ImmutableArray<CalendarException> exceptions, string pointer, ImmutableArray<Complaint>.Builder complaints)
    {
        HashSet<DateOnly> seen = [];
        for (int i = 0; i < exceptions.Length; i++)
        {
            if (exceptions[i] is not { } exception)
                complaints.Add(new($"{pointer}/{i}", "A date with its name and hours is wanted here."));
            else
            {
                if (!seen.Add(exception.Date))
                    complaints.Add(new($"{pointer}/{i}/date", $"{exception.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} is given twice."));
                if (Texts.Complain($"{pointer}/{i}/name", exception.Name, Texts.LongestName, required: true, singleLine: true) is { } complaint)
                    complaints.Add(complaint);
                ComplainOfHours(exception.Hours, $"{pointer}/{i}/hours", complaints);
            }
        }
    }

    private static void ComplainOfHours(ImmutableArray<OpenInterval> hours, string pointer, ImmutableArray<Complaint>.Builder complaints)
    {
        if (hours.IsDefaultOrEmpty)
            return;
        List<(OpenInterval Interval, int Index)> sound = [];
        for (int i = 0; i < hours.Length; i++)
        {
            if (hours[i] is not { } interval)
                complaints.Add(new($"{pointer}/{i}", "An interval is wanted here."));
            else if (interval.From is < 0 or >= OpenInterval.MinutesOfADay)
                complaints.Add(new($"{pointer}/{i}/from", "Minutes of the day, 0 to 1439."));
            else if (interval.Until is < 1 or > OpenInterval.MinutesOfADay)
                complaints.Add(new($"{pointer}/{i}/until", "Minutes of the day, 1 to 1440 (24:00)."));
            else if (interval.Until <= interval.From)
                complaints.Add(new($"{pointer}/{i}/until", "An interval ends after it begins; one that goes past midnight is two, on two days."));
            else
                sound.Add((interval, i));
        }

        sound.Sort(static (a, b) => a.Interval.From.CompareTo(b.Interval.From));
        int until = 0;
        foreach ((OpenInterval interval, int index) in sound)
        {
            if (interval.From < until)
                complaints.Add(new($"{pointer}/{index}", "This overlaps another interval of the same day."));
            until = Math.Max(until, interval.Until);
        }
    }
}
