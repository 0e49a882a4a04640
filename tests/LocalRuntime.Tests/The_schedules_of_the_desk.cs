using System.Text.Json;
using ItsmFunctions.LocalRuntime.Timers;

namespace ItsmFunctions.LocalRuntime.Tests;

public sealed class The_schedules_of_the_desk
{
    /// <summary>Flex Consumption, each month: GB-seconds on demand that cost nothing, and the shortest time that a run is billed for.</summary>
    private const double FreeGigabyteSeconds = 100_000;
    private const double ShortestRunSeconds = 1;
    private const double InstanceGigabytes = 0.5;

    [Fact]
    public void Together_stay_within_the_free_grant_of_a_512_MB_instance()
    {
        string settings = File.ReadAllText(Path.Combine(Checkout.Root, "local.settings.sample.json"));
        using var sample = JsonDocument.Parse(settings);
        string[] schedules = [.. sample.RootElement.GetProperty("Values").EnumerateObject()
            .Where(setting => setting.Name.EndsWith("Schedule", StringComparison.Ordinal)).Select(setting => setting.Value.GetString()!)];
        Assert.NotEmpty(schedules);

        var begin = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        int runs = schedules.Sum(schedule => Runs(schedule, begin, begin.AddMonths(1)));
        Assert.InRange(runs * ShortestRunSeconds * InstanceGigabytes, 1, FreeGigabyteSeconds);
    }

    private static int Runs(string expression, DateTimeOffset begin, DateTimeOffset end)
    {
        NcrontabSchedule schedule = NcrontabSchedule.TryParse(expression)!;
        int runs = 0;
        for (DateTimeOffset at = schedule.After(begin); at < end; at = schedule.After(at))
            runs++;
        return runs;
    }
}
