using System.Collections.Immutable;
using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Waiting;

/// <summary>What the waits of Aarhus University do by themselves, by the code of their reason. The times are this product's own: the table of reasons names none.</summary>
public static class WaitContracts
{
    public static readonly ImmutableSortedDictionary<string, WaitRules> Aarhus = new Dictionary<string, WaitRules>
    {
        // Whoever waits for a date is woken on it.
        ["PR-01"] = new(null, LongestDays: 365),
        ["PR-02"] = new(Every(3, Reminded.Team, most: 6, thoughDated: false), LongestDays: 30),
        ["PR-03"] = new(Every(2, Reminded.Approver, most: 5), LongestDays: 30),
        ["PR-04"] = new(null, LongestDays: 365),
        ["PR-05"] = new(Every(3, Reminded.Requester, most: 3), LongestDays: 30),
        ["PR-06"] = new(null, LongestDays: 365),
        ["PR-07"] = new(Every(5, Reminded.Team, most: 8, thoughDated: false), LongestDays: 60),
        ["PR-08"] = new(Every(10, Reminded.Team, most: 6, thoughDated: false), LongestDays: 90),
        ["PR-09"] = new(Every(2, Reminded.Team, most: 6), LongestDays: 30),
        ["PR-10"] = new(Every(3, Reminded.Requester, most: 4), LongestDays: 30),
        ["PR-11"] = new(Every(2, Reminded.Team, most: 6), LongestDays: 30),
        ["PR-12"] = new(Every(10, Reminded.Team, most: 3), LongestDays: 60),
        ["PR-13"] = Forum,
        ["PR-14"] = Forum,
        ["PR-15"] = Forum,
        ["PR-16"] = Forum,
        ["PR-17"] = Forum,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static WaitRules Forum => new(new(Reminded.Forum, null, Days: 30, Most: 11), LongestDays: 365);

    private static ReminderSchedule Every(int workingDays, Reminded to, int most, bool thoughDated = true) =>
        new(to, AllowedTime.OfWorkingDays(workingDays), null, most, thoughDated);
}
