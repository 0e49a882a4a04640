using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>What facts are counted by: a change counts all of them anew.</summary>
/// <param name="Zone">IANA zone whose months are counted.</param>
internal sealed record Terms(string Zone, ResolutionTargets Targets)
{
    public TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    public LocalMonth MonthOf(DateTimeOffset instant) => LocalMonth.Of(instant, TimeZone);
}
