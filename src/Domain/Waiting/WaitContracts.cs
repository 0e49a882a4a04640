using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Waiting;

/// <summary>What the waits of Aarhus University do by themselves, one row for each reason. The times are this product's own: the table of reasons names none.</summary>
public static class WaitContracts
{
    public static readonly IReadOnlyList<WaitRules> Aarhus =
    [
        // Whoever waits for a date is woken on it.
        new("PR-01", null, LongestDays: 365),
        new("PR-02", Every(3, Reminded.Team, most: 6, thoughDated: false), LongestDays: 30),
        new("PR-03", Every(2, Reminded.Approver, most: 5), LongestDays: 30),
        new("PR-04", null, LongestDays: 365),
        new("PR-05", Every(3, Reminded.Requester, most: 3), LongestDays: 30),
        new("PR-06", null, LongestDays: 365),
        new("PR-07", Every(5, Reminded.Team, most: 8, thoughDated: false), LongestDays: 60),
        new("PR-08", Every(10, Reminded.Team, most: 6, thoughDated: false), LongestDays: 90),
        new("PR-09", Every(2, Reminded.Team, most: 6), LongestDays: 30),
        new("PR-10", Every(3, Reminded.Requester, most: 4), LongestDays: 30),
        new("PR-11", Every(2, Reminded.Team, most: 6), LongestDays: 30),
        new("PR-12", Every(10, Reminded.Team, most: 3), LongestDays: 60),
        Forum("PR-13"),
        Forum("PR-14"),
        Forum("PR-15"),
        Forum("PR-16"),
        Forum("PR-17"),
    ];

    private static WaitRules Forum(string reason) => new(reason, new(Reminded.Forum, null, Days: 30, Most: 11), LongestDays: 365);

    private static ReminderSchedule Every(int workingDays, Reminded to, int most, bool thoughDated = true) =>
        new(to, AllowedTime.OfWorkingDays(workingDays), null, most, thoughDated);
}
