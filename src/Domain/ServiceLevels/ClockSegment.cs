using System.Collections.Immutable;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.ServiceLevels;

public enum SegmentKind
{
    Counted,

    /// <summary>The calendar was closed, whatever the ticket waited for (rule 7).</summary>
    OutsideHours,

    /// <summary>A dated exception of the calendar, which has a name.</summary>
    Holiday,

    /// <summary>The calendar was open and the clock stood still.</summary>
    Paused,
}

/// <summary>One stretch of a clock's time, half-open.</summary>
/// <param name="Name">Of a holiday.</param>
/// <param name="Reason">Code of the pending reason for which it was paused; null of the time in which it was resolved.</param>
/// <param name="Party">Who was waited for.</param>
/// <param name="Corrected">True of time that a correction took away.</param>
public sealed record ClockSegment(DateTimeOffset From, DateTimeOffset Until, SegmentKind Kind, string? Name = null, string? Reason = null, Accountable? Party = null, bool? Corrected = null)
{
    public TimeSpan Length => Until - From;

    /// <summary>The segments of a clock from its start to <paramref name="asOf"/> or its end: in order, they touch, and none is empty.</summary>
    public static ImmutableArray<ClockSegment> Of(Clock clock, ServiceBook book, DateTimeOffset asOf)
    {
        DateTimeOffset until = clock.EndedAt < asOf ? clock.EndedAt.Value : asOf;
        var segments = ImmutableArray.CreateBuilder<ClockSegment>();
        DateTimeOffset at = clock.CountsFrom.ToUniversalTime();
        WorkingTime time = book.TimeOf(clock.Calendars);
        foreach ((DateTimeOffset from, DateTimeOffset to) in time.OpenBetween(clock.CountsFrom, until))
        {
            Close(at, from);
            Open(from, to);
            at = to;
        }

        Close(at, until.ToUniversalTime());
        return segments.ToImmutable();

        void Close(DateTimeOffset from, DateTimeOffset to)
        {
            foreach (ClosedDay day in time.ClosedDaysBetween(from, to))
            {
                Add(new(from, day.From, SegmentKind.OutsideHours));
                Add(new(day.From, day.Until, SegmentKind.Holiday, day.Name));
                from = day.Until;
            }

            Add(new(from, to, SegmentKind.OutsideHours));
        }

        void Open(DateTimeOffset from, DateTimeOffset to)
        {
            foreach (ClockPause pause in clock.Pauses)
            {
                if (pause.From >= to || pause.Until <= from)
                    continue;
                DateTimeOffset begins = pause.From < from ? from : pause.From.ToUniversalTime(), ends = pause.Until is { } end && end < to ? end.ToUniversalTime() : to;
                Add(new(from, begins, SegmentKind.Counted));
                Add(new(begins, ends, SegmentKind.Paused, Reason: pause.Reason, Party: pause.Party, Corrected: pause.Corrected));
                from = ends;
            }

            Add(new(from, to, SegmentKind.Counted));
        }

        void Add(ClockSegment segment)
        {
            if (segment.From >= segment.Until)
                return;
            // Hours that go on past midnight are one stretch; each holiday has its own name.
            if (segments.Count > 0 && segment.Kind != SegmentKind.Holiday && segments[^1] with { Until = segment.Until } == segment with { From = segments[^1].From })
                segments[^1] = segments[^1] with { Until = segment.Until };
            else
                segments.Add(segment);
        }
    }
}
