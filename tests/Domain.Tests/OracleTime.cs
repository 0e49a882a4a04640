using System.Collections.Immutable;
using ItsmFunctions.Domain.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace ItsmFunctions.Domain.Tests;

/// <summary>
/// A second witness of working time, slow and by its own means: NodaTime's zones and mappings, every boundary laid on one line, and
/// each piece between two of them asked whether any window holds it and no pause does.
/// </summary>
internal sealed class OracleTime(WorkingCalendar calendar, DateTimeZone zone, IReadOnlyList<Pause> pauses)
{
    public TimeSpan Counted(Instant from, Instant to) =>
        new(Pieces(from, to).Sum(piece => (piece.End - piece.Start).BclCompatibleTicks));

    /// <param name="days">How far to look; null is returned where the goal is not consumed by then.</param>
    public Instant? Deadline(Instant start, TimeSpan goal, int days)
    {
        Duration left = Duration.FromTimeSpan(goal);
        foreach ((Instant from, Instant end) in Pieces(start, start + Duration.FromDays(days)))
        {
            Duration length = end - from;
            if (left <= length)
                return from + left;
            left -= length;
        }

        return null;
    }

    /// <summary>Where the calendar is next open, whatever pauses.</summary>
    public Instant? NextOpening(Instant start, int days)
    {
        Instant? next = null;
        foreach ((Instant opening, Instant closing) in Windows(start, start + Duration.FromDays(days)))
        {
            Instant first = Instant.Max(opening, start);
            if (first < closing && (next is null || first < next))
                next = first;
        }

        return next;
    }

    /// <summary>The latest working instant of the day so many days with hours later, not after the same local time; else its first.</summary>
    public Instant SameTimeOn(Instant opening, int days)
    {
        LocalDateTime local = opening.InZone(zone).LocalDateTime;
        LocalDate day = local.Date;
        List<(Instant Start, Instant End)> hours = [];
        while (days > 0)
        {
            day = day.PlusDays(1);
            hours = WindowsOf(day);
            days -= hours.Count > 0 ? 1 : 0;
        }

        ZoneLocalMapping same = zone.MapLocal(day + local.TimeOfDay);
        Instant due = same.Count == 0 ? Shifted(same) : same.First().ToInstant();
        List<Instant> reached = [.. hours.Where(open => open.Start <= due).Select(open => Instant.Min(open.End, due))];
        return reached.Count > 0 ? reached.Max() : hours.Min(open => open.Start);
    }

    private IEnumerable<(Instant Start, Instant End)> Pieces(Instant from, Instant to)
    {
        List<(Instant Start, Instant End)> windows = Windows(from, to);
        List<(Instant Start, Instant End)> stops =
            [.. pauses.Select(pause => (Instant.FromDateTimeOffset(pause.From), pause.Until is { } until ? Instant.FromDateTimeOffset(until) : Instant.MaxValue))];
        SortedSet<Instant> marks = [from, to];
        foreach ((Instant start, Instant end) in windows.Concat(stops))
        {
            marks.Add(start);
            marks.Add(end);
        }

        Instant? previous = null;
        foreach (Instant mark in marks)
        {
            if (previous is { } begin && begin >= from && mark <= to
                && windows.Exists(window => window.Start <= begin && begin < window.End)
                && !stops.Exists(stop => stop.Start <= begin && begin < stop.End))
                yield return (begin, mark);
            previous = mark;
        }
    }

    private List<(Instant Start, Instant End)> Windows(Instant from, Instant to)
    {
        List<(Instant Start, Instant End)> windows = [];
        LocalDate last = to.InZone(zone).Date.PlusDays(3);
        for (LocalDate day = from.InZone(zone).Date.PlusDays(-3); day <= last; day = day.PlusDays(1))
            windows.AddRange(WindowsOf(day));
        return windows;
    }

    private List<(Instant Start, Instant End)> WindowsOf(LocalDate day)
    {
        List<(Instant Start, Instant End)> windows = [];
        foreach (OpenInterval interval in LeftOut(day) ? [] : HoursOf(day))
        {
            ZoneLocalMapping opening = zone.MapLocal(day.AtMidnight().PlusMinutes(interval.From));
            ZoneLocalMapping closing = zone.MapLocal(day.AtMidnight().PlusMinutes(interval.Until));
            Instant start = opening.Count == 0 ? Shifted(opening) : opening.First().ToInstant();
            Instant end = closing.Count == 0 ? Shifted(closing) : closing.Last().ToInstant();
            if (start < end)
                windows.Add((start, end));
        }

        return windows;
    }

    private static Instant Shifted(ZoneLocalMapping gap) => gap.LocalDateTime.WithOffset(gap.EarlyInterval.WallOffset).ToInstant();

    // A zone that crosses the date line jumps over 24 hours.
    private bool LeftOut(LocalDate day) =>
        zone.MapLocal(day.At(LocalTime.Noon)) is { Count: 0 } gap && gap.LateInterval.WallOffset.ToTimeSpan() - gap.EarlyInterval.WallOffset.ToTimeSpan() >= TimeSpan.FromDays(1);

    private IEnumerable<OpenInterval> HoursOf(LocalDate day)
    {
        CalendarException? exception = calendar.Exceptions.SingleOrDefault(e => LocalDate.FromDateOnly(e.Date) == day);
        if (exception is not null)
            return exception.Hours;
        // ISO counts Monday 1 to Sunday 7, .NET Sunday 0.
        DayOfWeek weekday = (DayOfWeek)((int)day.DayOfWeek % 7);
        ImmutableArray<WeeklyHours> week = calendar.LaterWeeks.LastOrDefault(later => LocalDate.FromDateOnly(later.From) <= day)?.Week ?? calendar.Week;
        return week.Where(hours => hours.Day == weekday).SelectMany(hours => hours.Hours);
    }
}
