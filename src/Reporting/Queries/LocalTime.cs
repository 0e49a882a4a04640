using System.Globalization;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>Where days, weeks and months begin in a zone.</summary>
internal static class LocalTime
{
    /// <summary>The first instant of a local date: after a gap at midnight, the end of the gap.</summary>
    public static DateTimeOffset Begin(DateTime local, TimeZoneInfo zone) => LocalDays.ToInstant(local, zone).ToUniversalTime();

    public static DateTime Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    /// <summary>The beginning of the stretch of a grain that a local time lies in.</summary>
    public static DateTime Floor(DateTime local, Grain grain) => grain switch
    {
        Grain.Hour => local.Date.AddHours(local.Hour),
        Grain.Day => local.Date,
        // ISO 8601: weeks begin on Monday.
        Grain.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
        Grain.Month => new(local.Year, local.Month, 1),
        Grain.Quarter => new(local.Year, ((local.Month - 1) / 3 * 3) + 1, 1),
        Grain.Year => new(local.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(grain)),
    };

    public static DateTime Next(DateTime begin, Grain grain) => grain switch
    {
        Grain.Hour => begin.AddHours(1),
        Grain.Day => begin.AddDays(1),
        Grain.Week => begin.AddDays(7),
        Grain.Month => begin.AddMonths(1),
        Grain.Quarter => begin.AddMonths(3),
        Grain.Year => begin.AddYears(1),
        _ => throw new ArgumentOutOfRangeException(nameof(grain)),
    };

    /// <summary>What people and addresses call it: 2026, 2026-Q3, 2026-07, 2026-W31, 2026-07-31, 2026-07-31T14.</summary>
    public static string Name(DateTime begin, Grain grain) => grain switch
    {
        Grain.Hour => begin.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture),
        Grain.Day => begin.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Grain.Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(begin):D4}-W{ISOWeek.GetWeekOfYear(begin):D2}"),
        Grain.Month => begin.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Grain.Quarter => string.Create(CultureInfo.InvariantCulture, $"{begin.Year:D4}-Q{((begin.Month - 1) / 3) + 1}"),
        Grain.Year => begin.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(grain)),
    };

    /// <summary>What a name means, or nothing.</summary>
    public static DateTime? Parse(string? name, Grain grain)
    {
        const DateTimeStyles Exactly = DateTimeStyles.None;
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (name is null)
            return null;
        switch (grain)
        {
            case Grain.Week when name.Length == 8 && name[4..6] == "-W" && int.TryParse(name.AsSpan(0, 4), NumberStyles.None, invariant, out int year) && int.TryParse(name.AsSpan(6), NumberStyles.None, invariant, out int week) && year is > 1 and < 9998 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year):
                return ISOWeek.ToDateTime(year, week, DayOfWeek.Monday);
            case Grain.Quarter when name.Length == 7 && name[4..6] == "-Q" && name[6] is >= '1' and <= '4' && int.TryParse(name.AsSpan(0, 4), NumberStyles.None, invariant, out int of) && of is > 1 and < 9998:
                return new(of, ((name[6] - '1') * 3) + 1, 1);
            case Grain.Week or Grain.Quarter:
                return null;
        }

        string format = grain switch
        {
            Grain.Hour => "yyyy-MM-dd'T'HH",
            Grain.Day => "yyyy-MM-dd",
            Grain.Month => "yyyy-MM",
            _ => "yyyy",
        };
        return DateTime.TryParseExact(name, format, invariant, Exactly, out DateTime begin) && begin.Year is > 1 and < 9998 ? begin : null;
    }
}
