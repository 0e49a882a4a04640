using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Escalation;

/// <summary>Something of a ticket that is to be done by an instant that somebody of the desk has named.</summary>
/// <param name="Person">Id of whose it is; null for whoever the team has for it.</param>
/// <param name="Team">Id of the team whose it is; null for the ticket's own.</param>
/// <param name="Informs">True where clients are to be informed (OR-09).</param>
public sealed record DueDate(DateTimeOffset At, string? Person, string? Team, PersonalText What, bool Informs = false)
{
    internal EscalationRole Role => Person is null && Team is not null ? EscalationRole.Dispatcher : EscalationRole.Assignee;
}

/// <summary>What is open on a ticket and has a date: tasks and follow-ups (FV-11), items of the action plan (OR-06), and when clients are to be informed (OR-09).</summary>
public static class DueDates
{
    public static IEnumerable<DueDate> Of(Ticket ticket)
    {
        foreach (TicketTask task in ticket.Dossier.OpenTasks)
        {
            if (task.DueAt is { } at)
                yield return new(at, task.Assignee, task.Team, task.Title);
        }

        foreach (ActionItem item in ticket.Ormis?.OpenItems ?? [])
        {
            if (item.DueAt is { } at)
                yield return new(at, item.Owner, null, item.Text);
        }

        // A later evaluation has decided anew.
        if (ticket.Ormis is { Evaluations: [.., { Communicate: true, TellAt: { } tellAt } latest] } ormis)
            yield return new(tellAt, ormis.Manager, null, latest.Text ?? latest.Reason, Informs: true);
    }
}
