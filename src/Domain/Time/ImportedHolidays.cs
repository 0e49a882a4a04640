using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <summary>What becomes of a calendar when the holidays of a file are laid into it.</summary>
/// <param name="Calendar">The calendar with them.</param>
/// <param name="Closed">The days that it is closed on then and was not before, in order.</param>
/// <param name="Renamed">The days that it was closed on already, under another name, in order.</param>
/// <param name="Kept">The days on which it has hours of its own: they stay, whatever the file says of the day.</param>
public sealed record ImportedHolidays(NamedCalendar Calendar, ImmutableArray<CalendarException> Closed, ImmutableArray<CalendarException> Renamed, ImmutableArray<CalendarException> Kept)
{
    /// <summary>
    /// Lays whole days into a calendar. A day that the country's own holidays close needs no exception, and gets none. Doing it again with
    /// the same days changes nothing.
    /// </summary>
    /// <param name="holidays">Each date at most once.</param>
    public static ImportedHolidays Into(NamedCalendar calendar, IEnumerable<CalendarException> holidays)
    {
        Dictionary<DateOnly, CalendarException> all = calendar.In("UTC").Exceptions.ToDictionary(day => day.Date);
        HashSet<DateOnly> own = [.. calendar.Exceptions.IsDefault ? [] : calendar.Exceptions.Select(day => day.Date)];
        List<CalendarException> closed = [], renamed = [], kept = [];
        foreach (CalendarException holiday in holidays.OrderBy(day => day.Date))
        {
            if (!all.TryGetValue(holiday.Date, out CalendarException? was))
                closed.Add(holiday);
            else if (!was.IsClosed)
                kept.Add(was);
            else if (was.Name != holiday.Name && own.Contains(holiday.Date))
                renamed.Add(holiday);
            else
                continue;
            if (was is null or { IsClosed: true })
                all[holiday.Date] = holiday;
        }

        own.UnionWith(closed.Select(day => day.Date));
        return new(calendar with { Exceptions = [.. own.Order().Select(date => all[date])] }, [.. closed], [.. renamed], [.. kept]);
    }
}
