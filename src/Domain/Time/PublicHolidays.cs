using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <summary>Holidays that come again every year: a calendar names a country's instead of listing dates that run out.</summary>
public enum PublicHolidays
{
    /// <summary>
    /// The public holidays of Denmark, with the days on which its public offices are closed beside them: Constitution Day, Christmas
    /// Eve and New Year's Eve. General Prayer Day is none since 2024.
    /// </summary>
    Denmark,
}

/// <summary>The days of <see cref="PublicHolidays"/>, under the names that their country calls them by.</summary>
public static class PublicHolidayDays
{
    // As far as any deadline looks ahead, from the years that an import may bring.
    private const int FirstYear = 2020;
    private const int LastYear = 2060;

    private static readonly Lazy<ImmutableArray<CalendarException>> Denmark = new(() => [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(OfDenmark)]);

    public static ImmutableArray<CalendarException> Of(PublicHolidays holidays) => holidays switch
    {
        PublicHolidays.Denmark => Denmark.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(holidays)),
    };

    private static IEnumerable<CalendarException> OfDenmark(int year)
    {
        DateOnly easter = EasterSunday(year);
        yield return Closed(new(year, 1, 1), "Nytårsdag");
        yield return Closed(easter.AddDays(-3), "Skærtorsdag");
        yield return Closed(easter.AddDays(-2), "Langfredag");
        yield return Closed(easter, "Påskedag");
        yield return Closed(easter.AddDays(1), "2. påskedag");
        if (year < 2024)
            yield return Closed(easter.AddDays(26), "Store bededag");
        yield return Closed(easter.AddDays(39), "Kristi himmelfartsdag");
        yield return Closed(easter.AddDays(49), "Pinsedag");
        yield return Closed(easter.AddDays(50), "2. pinsedag");
        // Ascension Day and Whit Monday fall on Constitution Day in some years: one date stands once.
        if (new DateOnly(year, 6, 5) is var constitution && constitution != easter.AddDays(39) && constitution != easter.AddDays(49) && constitution != easter.AddDays(50))
            yield return Closed(constitution, "Grundlovsdag");
        yield return Closed(new(year, 12, 24), "Juleaftensdag");
        yield return Closed(new(year, 12, 25), "Juledag");
        yield return Closed(new(year, 12, 26), "2. juledag");
        yield return Closed(new(year, 12, 31), "Nytårsaftensdag");
    }

    private static CalendarException Closed(DateOnly date, string name) => CalendarException.Closed(date, name);

    // The Gregorian computus in its anonymous form.
    private static DateOnly EasterSunday(int year)
    {
        int golden = year % 19, century = year / 100, ofCentury = year % 100;
        int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int correction = (golden + 11 * epact + 22 * weekday) / 451;
        int day = epact + weekday - 7 * correction + 114;
        return new(year, day / 31, day % 31 + 1);
    }
}
