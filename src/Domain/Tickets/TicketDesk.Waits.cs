using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Waiting;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What a wait does by itself: reminders on their schedule, and its end.</summary>
public static partial class TicketDesk
{
    /// <summary>The wait that a step is of, if that is the next that it owes by <paramref name="at"/>; a step that comes again, or late, finds it taken.</summary>
    public static bool Owes(Ticket ticket, TicketCommand.WakeUp step, DateTimeOffset at) =>
        ticket is { Status: TicketStatus.Pending, Pending.Wait: { } wait } && wait.Version == step.Wait && wait.Taken + 1 == step.Step && wait.Next is { } next && next.At <= at;

    private static Decision WakeUp(Ticket ticket, TicketCommand.WakeUp command, DateTimeOffset at)
    {
        if (!Owes(ticket, command, at))
            return Accept();
        WaitStep step = ticket.Pending!.Wait!.Next!;
        return step.Work switch
        {
            WaitWork.Remind => Accept(new Happening.WaitReminded(command.Wait, command.Step, step.To!.Value)),
            WaitWork.WakeUp => Resume(ticket, ResumeCause.DateReached),
            _ => Resume(ticket, ResumeCause.Expired),
        };
    }

    /// <summary>A wait that began before waits had plans: its date is all that it waits for by itself.</summary>
    private static Decision PlanWait(Ticket ticket) =>
        ticket is { Status: TicketStatus.Pending, Pending: { Wait: null } pending }
            ? Accept(new Happening.WaitPlanned(new(pending.Until is { } until ? [new(until, WaitWork.WakeUp)] : [])))
            : Accept();

    private static Decision Resume(Ticket ticket, ResumeCause cause) => ticket.UpdateFlagSince is null
        ? Accept(new Happening.Resumed(cause), new Happening.UpdateFlagRaised())
        : Accept(new Happening.Resumed(cause));

    // What another desk let wait is no promise of this one.
    private static WaitPlan? PlanOf(Ticket ticket, TicketCommand.Pend pend, PendingReason reason, People.Actor by, DateTimeOffset at, Profile profile) =>
        by.Is(People.Roles.Import) ? null : profile.RulesOf(reason).PlanOf(at, pend.Until, profile.WorkingTimeOf(ticket.Area), profile.TimeZone);
}
