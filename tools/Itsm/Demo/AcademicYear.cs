using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>When a university writes to its service desk: by month, weekday and hour, in its own zone.</summary>
internal sealed class AcademicYear(TimeZoneInfo zone)
{
    // Semester starts in February and September, exams in January and June, July is quiet.
    private static readonly double[] Months = [1.1, 1.3, 1.0, 0.9, 1.0, 1.15, 0.35, 1.2, 1.5, 1.05, 1.0, 0.9];

    // Monday first.
    private static readonly double[] Weekdays = [1.3, 1.15, 1.05, 1.0, 0.85, 0.08, 0.08];

    // From 7 to 22: the morning is busiest, lunch is not.
    private static readonly double[] Hours = [0.3, 1.2, 2.0, 1.9, 1.5, 0.9, 1.4, 1.2, 0.8, 0.4, 0.2, 0.15, 0.2, 0.2, 0.15, 0.1];
    private const int FirstHour = 7;

    private const int OpensAt = 8, ClosesAt = 16;

    /// <summary>How busy a local day is; 1 is an ordinary one.</summary>
    public static double Busyness(DateOnly day) => IsHoliday(day)
        ? 0.04
        : Months[day.Month - 1] * Weekdays[((int)day.DayOfWeek + 6) % 7];

    public static bool IsIn(Season season, DateOnly day) => season switch
    {
        Season.SemesterStart => day.Month is 2 or 9 || (day.Month is 1 or 8 && day.Day > 20),
        Season.Exams => day.Month is 1 or 6,
        _ => true,
    };

    public DateTimeOffset Opening(DateOnly day, Random chance)
    {
        int hour = FirstHour + Pick(Hours, chance);
        return LocalDays.ToInstant(day.ToDateTime(new(hour, chance.Next(60))), zone);
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The instant when so many minutes of working time have passed.</summary>
    public DateTimeOffset Work(DateTimeOffset from, double minutes)
    {
        DateTime local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        while (true)
        {
            local = AtWork(local);
            double left = (local.Date.AddHours(ClosesAt) - local).TotalMinutes;
            if (minutes <= left)
                return LocalDays.ToInstant(local.AddMinutes(Math.Round(minutes)), zone);
            minutes -= left;
            local = local.Date.AddDays(1).AddHours(OpensAt);
        }
    }

    /// <summary>A local hour of a working day, so many calendar days on.</summary>
    public DateTimeOffset Days(DateTimeOffset from, int days, int hour) =>
        LocalDays.ToInstant(AtWork(TimeZoneInfo.ConvertTime(from, zone).Date.AddDays(days).AddHours(hour)), zone);

    /// <summary>A local hour so many working days on, or back where they are negative.</summary>
    public DateTimeOffset WorkingDays(DateTimeOffset from, int days, int hour)
    {
        DateOnly day = DayOf(from);
        for (int left = Math.Abs(days); left > 0; left -= IsWorkingDay(day) ? 1 : 0)
            day = day.AddDays(Math.Sign(days));
        return LocalDays.ToInstant(day.ToDateTime(new(hour, 0)), zone);
    }

    private static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    public static int Pick(IReadOnlyList<double> weights, Random chance)
    {
        double at = chance.NextDouble() * weights.Sum();
        for (int i = 0; i < weights.Count; i++)
        {
            if ((at -= weights[i]) < 0)
                return i;
        }

        return weights.Count - 1;
    }

    private static DateTime AtWork(DateTime local)
    {
        if (local.Hour >= ClosesAt)
            local = local.Date.AddDays(1);
        while (!IsWorkingDay(DateOnly.FromDateTime(local)))
            local = local.Date.AddDays(1);
        return local.Hour < OpensAt ? local.Date.AddHours(OpensAt) : local;
    }

    private static bool IsHoliday(DateOnly day)
    {
        if (day is { Month: 12, Day: >= 22 } or { Month: 1, Day: 1 } or { Month: 6, Day: 5 })
            return true;
        int toEaster = day.DayNumber - Easter(day.Year).DayNumber;
        // Maundy Thursday to Easter Monday, Ascension, Whit Monday.
        return toEaster is >= -3 and <= 1 or 39 or 50;
    }

    // The anonymous Gregorian algorithm (Nature, 1876).
    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = ((19 * a) + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + (2 * e) + (2 * i) - h - k) % 7, m = (a + (11 * h) + (22 * l)) / 451;
        int month = (h + l - (7 * m) + 114) / 31, day = ((h + l - (7 * m) + 114) % 31) + 1;
        return new(year, month, day);
    }
}
