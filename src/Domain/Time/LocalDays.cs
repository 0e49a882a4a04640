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
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // The offset in force before the gap carries the local time over it.
            TimeSpan before = zone.GetUtcOffset(local.AddDays(-1));
            return new DateTimeOffset(local, before).ToUniversalTime();
        }

        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
