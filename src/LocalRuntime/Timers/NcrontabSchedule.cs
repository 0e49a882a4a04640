using System.Globalization;
using NCrontab;

namespace ItsmFunctions.LocalRuntime.Timers;

/// <summary>When a timer fires: a cron expression of five or six fields in UTC, or a time span.</summary>
internal sealed class NcrontabSchedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan period;

    private NcrontabSchedule(CrontabSchedule? cron, TimeSpan period) => (this.cron, this.period) = (cron, period);

    /// <summary>
    /// True when it fires more than once a minute whatever the hour: of such a schedule the host keeps no status. As in
    /// the host, only the seconds are looked at, and only when every other field is a star.
    /// </summary>
    public bool IsSubMinute(DateTimeOffset now) => cron is null
        ? period < TimeSpan.FromMinutes(1)
        : cron.ToString().Split(' ').Skip(1).All(field => field == "*")
            && cron.GetNextOccurrences(now.UtcDateTime, now.UtcDateTime.AddMinutes(1)).Skip(1).Any();

    public static NcrontabSchedule? TryParse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 });
        if (cron is not null)
            return new NcrontabSchedule(cron, default);
        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var period) && period > TimeSpan.Zero
            ? new NcrontabSchedule(null, period)
            : null;
    }

    /// <summary>The first occurrence after an instant.</summary>
    public DateTimeOffset After(DateTimeOffset at) =>
        cron is null ? at + period : new DateTimeOffset(DateTime.SpecifyKind(cron.GetNextOccurrence(at.UtcDateTime), DateTimeKind.Utc));
}
