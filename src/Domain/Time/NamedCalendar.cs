using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <summary>A calendar of an organisation, by the id that an area names it under.</summary>
/// <param name="Week">Each weekday at most once; one that is left out is closed.</param>
/// <param name="Exceptions">Each date at most once; it replaces the weekday's hours, and a holiday's.</param>
/// <param name="Holidays">A country's holidays, on which it is closed; null for none.</param>
/// <param name="Zone">IANA zone; null for the organisation's.</param>
/// <param name="LaterWeeks">Other weeks, each from a local day on; null for none.</param>
public sealed record NamedCalendar(
    string Id, string Name, ImmutableArray<WeeklyHours> Week, ImmutableArray<CalendarException> Exceptions, PublicHolidays? Holidays = null, string? Zone = null,
    IReadOnlyList<LaterWeek>? LaterWeeks = null)
{
    /// <summary>Monday to Friday 08:00 to 16:00 and the holidays of Denmark: the default, as the process description names no hours.</summary>
    public static readonly NamedCalendar Aarhus = new(
        "office",
        "Kontortid",
        [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new WeeklyHours(day, [new(8 * 60, 16 * 60)]))],
        [],
        PublicHolidays.Denmark);

    public WorkingCalendar In(string zone)
    {
        ImmutableArray<CalendarException> own = Exceptions.IsDefault ? [] : Exceptions;
        HashSet<DateOnly> dates = [.. own.Select(exception => exception.Date)];
        IEnumerable<CalendarException> holidays = Holidays is { } country ? PublicHolidayDays.Of(country).Where(day => !dates.Contains(day.Date)) : [];
        return new(Zone ?? zone, Week, [.. own, .. holidays]) { LaterWeeks = LaterWeeks ?? [] };
    }
}
