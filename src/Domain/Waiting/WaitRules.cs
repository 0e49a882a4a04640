using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Waiting;

/// <summary>Who is reminded of a wait.</summary>
public enum Reminded
{
    Requester,

    /// <summary>Who has the ticket: the agent, or the team's dispatchers.</summary>
    Team,

    /// <summary>Who was asked for the approval.</summary>
    Approver,

    /// <summary>The forum of continual improvement: process managers and owners (A9).</summary>
    Forum,
}

/// <summary>What the longest wait ends in.</summary>
public enum WaitEnd
{
    /// <summary>Back in progress, and the update flag asks for a reaction.</summary>
    InProgressWithFlag,

    /// <summary>Resolved: only where an organisation says so.</summary>
    Resolve,
}

/// <summary>How often somebody is reminded: in working time, or by calendar days at the same local time.</summary>
/// <param name="Working">The time from one reminder to the next; null where it is days of the calendar.</param>
/// <param name="Days">1 to <see cref="WaitRules.MostDays"/>; null where it is working time.</param>
/// <param name="Most">How many reminders there are, at most <see cref="WaitRules.MostReminders"/>.</param>
/// <param name="ThoughDated">False where nobody is reminded before a date that was named.</param>
public sealed record ReminderSchedule(Reminded To, AllowedTime? Working, int? Days, int Most, bool ThoughDated = true);

/// <summary>What a wait does by itself, for one reason.</summary>
/// <param name="Reason">Its code.</param>
/// <param name="Remind">Null where nobody is reminded.</param>
/// <param name="LongestDays">How long it may last, in calendar days at the same local time; a date that was named counts in its place.</param>
public sealed record WaitRules(string Reason, ReminderSchedule? Remind, int LongestDays, WaitEnd AtTheEnd = WaitEnd.InProgressWithFlag)
{
    public const int MostReminders = 12;
    public const int MostDays = 1_000;

    /// <summary>For a reason of which nothing is said.</summary>
    public static WaitRules Otherwise(string reason) => new(reason, Remind: null, LongestDays: 90);

    /// <param name="since">When the wait began.</param>
    /// <param name="until">The date that is waited for, where one was named.</param>
    public WaitPlan PlanOf(DateTimeOffset since, DateTimeOffset? until, WorkingTime working, TimeZoneInfo zone)
    {
        DateTimeOffset end = until ?? LocalDays.Add(since, LongestDays, zone);
        WaitWork ending = until is not null ? WaitWork.WakeUp : AtTheEnd == WaitEnd.Resolve ? WaitWork.Resolve : WaitWork.Expire;
        return new([.. Reminders(since, until, working, zone).TakeWhile(step => step.At < end), new(end, ending)]);
    }

    private IEnumerable<WaitStep> Reminders(DateTimeOffset since, DateTimeOffset? until, WorkingTime working, TimeZoneInfo zone)
    {
        if (Remind is not { } schedule || (until is not null && !schedule.ThoughDated))
            yield break;
        for (int number = 1; number <= schedule.Most; number++)
        {
            DateTimeOffset? at = schedule.Working is { } time ? time.UsedUp(working, since, TimeSpan.Zero, number) : LocalDays.Add(since, schedule.Days!.Value * number, zone);
            if (at is not { } instant || instant <= since)
                yield break;
            yield return new(instant.ToUniversalTime(), WaitWork.Remind, schedule.To);
        }
    }
}
