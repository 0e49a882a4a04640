namespace ItsmFunctions.Domain.Time;

/// <summary>How long something may take before somebody is told (A12), in an organisation's working time.</summary>
public abstract record Threshold
{
    private Threshold()
    {
    }

    /// <summary>"15 min": counted working time; pauses do not count.</summary>
    public sealed record Time(TimeSpan Goal) : Threshold;

    /// <summary>"Same local working day": until its last hours end; see <see cref="WorkingTime.EndOfWorkingDay"/>.</summary>
    public sealed record SameWorkingDay : Threshold;

    /// <summary>"3 wd": the same local time so many working days later; see <see cref="WorkingTime.AddWorkingDays"/>.</summary>
    public sealed record WorkingDays(int Count) : Threshold;

    /// <summary>
    /// When it is reached. Pauses put off a threshold of time alone: a day does not grow by them, so days are counted anew from the
    /// end of a pause by whoever asks.
    /// </summary>
    /// <returns>Null when it never is, as <see cref="WorkingTime"/> says.</returns>
    public DateTimeOffset? Deadline(WorkingTime working, DateTimeOffset start, params ReadOnlySpan<Pause> pauses) => this switch
    {
        Time time => working.Deadline(start, time.Goal, pauses),
        SameWorkingDay => working.EndOfWorkingDay(start),
        WorkingDays days => working.AddWorkingDays(start, days.Count),
        _ => throw new InvalidOperationException("Unknown threshold."),
    };
}
