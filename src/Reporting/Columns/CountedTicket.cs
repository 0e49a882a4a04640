using System.Collections.Immutable;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Columns;

/// <summary>
/// A fact with its clocks, as the editions that held have counted them and corrections have left them. Nothing of it depends on when
/// it is looked at: what falls due later stands in it as an instant.
/// </summary>
internal sealed class CountedTicket
{
    private readonly ServiceBook _book;
    private readonly Lazy<WorkingTime> _hours;

    private CountedTicket(TicketFact fact, ServiceBook book)
    {
        (Fact, _book) = (fact, book);
        Clocks = book.Promises && fact.History.IsKnown
            ? [.. Domain.ServiceLevels.Clocks.Of(fact.History.Replay(fact.Number, fact.Organisation, DateTimeOffset.MaxValue, corrected: true), book).All.Select(clock => new CountedClock(clock, book))]
            : [];
        Resolution = Clocks.LastOrDefault(clock => clock.Clock.Kind == TargetKind.Resolution && clock.Outcome is not null);
        Response = Clocks.LastOrDefault(clock => clock.Clock.Kind == TargetKind.FirstResponse && clock.Outcome is not null);
        _hours = new(() => book.TimeOf(CalendarOf(book.At(fact.OpenedAt))));
        Pauses = [.. PausesOf(fact)];
    }

    public static CountedTicket Of(TicketFact fact, ServiceBook book) => new(fact, book);

    public TicketFact Fact { get; }
    public ImmutableArray<CountedClock> Clocks { get; }

    /// <summary>The last promise of a resolution: what the final resolution is measured by. Null where nothing was promised.</summary>
    public CountedClock? Resolution { get; }
    public CountedClock? Response { get; }

    /// <summary>When it waited for somebody, whether or not that stopped a clock.</summary>
    public ImmutableArray<WaitFact> Pauses { get; }

    /// <summary>Time of the desk's own hours until the final resolution, without what it waited for somebody whose time does not count.</summary>
    public TimeSpan? Worked => Fact.ResolvedAt is { } resolved ? Within(resolved, stopped: true) : null;

    /// <summary>Likewise until the first answer.</summary>
    public TimeSpan? Answered => Fact.FirstResponseAt is { } at ? Within(at, stopped: false) : null;

    /// <summary>Wall time that it waited between its opening and its final resolution.</summary>
    public TimeSpan? Waited => Fact.ResolvedAt is { } resolved
        ? TimeSpan.FromTicks(Pauses.Sum(pause => Math.Max(0, ((pause.Until < resolved ? pause.Until.Value : resolved) - pause.From).Ticks)))
        : null;

    private TimeSpan Within(DateTimeOffset until, bool stopped) => until <= Fact.OpenedAt
        ? TimeSpan.Zero
        : _hours.Value.Counted(Fact.OpenedAt, until, stopped ? [.. Pauses.Where(pause => pause.Stops).Select(pause => new Pause(pause.From, pause.Until))] : []);

    private string CalendarOf(ServiceEdition edition) =>
        Fact.Area is { } area && edition.AreaCalendars.TryGetValue(area, out string? own) ? own : edition.Calendars[0].Id;

    private IEnumerable<WaitFact> PausesOf(TicketFact fact)
    {
        WaitFact? open = null;
        foreach (ClockMove move in fact.History.Moves)
        {
            string? reason = move.Status == TicketStatus.Pending ? move.Reason : null;
            if (open is not null && open.Reason != reason)
            {
                yield return open with { Until = move.At };
                open = null;
            }

            if (reason is not null && open is null)
                open = new(move.At, null, reason, _book.At(move.At).FindReason(reason) is not { ClockRuns: true });
        }

        if (open is not null)
            yield return open;
    }
}

/// <param name="Until">Null while it still waits.</param>
/// <param name="Reason">Code of the pending reason.</param>
/// <param name="Stops">Whether that reason's time is somebody else's.</param>
internal sealed record WaitFact(DateTimeOffset From, DateTimeOffset? Until, string Reason, bool Stops);

/// <summary>A clock, and what it came to.</summary>
internal sealed class CountedClock(Clock clock, ServiceBook book)
{
    public Clock Clock { get; } = clock;

    /// <summary>met, breached or cancelled; open while it runs or stands still; null where another goal took its place.</summary>
    public string? Outcome { get; } = clock.IsOpen ? "open" : clock.StateAt(book, clock.EndedAt!.Value) switch
    {
        ClockState.Met => "met",
        ClockState.Breached => "breached",
        ClockState.Cancelled => "cancelled",
        _ => null,
    };

    public DateTimeOffset? DueAt { get; } = clock.DueAt(book);

    /// <summary>Counted until it ended; null while it has not.</summary>
    public TimeSpan? Counted { get; } = clock.EndedAt is { } ended ? clock.Counted(book, ended) : null;

    /// <summary>When so much of an open one has been counted; null while a pause keeps it from that, or of one that is over.</summary>
    public DateTimeOffset? At(int percent) => Clock.IsOpen ? Clock.CountedAt(book, TimeSpan.FromTicks(Clock.Goal.Ticks / 100 * percent)) : null;
}
