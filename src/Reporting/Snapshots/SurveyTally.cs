using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>What answers are counted by: the month, and the team that resolved.</summary>
internal readonly record struct SurveyKey(LocalMonth Month, string Team);

/// <summary>What was asked and answered in a month: whole numbers, like those of <see cref="Tally"/>.</summary>
/// <param name="Asked">Resolutions of the month that asked.</param>
/// <param name="Responded">Those of them that have an answer, whenever it came.</param>
/// <param name="Ones">How many of the scores given in the month are 1; likewise the others.</param>
internal readonly record struct SurveyTally(
    long Asked = 0, long Responded = 0, long Ones = 0, long Twos = 0, long Threes = 0, long Fours = 0, long Fives = 0)
{
    public long[] Distribution => [Ones, Twos, Threes, Fours, Fives];

    public static SurveyTally operator +(SurveyTally a, SurveyTally b) => new(
        a.Asked + b.Asked, a.Responded + b.Responded, a.Ones + b.Ones, a.Twos + b.Twos, a.Threes + b.Threes, a.Fours + b.Fours, a.Fives + b.Fives);

    public static SurveyTally operator -(SurveyTally a) => new(-a.Asked, -a.Responded, -a.Ones, -a.Twos, -a.Threes, -a.Fours, -a.Fives);

    /// <summary>What a fact adds; what is counted apart elsewhere (tests, duplicates, withdrawn) adds nothing.</summary>
    public static IEnumerable<(SurveyKey Key, SurveyTally Tally)> Of(TicketFact fact, Terms terms)
    {
        if (fact.Exclusion != Exclusion.None)
            yield break;
        foreach (SurveyedResolution one in fact.Surveys)
        {
            yield return (new(terms.MonthOf(one.At), one.Team), new(Asked: 1, Responded: one.Score is null ? 0 : 1));
            if (one is { Score: { } score, AnsweredAt: { } answered })
                yield return (new(terms.MonthOf(answered), one.Team), Given(score));
        }
    }

    private static SurveyTally Given(int score) => score switch
    {
        SurveyRules.Lowest => new(Ones: 1),
        2 => new(Twos: 1),
        3 => new(Threes: 1),
        4 => new(Fours: 1),
        SurveyRules.Highest => new(Fives: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(score)),
    };
}
