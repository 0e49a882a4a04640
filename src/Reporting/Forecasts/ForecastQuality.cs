using System.Text.Json.Serialization;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Forecasts;

/// <summary>How well forecasts have held: those that would have been made when half of a goal was used up, by what was known then, against what came.</summary>
/// <param name="AsOf">Until when tickets are counted; null before the first build of the reports went through.</param>
/// <param name="Count">Clocks whose outcome is known, and of which there was a forecast.</param>
/// <param name="NotForecast">Clocks whose outcome is known, and of which there were too few like cases.</param>
/// <param name="Brier">Mean squared distance between forecast and outcome: 0 is perfect, 0.25 what a coin comes to. Null where there is no forecast.</param>
/// <param name="Bins">By forecast, in tenths.</param>
public sealed record ForecastQuality(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? AsOf,
    int Count,
    int NotForecast,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Brier,
    IReadOnlyList<CalibrationBin> Bins)
{
    /// <summary>The latest clocks that are looked at.</summary>
    public const int MostClocks = 500;

    private const int Tenths = 10;
    private const int Digits = 4;

    public static ForecastQuality Of(ForecastBase? known)
    {
        (double Predicted, bool Breached)[] all = [];
        int notForecast = 0;
        if (known is not null)
        {
            (Forecast Forecast, bool Breached)[] tried = [.. Looked(known).OrderByDescending(each => each.At).Take(MostClocks).Select(each => (known.Of(each.Question, each.At), each.Breached))];
            notForecast = tried.Count(each => each.Forecast.BreachLikelihood is null);
            all = [.. tried.Where(each => each.Forecast.BreachLikelihood is not null).Select(each => (each.Forecast.BreachLikelihood!.Value, each.Breached))];
        }

        return new(
            known?.Known, all.Length, notForecast, MeanOf(all, each => Math.Pow(each.Predicted - (each.Breached ? 1 : 0), 2)),
            [
                .. Enumerable.Range(0, Tenths).Select(tenth =>
                {
                    (double Predicted, bool Breached)[] some = [.. all.Where(each => Math.Min((int)(each.Predicted * Tenths), Tenths - 1) == tenth)];
                    return new CalibrationBin(tenth / (double)Tenths, (tenth + 1) / (double)Tenths, some.Length, MeanOf(some, each => each.Predicted), MeanOf(some, each => each.Breached ? 1 : 0));
                }),
            ]);
    }

    private static double? MeanOf((double Predicted, bool Breached)[] some, Func<(double Predicted, bool Breached), double> value) => some.Length == 0 ? null : Math.Round(some.Average(value), Digits);

    private static IEnumerable<(DateTimeOffset At, ForecastQuestion Question, bool Breached)> Looked(ForecastBase known)
    {
        foreach ((TicketNumber number, ClockHistory history, Clocks clocks) in known.Tickets)
        {
            foreach (Clock clock in clocks.All)
            {
                ClockState state = clock.StateAt(known.Book, known.Known);
                if (state is ClockState.Met or ClockState.Breached && clock.CountedAt(known.Book, clock.Goal / 2) is { } half && half >= clock.AttachedAt && half < (clock.EndedAt ?? known.Known))
                    yield return (half, ForecastQuestion.Of(number, clock, history, known.Book, half), state == ClockState.Breached);
            }
        }
    }
}

/// <param name="From">The lowest forecast of the bin.</param>
/// <param name="Until">Behind the highest, but for 1.</param>
/// <param name="Predicted">Mean of its forecasts; null where it has none.</param>
/// <param name="Observed">Share of its clocks that were breached; null where it has none.</param>
public sealed record CalibrationBin(
    double From, double Until, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Predicted, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Observed);
