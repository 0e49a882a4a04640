namespace ItsmFunctions.Domain.Time;

/// <summary>Calendar days in an organisation's zone, safe over daylight saving.</summary>
public static class LocalDays
{
    /// <summary>
    /// The instant <paramref name="days"/> calendar days later at the same local time (A15). A local time that does not exist is
    /// shifted forward by the gap; of one that exists twice the earlier is taken (service levels, rule 3 and V15).
    /// </summary>
    public static DateTimeOffset Add(DateTimeOffset instant, int days, TimeZoneInfo zone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(instant, zone).DateTime.AddDays(days);
        return ToInstant(local, zone);
    }

    /// <summary>The instant of a local time, by the same choice where it does not exist or exists twice.</summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone) => Both(local, zone).First;

    /// <summary>The last instant of a local time: the later where it exists twice, shifted forward by the gap where it does not exist.</summary>
    public static DateTimeOffset ToLastInstant(DateTime local, TimeZoneInfo zone) => Both(local, zone).Last;

    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>False of a day that a zone left out when it crossed the date line (Pacific/Apia, 2011-12-30).</summary>
    public static bool Exists(DateOnly day, TimeZoneInfo zone) => DayOf(ToInstant(day.ToDateTime(new TimeOnly(12, 0)), zone), zone) == day;

    // TimeZoneInfo answers exactly for instants; what it says of local times rests on one rule a year, and a zone may change twice.
    private static (DateTimeOffset First, DateTimeOffset Last) Both(DateTime local, TimeZoneInfo zone)
    {
        DateTime asUtc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        // No offset is larger than 14 hours: these lie before and after every instant that the local time could be.
        TimeSpan before = zone.GetUtcOffset(asUtc.AddDays(-1));
        TimeSpan after = zone.GetUtcOffset(asUtc.AddDays(1));
        DateTimeOffset first = asUtc - before;
        if (before == after)
            return (first, first);
        DateTimeOffset last = asUtc - after;
        if (zone.GetUtcOffset(last) != after)
            // Before the change, or in the gap: the offset in force before it carries the local time over it.
            return (first, first);
        return zone.GetUtcOffset(first) == before ? (first, last) : (last, last);
    }
}
