using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <param name="Day">The local day whose hours these are.</param>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant after it.</param>
internal readonly record struct WorkingWindow(DateOnly Day, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Hours as instants.</summary>
internal interface IOpenHours
{
    /// <summary>In order, apart from one another, none empty, cut to [<paramref name="from"/>, <paramref name="to"/>).</summary>
    IEnumerable<WorkingWindow> Between(DateTimeOffset from, DateTimeOffset to);

    /// <summary>The windows of one local day, in order; empty when it is closed or its zone left it out.</summary>
    IReadOnlyList<WorkingWindow> Of(DateOnly day);

    /// <summary>The dated exceptions on whose day nothing is open, within [<paramref name="from"/>, <paramref name="to"/>): the instants of the day, and its name.</summary>
    IEnumerable<ClosedDay> ClosedBetween(DateTimeOffset from, DateTimeOffset to);
}

/// <param name="Name">What people call the day.</param>
internal readonly record struct ClosedDay(DateTimeOffset From, DateTimeOffset Until, string Name);

/// <summary>A calendar's hours as instants, built day by local day (service levels, rules 2 and 3).</summary>
internal sealed class WorkingWindows(WorkingCalendar calendar, TimeZoneInfo zone) : IOpenHours
{
    // No offset from UTC is larger: the hours of a local day lie within its 24 hours in UTC and this much on either side.
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);

    // So far from the ends of time no conversion overflows.
    private static readonly DateTime FirstDay = DateTime.MinValue.AddDays(4);
    private static readonly DateTime LastDay = DateTime.MaxValue.Date.AddDays(-4);

    // The latest first: the first whose day has come is the one that holds.
    private readonly (DateOnly From, ImmutableArray<OpenInterval>[] Week)[] _weeks =
        [.. calendar.LaterWeeks.Select(later => (later.From, InOrder(later.Week))).OrderByDescending(later => later.From), (DateOnly.MinValue, InOrder(calendar.Week))];

    private readonly FrozenDictionary<DateOnly, ImmutableArray<OpenInterval>> _exceptions =
        calendar.Exceptions.IsDefaultOrEmpty
            ? FrozenDictionary<DateOnly, ImmutableArray<OpenInterval>>.Empty
            : calendar.Exceptions.ToFrozenDictionary(exception => exception.Date, exception => InOrder(exception.Hours));

    private readonly FrozenDictionary<DateOnly, string> _closedDays =
        calendar.Exceptions.IsDefaultOrEmpty
            ? FrozenDictionary<DateOnly, string>.Empty
            : calendar.Exceptions.Where(exception => exception.IsClosed).ToFrozenDictionary(exception => exception.Date, exception => exception.Name);

    public IEnumerable<WorkingWindow> Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
            yield break;
        List<WorkingWindow> held = [];
        // Hours of the day before yesterday may last until today, where the day is long and the zone far behind UTC.
        for (DateTime day = Earliest(from); ; day = day.AddDays(1))
        {
            bool last = day >= LastDay || new DateTimeOffset(day, TimeSpan.Zero) - LargestOffset >= to;
            // Nothing of this day or a later one begins before this.
            DateTimeOffset settled = last ? DateTimeOffset.MaxValue : new DateTimeOffset(day, TimeSpan.Zero) - LargestOffset;
            int count = 0;
            while (count < held.Count && held[count].End <= settled)
            {
                WorkingWindow window = held[count++];
                if (window.Start < to && window.End > from)
                    yield return window with { Start = window.Start < from ? from : window.Start, End = window.End > to ? to : window.End };
            }

            held.RemoveRange(0, count);
            if (last)
                yield break;
            Add(DateOnly.FromDateTime(day), held);
            PartFrom(held);
        }
    }

    public IEnumerable<ClosedDay> ClosedBetween(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from || _closedDays.Count == 0)
            yield break;
        DateOnly last = LocalDays.DayOf(to, zone);
        for (DateOnly day = LocalDays.DayOf(from, zone); day <= last; day = day.AddDays(1))
        {
            if (!_closedDays.TryGetValue(day, out string? name) || !LocalDays.Exists(day, zone))
                continue;
            DateTimeOffset begins = LocalDays.ToInstant(day.ToDateTime(TimeOnly.MinValue), zone), ends = LocalDays.ToInstant(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
            if (begins < to && ends > from)
                yield return new(begins < from ? from : begins, ends > to ? to : ends, name);
        }
    }

    public IReadOnlyList<WorkingWindow> Of(DateOnly day)
    {
        List<WorkingWindow> windows = [];
        Add(day, windows);
        PartFrom(windows);
        return windows;
    }

    private ImmutableArray<OpenInterval> HoursOf(DateOnly day)
    {
        int at = 0;
        while (_weeks[at].From > day)
            at++;
        return _weeks[at].Week[(int)day.DayOfWeek];
    }

    private static ImmutableArray<OpenInterval>[] InOrder(ImmutableArray<WeeklyHours> week) =>
        [.. Enum.GetValues<DayOfWeek>().Select(day => InOrder(week.FirstOrDefault(hours => hours.Day == day)?.Hours ?? []))];

    private static ImmutableArray<OpenInterval> InOrder(ImmutableArray<OpenInterval> hours) =>
        hours.IsDefaultOrEmpty ? [] : [.. hours.OrderBy(interval => interval.From)];

    private static DateTime Earliest(DateTimeOffset from) => from.UtcDateTime < FirstDay.AddDays(2) ? FirstDay : from.UtcDateTime.Date.AddDays(-2);

    private void Add(DateOnly day, List<WorkingWindow> windows)
    {
        if (!_exceptions.TryGetValue(day, out ImmutableArray<OpenInterval> hours))
            hours = HoursOf(day);
        if (hours.IsEmpty)
            return;

        DateTime midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        TimeSpan offset = zone.GetUtcOffset(midnight.AddDays(-1));
        bool steady = offset == zone.GetUtcOffset(midnight.AddDays(2));
        // Hours of a day that never was must not be shifted into the next, which has its own.
        if (!steady && !LocalDays.Exists(day, zone))
            return;
        foreach (OpenInterval interval in hours)
        {
            DateTime opening = midnight.AddMinutes(interval.From), closing = midnight.AddMinutes(interval.Until);
            DateTimeOffset start = steady ? opening - offset : LocalDays.ToInstant(opening, zone);
            DateTimeOffset end = steady ? closing - offset : LocalDays.ToLastInstant(closing, zone);
            if (start < end)
                windows.Add(new(day, start, end));
        }
    }

    // A boundary that was shifted over a gap, or stands twice, can carry a window into the next one: no instant counts twice.
    private static void PartFrom(List<WorkingWindow> windows)
    {
        for (int i = 1; i < windows.Count; i++)
        {
            if (windows[i].Start >= windows[i - 1].End)
                continue;
            windows.Sort(static (a, b) => a.Start.CompareTo(b.Start));
            for (int next = 1; next < windows.Count;)
            {
                DateTimeOffset free = windows[next - 1].End;
                if (windows[next].End <= free)
                {
                    windows.RemoveAt(next);
                    continue;
                }

                if (windows[next].Start < free)
                    windows[next] = windows[next] with { Start = free };
                next++;
            }

            return;
        }
    }
}
