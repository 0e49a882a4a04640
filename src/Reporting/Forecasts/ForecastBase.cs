using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Forecasts;

/// <summary>
/// What became of the tickets of the last year, by which a forecast is made (docs/decisions/0032): how much more a clock counted after its
/// ticket became what it is. Each ticket is counted by what is promised now, as if that had held throughout.
/// </summary>
public sealed class ForecastBase
{
    /// <summary>Fewer like cases say nothing: then less is asked of them.</summary>
    public const int Fewest = 30;

    /// <summary>The newest that are looked at.</summary>
    public const int MostTickets = 2_000;

    /// <summary>How far back they are looked for.</summary>
    public const int Days = 366;

    private readonly Dictionary<(string Target, int Level, Likeness Like), List<ForecastCase>> _cases = [];
    private readonly List<(TicketNumber Number, ClockHistory History, Clocks Clocks)> _tickets = [];

    /// <param name="edition">What is promised.</param>
    /// <param name="known">Until when the facts are complete; what they tell of a later time is not looked at.</param>
    public ForecastBase(IEnumerable<TicketFact> facts, ServiceEdition edition, DateTimeOffset known)
    {
        (Book, Known) = (ServiceBook.Always(edition), known);
        foreach (TicketFact fact in Within(facts, known).OrderByDescending(fact => fact.OpenedAt).ThenBy(fact => fact.Number.Kind).ThenByDescending(fact => fact.Number.Sequence).Take(MostTickets))
        {
            Clocks clocks = Clocks.Of(fact.History.Replay(fact.Number, fact.Organisation, known), Book);
            _tickets.Add((fact.Number, fact.History, clocks));
            foreach (ForecastCase each in ForecastCase.Of(fact.Number, fact.History, clocks, Book))
            {
                for (int level = 0; level < Likeness.Levels.Length; level++)
                {
                    var key = (each.Target, level, each.Like.At(level));
                    if (!_cases.TryGetValue(key, out List<ForecastCase>? like))
                        _cases.Add(key, like = []);
                    like.Add(each);
                }
            }
        }
    }

    public DateTimeOffset Known { get; }

    internal ServiceBook Book { get; }

    internal IReadOnlyList<(TicketNumber Number, ClockHistory History, Clocks Clocks)> Tickets => _tickets;

    /// <summary>The facts that a base of an instant is made of.</summary>
    internal static IEnumerable<TicketFact> Within(IEnumerable<TicketFact> facts, DateTimeOffset known) =>
        facts.Where(fact => fact.History.IsKnown && !fact.Test && fact.OpenedAt <= known && fact.OpenedAt > known.AddDays(-Days));

    /// <summary>By what was known at an instant: nothing that happened later changes it.</summary>
    public Forecast Of(ForecastQuestion question, DateTimeOffset asOf)
    {
        DateTimeOffset known = asOf < Known ? asOf : Known;
        int cases = 0;
        for (int level = 0; level < Likeness.Levels.Length; level++)
        {
            List<(long Remaining, bool Done)> like = [];
            foreach (ForecastCase each in _cases.GetValueOrDefault((question.Target, level, question.Like.At(level))) ?? [])
            {
                if (each.Number != question.Number && each.At(known) is var (stayed, remaining, done) && (stayed > question.Stayed.Ticks || question.Stayed == TimeSpan.Zero))
                    like.Add((remaining - question.Stayed.Ticks, done));
            }

            cases = like.Count;
            if (cases >= Fewest)
                return new(ExceedsBy(like, question.Left.Ticks), cases, level);
        }

        return new(null, cases, Likeness.Levels.Length - 1);
    }

    /// <summary>
    /// The share of cases whose remaining time exceeds what is left. One that is not done yet, or was given up, counts for as long as it
    /// was seen (Kaplan and Meier): where all are done, it is the plain share.
    /// </summary>
    private static double ExceedsBy(List<(long Remaining, bool Done)> cases, long left)
    {
        cases.Sort();
        double share = 1;
        for (int i = 0; i < cases.Count && cases[i].Remaining <= left;)
        {
            int atRisk = cases.Count - i, done = 0;
            long at = cases[i].Remaining;
            for (; i < cases.Count && cases[i].Remaining == at; i++)
                done += cases[i].Done ? 1 : 0;
            share *= 1 - (done / (double)atRisk);
        }

        return share;
    }
}
