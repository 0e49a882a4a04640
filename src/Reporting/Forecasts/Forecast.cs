using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Forecasts;

/// <summary>How likely a breach is, by what became of like tickets.</summary>
/// <param name="BreachLikelihood">0 to 1; null where there are fewer than <see cref="ForecastBase.Fewest"/> like cases whatever they have in common.</param>
/// <param name="Cases">How many like cases there were: times that a ticket was in that state for as long.</param>
/// <param name="Level">Of fallback, an index of <see cref="Likeness.Levels"/>.</param>
public sealed record Forecast(double? BreachLikelihood, int Cases, int Level);

/// <summary>A clock that runs, as far as its forecast asks for it.</summary>
/// <param name="Stayed">Time that it has counted since the ticket became what <paramref name="Like"/> says.</param>
/// <param name="Left">Counted time until it is breached.</param>
public sealed record ForecastQuestion(TicketNumber Number, string Target, Likeness Like, TimeSpan Stayed, TimeSpan Left)
{
    /// <summary>Of a clock as it stood at an instant; nothing that its ticket did later is looked at.</summary>
    /// <param name="history">Known from its beginning.</param>
    public static ForecastQuestion Of(TicketNumber number, Clock clock, ClockHistory history, ServiceBook book, DateTimeOffset asOf)
    {
        int last = history.Moves.Length - 1;
        while (last > 0 && history.Moves[last].At > asOf)
            last--;
        Likeness like = Likeness.Of(number.Kind, history.Moves[last]);
        while (last > 0 && Likeness.Of(number.Kind, history.Moves[last - 1]) == like)
            last--;
        DateTimeOffset since = history.Moves[last].At;
        TimeSpan counted = clock.Counted(book, asOf);
        return new(number, clock.Target, like, counted - clock.Counted(book, since < clock.AttachedAt ? clock.AttachedAt : since), clock.Goal - counted);
    }
}
