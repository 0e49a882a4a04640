using CsCheck;
using ItsmFunctions.Domain.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace ItsmFunctions.Domain.Tests;

public sealed class Local_days
{
    /// <summary>A gap shifts forward by its length; of a time that exists twice the earlier is taken (service levels, rule 3).</summary>
    private static readonly ZoneLocalMappingResolver Rule = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    [Theory]
    [InlineData("Europe/Copenhagen")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("UTC")]
    [Trait("Rule", "A15")]
    public void Agree_with_an_independent_calendar_over_every_change_of_the_clock(string zone)
    {
        TimeZoneInfo ours = TimeZoneInfo.FindSystemTimeZoneById(zone);
        DateTimeZone theirs = DateTimeZoneProviders.Tzdb[zone];
        DateTimeOffset from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        // Quarters of an hour meet every gap and overlap of these zones often.
        Gen.Select(Gen.Int[0, 4 * 24 * 365 * 3], Gen.Int[1, 60]).Sample(
            (quarters, days) =>
            {
                DateTimeOffset start = from.AddMinutes(15 * quarters);
                LocalDateTime target = Instant.FromDateTimeOffset(start).InZone(theirs).LocalDateTime.PlusDays(days);
                return LocalDays.Add(start, days, ours) == target.InZone(theirs, Rule).ToDateTimeOffset();
            },
            iter: 5_000);
    }

    [Theory]
    [InlineData("2026-09-25T00:30:00Z", "2026-10-25T00:30:00Z")] // 02:30 stands twice on 25 October; the first is still summer time
    [InlineData("2026-10-25T01:30:00Z", "2026-11-24T01:30:00Z")] // from the second 02:30
    [InlineData("2028-01-30T11:00:00Z", "2028-02-29T11:00:00Z")] // a leap day
    [Trait("Rule", "A15")]
    public void Take_the_earlier_of_two_and_reach_a_leap_day(string start, string end) =>
        Assert.Equal(
            DateTimeOffset.Parse(end, null), LocalDays.Add(DateTimeOffset.Parse(start, null), 30, TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen")));
}
