using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>What handovers are counted by: the month in which they happened, and the two teams.</summary>
internal readonly record struct PairKey(LocalMonth Month, string From, string To);

/// <summary>The handovers of a pair in a month: whole numbers, like those of <see cref="Tally"/>.</summary>
/// <param name="TakenSeconds">Wall time from the handover until somebody had it, of those that were taken.</param>
internal readonly record struct PairTally(long Handovers = 0, long Returned = 0, long Bounced = 0, long Taken = 0, long TakenSeconds = 0)
{
    public static PairTally operator +(PairTally a, PairTally b) =>
        new(a.Handovers + b.Handovers, a.Returned + b.Returned, a.Bounced + b.Bounced, a.Taken + b.Taken, a.TakenSeconds + b.TakenSeconds);

    public static PairTally operator -(PairTally a) => new(-a.Handovers, -a.Returned, -a.Bounced, -a.Taken, -a.TakenSeconds);

    /// <summary>What a fact adds; what is counted apart elsewhere (tests, duplicates, withdrawn) adds nothing.</summary>
    public static IEnumerable<(PairKey Key, PairTally Tally)> Of(TicketFact fact, Terms terms) => fact.Exclusion != Exclusion.None
        ? []
        : fact.Handovers.Select(one => (new PairKey(terms.MonthOf(one.At), one.From, one.To), new PairTally(
            1,
            one.End == HandoverEnd.Returned ? 1 : 0,
            one.End == HandoverEnd.Bounced ? 1 : 0,
            one.TakenAt is null ? 0 : 1,
            one.TakenAt is { } taken ? (long)(taken - one.At).TotalSeconds : 0)));
}
