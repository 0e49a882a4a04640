using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Forecasts;

/// <summary>One time that a clock ran while its ticket was of one likeness.</summary>
internal sealed class ForecastCase(TicketNumber number, Likeness like, Clock clock, DateTimeOffset from, DateTimeOffset until, ServiceBook book)
{
    private const long Uncounted = -1;

    // Counted when somebody asks: of most cases nobody does.
    private long _before = Uncounted, _left = Uncounted, _total = Uncounted;

    public TicketNumber Number => number;
    public Likeness Like => like;
    public string Target => clock.Target;

    /// <summary>What was known of it at an instant: nothing that happened later is looked at. Null where it had not begun.</summary>
    /// <returns>What was counted while the ticket stayed so; what was counted from then on until the end of the clock, or until <paramref name="known"/>; and whether what was promised was done by then.</returns>
    public (long Stayed, long Remaining, bool Done)? At(DateTimeOffset known)
    {
        if (from > known)
            return null;
        bool isOver = clock.EndedAt <= known;
        long before = Counted(ref _before, from), total = isOver ? Counted(ref _total, clock.EndedAt!.Value) : clock.Counted(book, known).Ticks;
        bool hasLeft = until <= (isOver ? clock.EndedAt!.Value : known);
        return ((hasLeft ? Counted(ref _left, until) : total) - before, total - before, isOver && clock.End == ClockEnd.Achieved);
    }

    private long Counted(ref long kept, DateTimeOffset at)
    {
        long counted = Interlocked.Read(ref kept);
        if (counted == Uncounted)
            Interlocked.Exchange(ref kept, counted = clock.Counted(book, at).Ticks);
        return counted;
    }

    /// <summary>Every case of a ticket's clocks.</summary>
    public static IEnumerable<ForecastCase> Of(TicketNumber number, ClockHistory history, Clocks clocks, ServiceBook book)
    {
        for (int i = 0; i < history.Moves.Length;)
        {
            Likeness like = Likeness.Of(number.Kind, history.Moves[i]);
            DateTimeOffset from = history.Moves[i].At;
            while (++i < history.Moves.Length && Likeness.Of(number.Kind, history.Moves[i]) == like)
            {
            }

            DateTimeOffset until = i < history.Moves.Length ? history.Moves[i].At : DateTimeOffset.MaxValue;
            foreach (Clock clock in clocks.All.Where(clock => clock.AttachedAt < until && !(clock.EndedAt <= from)))
                yield return new(number, like, clock, from < clock.AttachedAt ? clock.AttachedAt : from, until, book);
        }
    }
}
