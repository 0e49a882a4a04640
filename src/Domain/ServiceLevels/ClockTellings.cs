using System.Collections.Immutable;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>
/// Decides what is told of the clocks of a ticket, and to whom (IT-07, IT-08; service levels, rules 14 and 15): each threshold once for
/// each clock, and then the next one until somebody acknowledges it.
/// </summary>
internal static class ClockTellings
{
    /// <summary>When the desk looks at a ticket's clocks next; null where nothing of them is to be told.</summary>
    public static DateTimeOffset? Next(Ticket ticket, ServiceBook book) => ticket.Clocks?.Owed(book).Select(owed => (DateTimeOffset?)owed.At).FirstOrDefault();

    /// <summary>What is due by <paramref name="at"/>. That the clocks were counted anew, where what was due by then has moved since.</summary>
    /// <param name="toldAt">When whoever is told hears of it: from then on they have time to acknowledge it.</param>
    public static IEnumerable<Happening> Due(Ticket ticket, DateTimeOffset at, DateTimeOffset toldAt, Profile profile)
    {
        if (ticket.Watch?.Promise is not { } promised || promised > at)
            return [];
        ServiceBook book = profile.Book;
        OwedTelling[] owed = [.. ticket.Clocks?.Owed(book).TakeWhile(each => each.At <= at) ?? []];
        return owed.Length == 0 ? [new Happening.ClocksRecounted(book.At(at).Number)] : owed.Select(each => Tell(each, ticket, toldAt, profile));
    }

    /// <summary>That the clocks were counted anew, where the desk looks at them at another instant than it was to.</summary>
    public static IEnumerable<Happening> Recount(Ticket ticket, DateTimeOffset at, Profile profile) =>
        ticket.Clocks is not null && Next(ticket, profile.Book) != ticket.Watch?.Promise ? [new Happening.ClocksRecounted(profile.Book.At(at).Number)] : [];

    private static Happening Tell(OwedTelling owed, Ticket ticket, DateTimeOffset toldAt, Profile profile)
    {
        ImmutableArray<ServiceStep> steps = StepsOf(owed, ticket, profile);
        ServiceStep? step = steps.Length == 0 ? null : steps[Math.Min(owed.Step, steps.Length) - 1];
        // Whoever was to be told next may have been set otherwise since: the last of them is, and nothing climbs beyond.
        DateTimeOffset? climbs = owed.Step < steps.Length ? step!.AcknowledgeWithin?.UsedUp(profile.WorkingTimeOf(ticket.Area), toldAt, TimeSpan.Zero, times: 1) : null;
        (string target, int cycle, DateTimeOffset? due) = (owed.Clock.Target, owed.Clock.Cycle, owed.Clock.DueAt(profile.Book));
        if (owed.Step > 1)
            return new Happening.EscalationClimbed(target, cycle, owed.Of.Percent, owed.Of.Lead, owed.Step, due, step?.To ?? EscalationRole.Leader, climbs);
        return owed.Of.IsBreach
            ? new Happening.ServiceLevelBreached(target, cycle, due!.Value, owed.Clock.BreachedOnAttach, step?.To, climbs)
            : new Happening.ServiceLevelWarned(target, cycle, owed.Of.Percent, owed.Of.Lead, due, step?.To, climbs);
    }

    private static ImmutableArray<ServiceStep> StepsOf(OwedTelling owed, Ticket ticket, Profile profile)
    {
        IReadOnlyList<ServiceStep> steps = profile.ServiceEscalations.FirstOrDefault(rule => rule.Fits(owed, ticket.HandlingRank))?.Steps ?? [];
        // A23: where the dispatcher's duties are the leader's, the two steps are one.
        bool isOne = steps.Any(step => step.To == EscalationRole.Leader) && !profile.HasDispatcher(ticket.Team);
        return [.. steps.Where(step => !isOne || step.To != EscalationRole.Dispatcher)];
    }

    /// <summary>The promise of an update that this message keeps (IT-10); nothing where none stood, or it came too late.</summary>
    public static IEnumerable<Happening> Kept(Clocks? before, Clocks? after)
    {
        foreach (Clock clock in after?.All ?? [])
        {
            if (clock is { Kind: TargetKind.NextUpdate, End: ClockEnd.Achieved, Deadline: { } due } && clock.EndedAt <= due && before?.All.Any(was => was.IsOpen && was.Kind == TargetKind.NextUpdate && was.Cycle == clock.Cycle) == true)
                yield return new Happening.UpdatePromiseKept(clock.Cycle, due);
        }
    }
}
