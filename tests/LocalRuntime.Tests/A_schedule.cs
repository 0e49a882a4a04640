using System.Globalization;
using ItsmFunctions.LocalRuntime.Timers;

namespace ItsmFunctions.LocalRuntime.Tests;

public sealed class A_schedule
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T12:05:00Z")]
    [InlineData("*/5 * * * *", "2026-03-01T12:05:00Z")]
    [InlineData("30 0 0 1 * *", "2026-04-01T00:00:30Z")]
    [InlineData("0 30 9 * * 1-5", "2026-03-02T09:30:00Z")]
    [InlineData("0 0 12 * * *", "2026-03-02T12:00:00Z")]
    [InlineData("00:10:00", "2026-03-01T12:10:00Z")]
    public void Says_when_it_fires_next_in_utc(string expression, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, CultureInfo.InvariantCulture), NcrontabSchedule.TryParse(expression)!.After(Noon));

    [Theory]
    [InlineData("")]
    [InlineData("every day")]
    [InlineData("0 0 0 0 0 0 0")]
    [InlineData("61 * * * * *")]
    [InlineData("00:00:00")]
    public void Is_none_when_it_cannot_be_read(string expression) => Assert.Null(NcrontabSchedule.TryParse(expression));

    [Theory]
    [InlineData("*/10 * * * * *", true)]
    [InlineData("00:00:30", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("*/10 0-58 * * * *", false)]
    [InlineData("00:01:00", false)]
    public void Is_kept_unless_it_fires_more_than_once_a_minute(string expression, bool subMinute) =>
        Assert.Equal(subMinute, NcrontabSchedule.TryParse(expression)!.IsSubMinute(Noon));
}
