using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

public enum TaskState
{
    Open,
    Done,
    Cancelled,
}

/// <summary>A piece of a ticket's work that somebody else may do (AU-26, AU-46): the desk's own, never shown to the end user.</summary>
/// <param name="Id">Counts the tasks of the ticket, from 1.</param>
/// <param name="Team">Id of the team that is to do it; null for the ticket's own.</param>
/// <param name="DueAt">When it is to be done; null where nobody said.</param>
/// <param name="FollowUp">It comes after the resolution, and holds back the close (FV-11, FV-13).</param>
/// <param name="Ended">When it was done or cancelled; null while open.</param>
public sealed record TicketTask(int Id, PersonalText Title, string? Team, string? Assignee, TaskState State, DateTimeOffset? Ended = null, string? EndedBy = null, DateTimeOffset? DueAt = null, bool FollowUp = false);
