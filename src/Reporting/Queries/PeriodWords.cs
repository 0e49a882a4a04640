using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>A period as people ask for it, and what it comes to.</summary>
/// <param name="Stretch">Never later than now.</param>
/// <param name="First">First local day.</param>
/// <param name="Last">Last local day, included; of a period that is not over, today.</param>
/// <param name="Partial">It is not over: its last day, month or year will still grow.</param>
/// <param name="Defaulted">Nobody asked for it: it is the last one with data.</param>
public sealed record AskedPeriod(Stretch Stretch, DateOnly First, DateOnly Last, bool Partial, bool Defaulted)
{
    /// <summary>Words for periods that move with the day.</summary>
    public static readonly IReadOnlyList<string> Words =
        ["today", "yesterday", "last7Days", "last28Days", "last30Days", "last90Days", "monthToDate", "lastMonth", "quarterToDate", "lastQuarter", "yearToDate", "lastYear", "last12Months", "last24Months"];

    /// <summary>At most so many days.</summary>
    public const int MostDays = 3_700;

    /// <param name="end">The local day behind the last one.</param>
    private static AskedPeriod Of(DateTime begin, DateTime end, DateTimeOffset now, TimeZoneInfo zone, bool defaulted = false)
    {
        DateTimeOffset from = LocalTime.Begin(begin, zone), until = LocalTime.Begin(end, zone), latest = now.AddSeconds(1);
        bool partial = until > latest;
        if (partial)
            until = latest > from ? latest : from.AddSeconds(1);
        DateTime today = LocalTime.Local(now, zone).Date, last = end.AddDays(-1);
        return new(new(from, until), DateOnly.FromDateTime(begin), DateOnly.FromDateTime(partial && today < last && today >= begin ? today : last), partial, defaulted);
    }

    /// <summary>Twelve months up to that of the last thing that is known.</summary>
    public static AskedPeriod Default(DateTimeOffset? lastAt, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTime month = LocalTime.Floor(LocalTime.Local(lastAt < now ? lastAt.Value : now, zone), Grain.Month);
        return Of(month.AddMonths(-11), month.AddMonths(1), now, zone, defaulted: true);
    }

    /// <param name="word">One of <see cref="Words"/>.</param>
    public static AskedPeriod Of(string word, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTime today = LocalTime.Local(now, zone).Date, tomorrow = today.AddDays(1);
        DateTime month = LocalTime.Floor(today, Grain.Month), quarter = LocalTime.Floor(today, Grain.Quarter), year = LocalTime.Floor(today, Grain.Year);
        return word switch
        {
            "today" => Of(today, tomorrow, now, zone),
            "yesterday" => Of(today.AddDays(-1), today, now, zone),
            "last7Days" => Of(tomorrow.AddDays(-7), tomorrow, now, zone),
            "last28Days" => Of(tomorrow.AddDays(-28), tomorrow, now, zone),
            "last30Days" => Of(tomorrow.AddDays(-30), tomorrow, now, zone),
            "last90Days" => Of(tomorrow.AddDays(-90), tomorrow, now, zone),
            "monthToDate" => Of(month, month.AddMonths(1), now, zone),
            "lastMonth" => Of(month.AddMonths(-1), month, now, zone),
            "quarterToDate" => Of(quarter, quarter.AddMonths(3), now, zone),
            "lastQuarter" => Of(quarter.AddMonths(-3), quarter, now, zone),
            "yearToDate" => Of(year, year.AddYears(1), now, zone),
            "lastYear" => Of(year.AddYears(-1), year, now, zone),
            "last12Months" => Of(month.AddMonths(-11), month.AddMonths(1), now, zone),
            "last24Months" => Of(month.AddMonths(-23), month.AddMonths(1), now, zone),
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "This is no word for a period."),
        };
    }

    /// <param name="last">Included.</param>
    public static AskedPeriod Of(DateOnly first, DateOnly last, DateTimeOffset now, TimeZoneInfo zone) =>
        Of(first.ToDateTime(TimeOnly.MinValue), last.AddDays(1).ToDateTime(TimeOnly.MinValue), now, zone);

    /// <summary>As much of it as lies between two local days.</summary>
    /// <param name="end">The local day behind the last one.</param>
    internal AskedPeriod Within(DateTime begin, DateTime end, TimeZoneInfo zone)
    {
        DateTimeOffset from = LocalTime.Begin(begin, zone), until = LocalTime.Begin(end, zone);
        (DateOnly first, DateOnly last) = (DateOnly.FromDateTime(begin), DateOnly.FromDateTime(end.AddDays(-1)));
        DateTimeOffset later = from > Stretch.From ? from : Stretch.From, sooner = until < Stretch.Until ? until : Stretch.Until;
        // Nothing lies in both: a stretch in which nothing can be.
        return later < sooner
            ? this with { Stretch = new(later, sooner), First = first > First ? first : First, Last = last < Last ? last : Last, Partial = Partial && until > Stretch.Until }
            : this with { Stretch = new(DateTimeOffset.UnixEpoch.AddSeconds(1), DateTimeOffset.UnixEpoch.AddSeconds(2)), First = first, Last = last, Partial = false };
    }

    /// <summary>2026-07-01, and the same with 2026-07 or 2026 as their first or last day.</summary>
    public static bool TryDay(string? text, bool isLast, out DateOnly day)
    {
        day = default;
        foreach (Grain grain in (Grain[])[Grain.Day, Grain.Month, Grain.Year])
        {
            if (LocalTime.Parse(text, grain) is not { } begin)
                continue;
            day = DateOnly.FromDateTime(isLast ? LocalTime.Next(begin, grain).AddDays(-1) : begin);
            return true;
        }

        return false;
    }

    /// <summary>
    /// The period before it, or the same a year before, of equal elapsed length: what has passed of this month is held against as much of the
    /// last one, never against all of it.
    /// </summary>
    public AskedPeriod Before(bool aYear, TimeZoneInfo zone)
    {
        DateTime first = First.ToDateTime(TimeOnly.MinValue), end = Last.AddDays(1).ToDateTime(TimeOnly.MinValue), until = Partial ? LocalTime.Local(Stretch.Until, zone) : end;
        int months = ((end.Year - first.Year) * 12) + end.Month - first.Month + (end.Day > 1 ? 1 : 0);
        bool whole = first.Day == 1 && (Partial || end.Day == 1);
        Func<DateTime, DateTime> back = aYear ? at => at.AddYears(-1) : whole ? at => at.AddMonths(-months) : at => at.AddDays(-(end - first).Days);
        DateTime begin = back(first), stop = back(until);
        // 31 March less a month is 28 February: then all of February has passed.
        if (!aYear && whole && stop.Day < until.Day)
            stop = LocalTime.Next(LocalTime.Floor(stop, Grain.Month), Grain.Month);
        DateTimeOffset from = LocalTime.Begin(begin, zone), to = LocalTime.Begin(stop, zone);
        return new(new(from, to > from ? to : from.AddSeconds(1)), DateOnly.FromDateTime(begin), DateOnly.FromDateTime(stop.AddTicks(-1)), Partial, Defaulted);
    }
}
