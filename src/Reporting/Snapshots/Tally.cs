using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>What is counted together: one month, kind, handling rank and team.</summary>
internal readonly record struct CellKey(LocalMonth Month, TicketKind Kind, int HandlingRank, string Team);

/// <summary>
/// The counts of a cell: whole numbers, so that adding a fact and taking it away again leaves exactly what was there.
/// </summary>
/// <param name="Opened">Tickets opened in the month.</param>
/// <param name="Resolutions">Times that a ticket was resolved in the month, final or not.</param>
/// <param name="Reopenings">Times that a ticket was reopened in the month.</param>
/// <param name="Resolved">Tickets whose final resolution lies in the month.</param>
/// <param name="ResolveSeconds">Wall time from opened to final resolution of those, in whole seconds each.</param>
/// <param name="WithTarget">Those of them that had a target.</param>
/// <param name="WithinTarget">Those of them whose time was at most their target.</param>
/// <param name="Tests">Opened in the month, and left out of all the others: marked as a test.</param>
/// <param name="Duplicates">Likewise, as a duplicate.</param>
/// <param name="Withdrawn">Likewise, taken back by the requester.</param>
/// <param name="Quick">Those opened that were quick cases.</param>
/// <param name="FirstContact">Those resolved that were solved at first contact.</param>
internal readonly record struct Tally(
    long Opened = 0,
    long Resolutions = 0,
    long Reopenings = 0,
    long Resolved = 0,
    long ResolveSeconds = 0,
    long WithTarget = 0,
    long WithinTarget = 0,
    long Tests = 0,
    long Duplicates = 0,
    long Withdrawn = 0,
    long Quick = 0,
    long FirstContact = 0)
{
    /// <summary>What the month did to the number of open tickets.</summary>
    public long BacklogChange => Opened + Reopenings - Resolutions;

    public static Tally operator +(Tally a, Tally b) => new(
        a.Opened + b.Opened,
        a.Resolutions + b.Resolutions,
        a.Reopenings + b.Reopenings,
        a.Resolved + b.Resolved,
        a.ResolveSeconds + b.ResolveSeconds,
        a.WithTarget + b.WithTarget,
        a.WithinTarget + b.WithinTarget,
        a.Tests + b.Tests,
        a.Duplicates + b.Duplicates,
        a.Withdrawn + b.Withdrawn,
        a.Quick + b.Quick,
        a.FirstContact + b.FirstContact);

    public static Tally operator -(Tally a) => new(
        -a.Opened, -a.Resolutions, -a.Reopenings, -a.Resolved, -a.ResolveSeconds, -a.WithTarget, -a.WithinTarget, -a.Tests, -a.Duplicates, -a.Withdrawn, -a.Quick, -a.FirstContact);

    /// <summary>What one fact adds, month by month; a month can come more than once.</summary>
    public static IEnumerable<(LocalMonth Month, Tally Tally)> Of(TicketFact fact, Terms terms)
    {
        LocalMonth opened = terms.MonthOf(fact.OpenedAt);
        switch (fact.Exclusion)
        {
            case Exclusion.Test:
                yield return (opened, new(Tests: 1));
                yield break;
            case Exclusion.Duplicate:
                yield return (opened, new(Duplicates: 1));
                yield break;
            case Exclusion.Withdrawn:
                yield return (opened, new(Withdrawn: 1));
                yield break;
        }

        yield return (opened, new(Opened: 1, Quick: fact.Quick ? 1 : 0));
        for (int turn = 0; turn < fact.Turns.Length; turn++)
            yield return (terms.MonthOf(fact.Turns[turn]), turn % 2 == 0 ? new(Resolutions: 1) : new(Reopenings: 1));
        if (fact.TimeToResolve is not { } took)
            yield break;
        TimeSpan? target = terms.Targets.Find(fact.HandlingRank);
        yield return (terms.MonthOf(fact.ResolvedAt!.Value), new(
            Resolved: 1,
            ResolveSeconds: (long)took.TotalSeconds,
            WithTarget: target is null ? 0 : 1,
            WithinTarget: took <= target ? 1 : 0,
            FirstContact: fact.FirstContact ? 1 : 0));
    }
}
