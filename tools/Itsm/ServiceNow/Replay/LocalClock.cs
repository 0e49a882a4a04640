using System.Globalization;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>Reads the local times of a log, which carry no zone.</summary>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    private static readonly string[] Forms =
    [
        "dd-MM-yyyy HH:mm", "dd-MM-yyyy HH:mm:ss", "d/M/yyyy HH:mm", "d/M/yyyy H:mm", "d/M/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
    ];

    public string Zone => zone.Id;

    /// <param name="behind">What the time follows: it chooses where a local time exists twice.</param>
    /// <param name="rule">R-04 or R-05 where daylight saving left a choice.</param>
    /// <returns>Null where it is no time.</returns>
    public DateTimeOffset? Read(string text, DateTimeOffset? behind, out Rule? rule)
    {
        rule = null;
        if (!DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
            return null;
        DateTimeOffset at = LocalDays.ToInstant(local, zone);
        if (zone.IsInvalidTime(local))
            rule = Rules.ClockGap;
        if (!zone.IsAmbiguousTime(local))
            return at;

        rule = Rules.ClockOverlap;
        DateTimeOffset later = new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Min()).ToUniversalTime();
        return at < behind && later >= behind ? later : at;
    }

    public DateTimeOffset? Read(string text) => Read(text, null, out _);

    public string Write(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime.ToString(Forms[0], CultureInfo.InvariantCulture);
}
