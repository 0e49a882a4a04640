using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <summary>
/// Counts the time in which a calendar is open (service levels, rules 2, 3, 4, 5 and 7), to the tick. Windows are half-open and
/// built by local date: a boundary in a gap of the clock is shifted forward by the gap, one that exists twice opens at the earlier
/// and closes at the later instant. A day that its zone left out has no hours. Every result is in UTC; the work grows with the days
/// between, not with the time counted.
/// </summary>
public sealed class WorkingTime
{
    /// <summary>How far ahead an opening, a working day or a deadline is looked for: a calendar may never open again.</summary>
    public const int HorizonYears = 10;

    private readonly IOpenHours _windows;
    private readonly TimeZoneInfo _zone;

    /// <exception cref="ArgumentException"><see cref="CalendarRules"/> complain of the calendar.</exception>
    public WorkingTime(WorkingCalendar calendar)
    {
        ImmutableArray<Complaint> complaints = CalendarRules.Complain(calendar);
        if (!complaints.IsEmpty)
            throw new ArgumentException(string.Join(" ", complaints.Select(complaint => $"{complaint.Pointer}: {complaint.Detail}")), nameof(calendar));
        _zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone);
        _windows = new WorkingWindows(calendar, _zone);
    }

    private WorkingTime(IOpenHours windows, TimeZoneInfo zone) => (_windows, _zone) = (windows, zone);

    /// <summary>Working time that is another calendar's from an instant on.</summary>
    /// <param name="parts">At least one, in order; the first holds from the beginning. Days are those of the last one's zone.</param>
    internal static WorkingTime Joined(ImmutableArray<(DateTimeOffset From, WorkingTime Time)> parts) =>
        parts.Length == 1 ? parts[0].Time : new(new JoinedHours([.. parts.Select(part => (part.From, part.Time._windows))]), parts[^1].Time._zone);

    public bool IsOpen(DateTimeOffset at) => at < DateTimeOffset.MaxValue && _windows.Between(at, at.AddTicks(1)).Any();

    /// <summary>The first instant, not before <paramref name="at"/>, at which the calendar is open; null if there is none within <see cref="HorizonYears"/> years.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => NextWindow(at)?.Start;

    /// <summary>The time between two instants in which the calendar is open and nothing pauses; zero when they stand in the wrong order.</summary>
    /// <param name="pauses">In any order; they may overlap, and cost nothing outside hours (rule 7).</param>
    public TimeSpan Counted(DateTimeOffset from, DateTimeOffset to, params ReadOnlySpan<Pause> pauses)
    {
        TimeSpan counted = TimeSpan.Zero;
        foreach ((DateTimeOffset start, DateTimeOffset end) in Running(from, to, Pause.Merge(pauses)))
            counted += end - start;
        return counted;
    }

    /// <summary>
    /// The instant at which the goal is consumed (rule 4): at the end of a window or the beginning of a pause where it is consumed
    /// exactly there. A goal of zero is due at the start inside hours, else at the next opening, whatever pauses.
    /// </summary>
    /// <returns>
    /// Null when the goal is not consumed within <see cref="HorizonYears"/> years after the start, or before a pause that nobody has
    /// ended (rule 5). A deadline that was reached before such a pause stands.
    /// </returns>
    public DateTimeOffset? Deadline(DateTimeOffset start, TimeSpan goal, params ReadOnlySpan<Pause> pauses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(goal, TimeSpan.Zero);
        if (goal == TimeSpan.Zero)
            return NextOpening(start);
        TimeSpan remaining = goal;
        foreach ((DateTimeOffset from, DateTimeOffset until) in Running(start, Horizon(start), Pause.Merge(pauses)))
        {
            if (remaining <= until - from)
                return from + remaining;
            remaining -= until - from;
        }

        return null;
    }

    /// <summary>
    /// The end of the last hours of the local working day on which <paramref name="start"/> falls; outside hours, of the day on which
    /// it opens next, which may be the same. Null if it does not open within <see cref="HorizonYears"/> years.
    /// </summary>
    public DateTimeOffset? EndOfWorkingDay(DateTimeOffset start) =>
        NextWindow(start) is { } window ? _windows.Of(window.Day)[^1].End : null;

    /// <summary>
    /// The same local time on the <paramref name="days"/>th local day with hours after that of <paramref name="start"/>, brought back
    /// into that day's hours: before its first opening becomes that opening, in a break or after the last closing becomes the closing
    /// before. A start outside hours counts as the next opening. Zero days: that opening, or the start itself.
    /// </summary>
    /// <returns>Null if there are not so many working days within <see cref="HorizonYears"/> years.</returns>
    public DateTimeOffset? AddWorkingDays(DateTimeOffset start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (NextWindow(start) is not { } window)
            return null;
        if (days == 0)
            return window.Start;
        DateOnly day = LocalDays.DayOf(window.Start, _zone), last = LocalDays.DayOf(Horizon(start), _zone);
        IReadOnlyList<WorkingWindow> hours = [];
        for (int passed = 0; passed < days;)
        {
            day = day.AddDays(1);
            if (day > last)
                return null;
            hours = _windows.Of(day);
            if (hours.Count > 0)
                passed++;
        }

        TimeOnly time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(window.Start, _zone).DateTime);
        DateTimeOffset due = LocalDays.ToInstant(day.ToDateTime(time), _zone);
        DateTimeOffset within = hours[0].Start;
        foreach (WorkingWindow open in hours)
        {
            if (open.Start <= due)
                within = due < open.End ? due : open.End;
        }

        return within;
    }

    internal IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> OpenBetween(DateTimeOffset from, DateTimeOffset to) => Running(from, to, []);

    internal IEnumerable<ClosedDay> ClosedDaysBetween(DateTimeOffset from, DateTimeOffset to) => _windows.ClosedBetween(from.ToUniversalTime(), to.ToUniversalTime());

    private static DateTimeOffset Horizon(DateTimeOffset at) =>
        at.Year > DateTimeOffset.MaxValue.Year - HorizonYears - 1 ? DateTimeOffset.MaxValue : at.ToUniversalTime().AddYears(HorizonYears);

    private WorkingWindow? NextWindow(DateTimeOffset at)
    {
        foreach (WorkingWindow window in _windows.Between(at.ToUniversalTime(), Horizon(at)))
            return window;
        return null;
    }

    // The windows without the pauses.
    private IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Running(DateTimeOffset from, DateTimeOffset to, List<(DateTimeOffset From, DateTimeOffset Until)> pauses)
    {
        if (pauses.Count > 0 && pauses[^1].Until == DateTimeOffset.MaxValue && pauses[^1].From < to)
            to = pauses[^1].From;
        int next = 0;
        foreach (WorkingWindow window in _windows.Between(from.ToUniversalTime(), to.ToUniversalTime()))
        {
            DateTimeOffset at = window.Start;
            while (next < pauses.Count && pauses[next].Until <= at)
                next++;
            for (int i = next; i < pauses.Count && pauses[i].From < window.End && at < window.End; i++)
            {
                if (pauses[i].From > at)
                    yield return (at, pauses[i].From.ToUniversalTime());
                at = pauses[i].Until.ToUniversalTime();
            }

            if (at < window.End)
                yield return (at, window.End);
        }
    }
}
