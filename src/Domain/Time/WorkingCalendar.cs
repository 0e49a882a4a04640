using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <summary>When an organisation works: data, read by <see cref="WorkingTime"/> (service levels, "Definitions").</summary>
/// <param name="Zone">IANA zone in which days begin and hours are meant.</param>
/// <param name="Week">Each weekday at most once; one that is left out is closed.</param>
/// <param name="Exceptions">Each date at most once; it replaces the weekday's hours.</param>
public sealed record WorkingCalendar(string Zone, ImmutableArray<WeeklyHours> Week, ImmutableArray<CalendarException> Exceptions)
{
    /// <summary>Other weeks, each from a local day on, in order of their days: the hours of before stay what they were.</summary>
    public IReadOnlyList<LaterWeek> LaterWeeks { get; init; } = [];

    /// <summary>Every hour of every day in a zone.</summary>
    public static WorkingCalendar AroundTheClock(string zone) =>
        new(zone, [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, [OpenInterval.WholeDay]))], []);
}

/// <param name="Hours">In any order; they may touch but not overlap.</param>
public sealed record WeeklyHours(DayOfWeek Day, ImmutableArray<OpenInterval> Hours);

/// <summary>Other hours of the week, from a local day on until that of the next one.</summary>
/// <param name="From">The first local day, at 00:00.</param>
/// <param name="Week">Each weekday at most once; one that is left out is closed.</param>
public sealed record LaterWeek(DateOnly From, ImmutableArray<WeeklyHours> Week);

/// <summary>A dated exception of the week: a holiday, or a day with hours of its own.</summary>
/// <param name="Name">What people call the day.</param>
/// <param name="Hours">Empty for a day that is closed.</param>
public sealed record CalendarException(DateOnly Date, string Name, ImmutableArray<OpenInterval> Hours)
{
    public bool IsClosed => Hours.IsDefaultOrEmpty;

    public static CalendarException Closed(DateOnly date, string name) => new(date, name, []);
}

/// <summary>Hours of one local day, half-open, in minutes by the clock on the wall.</summary>
/// <param name="From">0 to 1439 minutes after 00:00.</param>
/// <param name="Until">1 to 1440; 1440 is 24:00, the end of the day.</param>
public sealed record OpenInterval(int From, int Until)
{
    public const int MinutesOfADay = 24 * 60;

    public static readonly OpenInterval WholeDay = new(0, MinutesOfADay);
}
