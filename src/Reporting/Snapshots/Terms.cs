using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>What facts are counted by: a change counts all of them anew.</summary>
/// <param name="Zone">IANA zone whose months are counted.</param>
/// <param name="ColumnsVersion">Of <see cref="Columns.FactTables"/>.</param>
internal sealed record Terms(string Zone, ResolutionTargets Targets, int ColumnsVersion = Columns.FactTables.Version)
{
    public TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    public LocalMonth MonthOf(DateTimeOffset instant) => LocalMonth.Of(instant, TimeZone);
}
