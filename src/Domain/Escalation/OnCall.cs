namespace ItsmFunctions.Domain.Escalation;

/// <summary>Somebody who stands in for whoever would be on call.</summary>
public sealed record OnCallSwap(DateTimeOffset From, DateTimeOffset Until, string Person);

/// <summary>Who of a team is on call: one after the other for so many local days each, and whoever swapped with them.</summary>
/// <param name="Team">Id.</param>
/// <param name="People">Person ids, in turn; none where the swaps say all.</param>
/// <param name="From">The local day on which the first of them begins; nobody is on call before.</param>
/// <param name="Days">1 to 366 days each.</param>
/// <param name="HandsOverAt">Minute of the local day at which one takes over from the other, 0 to 1,439.</param>
/// <param name="Swaps">The first that holds counts.</param>
public sealed record OnCallSchedule(string Team, IReadOnlyList<string> People, DateOnly From, int Days = 7, int HandsOverAt = 480, IReadOnlyList<OnCallSwap>? Swaps = null)
{
    public const int MostDays = 366;

    /// <summary>Person id of whoever is on call; null for nobody.</summary>
    /// <param name="zone">Of the organisation: a turn ends at a local time, whatever the clocks are put to.</param>
    public string? At(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (Swaps?.FirstOrDefault(swap => swap.From <= at && at < swap.Until) is { } swap)
            return swap.Person;
        if (People.Count == 0)
            return null;
        DateTime local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        int day = DateOnly.FromDateTime(local.AddMinutes(-HandsOverAt)).DayNumber - From.DayNumber;
        return day < 0 ? null : People[day / Days % People.Count];
    }
}
