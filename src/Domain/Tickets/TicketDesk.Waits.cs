using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Waiting;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What a wait does by itself, and what ends it from outside: a supplier's answer, a delivery.</summary>
public static partial class TicketDesk
{
    /// <summary>Resolved by the clock, where an organisation has its waits end so.</summary>
    public const string ClosureNoAnswer = "no-answer";

    /// <summary>Whether a step is the next that the wait which stands owes by <paramref name="at"/>: one that comes again, or late, is not.</summary>
    public static bool Owes(Ticket ticket, TicketCommand.WakeUp step, DateTimeOffset at) =>
        ticket is { Status: TicketStatus.Pending, Pending.Wait: { } wait } && wait.Version == step.Wait && wait.Taken + 1 == step.Step && wait.Next is { } next && next.At <= at;

    private static Decision WakeUp(Ticket ticket, TicketCommand.WakeUp command, DateTimeOffset at, Profile profile)
    {
        if (!Owes(ticket, command, at))
            return Accept();
        WaitStep step = ticket.Pending!.Wait!.Next!;
        return step.Work switch
        {
            WaitWork.Remind => Accept(new Happening.WaitReminded(command.Wait, command.Step, step.To!.Value)),
            WaitWork.WakeUp => Accept(Resume(ticket, ResumeCause.DateReached)),
            // Open tasks stand in the way of resolving (AU-11): then somebody has to look.
            WaitWork.Resolve when !ticket.Dossier.TasksInTheWay.Any() => Accept(Ending(ticket, WaitedOut(ticket, profile), ClosureNoAnswer, Actor.Clock, at, profile)),
            _ => Accept(Resume(ticket, ResumeCause.Expired)),
        };
    }

    /// <summary>A wait that has no plan, as it began under an older release or at another desk, waits by itself for its date alone.</summary>
    private static Decision PlanWait(Ticket ticket) =>
        ticket is { Status: TicketStatus.Pending, Pending: { Wait: null } pending }
            ? Accept(new Happening.WaitPlanned(new(pending.Until is { } until ? [new(until, WaitWork.WakeUp)] : [])))
            : Accept();

    private static Decision SupplierReplied(Ticket ticket, TicketCommand.SupplierReplied reply, Actor by) =>
        Objection(Texts.Complain("/text", reply.Text, Texts.LongestNote, required: true))
        ?? Accept([new Happening.SupplierReplied(Text(ticket, reply.Text)), .. Resume(ticket, ResumeCause.SupplierReplied, by)]);

    private static Decision Delivered(Ticket ticket, TicketCommand.Delivered delivered, Actor by) =>
        Objection(Texts.Complain("/note", delivered.Note, Texts.LongestNote, required: false))
        ?? Accept([new Happening.Delivered(delivered.Note is null ? null : Text(ticket, delivered.Note)), .. Resume(ticket, ResumeCause.Delivered, by)]);

    private static Rejected? Unawaited(Ticket ticket, Waiting.WakeUp by, Profile profile) =>
        profile.FindReason(ticket.Pending!.Reason) is { } reason && reason.WakeUp == by
            ? null
            : Reject(RefusalCode.NotAwaited, new(
                $"{ticket.Number} waits for something else: {profile.FindReason(ticket.Pending.Reason)?.English ?? ticket.Pending.Reason}.",
                $"{ticket.Number} venter på noget andet: {profile.FindReason(ticket.Pending.Reason)?.Danish ?? ticket.Pending.Reason}."));

    /// <param name="by">Who ends it and knows, where they have the ticket: the flag asks somebody else to react (AU-50).</param>
    private static Happening[] Resume(Ticket ticket, ResumeCause cause, Actor? by = null)
    {
        var resumed = new Happening.Resumed(cause);
        bool knows = by is not null && ticket.Assignee == by.Id;
        return ticket.UpdateFlagSince is null && !knows ? [resumed, new Happening.UpdateFlagRaised()] : [resumed];
    }

    // PR-12: once on entry. Another date for the same wait is none.
    private static IEnumerable<Happening> Invoice(Ticket ticket, PendingReason reason) =>
        reason.WakeUp == Waiting.WakeUp.InvoiceReady && ticket.Pending?.Reason != reason.Code ? [new Happening.InvoiceReady()] : [];

    private static string WaitedOut(Ticket ticket, Profile profile)
    {
        string label = profile.FindReason(ticket.Pending!.Reason)?.Label(profile.Language) ?? ticket.Pending.Reason;
        return profile.Language == "da"
            ? $"Sagen har ventet længe ({label}), og vi har intet hørt. Den er derfor løst; svar eller genåbn den, hvis du stadig har brug for den."
            : $"The case has been waiting for long ({label}), and we have heard nothing. It is therefore resolved; answer or reopen it if you still need it.";
    }

    // What another desk let wait is no promise of this one.
    private static WaitPlan? PlanOf(Ticket ticket, TicketCommand.Pend pend, PendingReason reason, Actor by, DateTimeOffset at, Profile profile) =>
        by.Is(Roles.Import) ? null : profile.RulesOf(reason).PlanOf(at, pend.Until, profile.WorkingTimeOf(ticket.Area), profile.TimeZone);
}
