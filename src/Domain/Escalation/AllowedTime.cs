using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Escalation;

/// <summary>How long something may take before somebody is told (A12), in working time: minutes, or whole working days; or minutes around the clock.</summary>
/// <param name="Minutes">1 to 10,000 working minutes; null where it is something else.</param>
/// <param name="WorkingDays">The same local time so many working days later, at most 250; 0 is the end of the same working day.</param>
/// <param name="ClockMinutes">1 to 10,000 minutes of nights and holidays too: for what somebody on call decides. Of reviews alone: they have no pause.</param>
public sealed record AllowedTime(int? Minutes = null, int? WorkingDays = null, int? ClockMinutes = null)
{
    public const int MostMinutes = 10_000;
    public const int MostWorkingDays = 250;

    public static AllowedTime OfMinutes(int minutes) => new(Minutes: minutes);

    public static AllowedTime OfWorkingDays(int days) => new(WorkingDays: days);

    /// <summary>By the end of the working day on which it begins.</summary>
    public static readonly AllowedTime SameWorkingDay = new(WorkingDays: 0);

    /// <summary>When it is used up for the <paramref name="times"/>th time (1 is the first).</summary>
    /// <param name="runsFrom">Since when it has been counting without a pause.</param>
    /// <param name="counted">
    /// Working time that was counted before that, up to a pause. Days do not grow by a pause: they are counted anew from its end.
    /// </param>
    /// <returns>Null where the calendar does not open for so long within <see cref="WorkingTime.HorizonYears"/> years.</returns>
    public DateTimeOffset? UsedUp(WorkingTime working, DateTimeOffset runsFrom, TimeSpan counted, int times)
    {
        if (ClockMinutes is { } clock)
            return runsFrom + TimeSpan.FromMinutes((double)clock * times);
        if (Minutes is { } minutes)
        {
            TimeSpan left = TimeSpan.FromMinutes((double)minutes * times) - counted;
            return new Threshold.Time(left > TimeSpan.Zero ? left : TimeSpan.Zero).Deadline(working, runsFrom);
        }

        if (WorkingDays is > 0 and var days)
            return new Threshold.WorkingDays(days * times).Deadline(working, runsFrom);
        DateTimeOffset? day = times == 1 ? runsFrom : working.AddWorkingDays(runsFrom, times - 1);
        return day is { } start ? new Threshold.SameWorkingDay().Deadline(working, start) : null;
    }
}
