namespace ItsmFunctions.Domain.Tickets;

/// <summary>
/// The status codes: six at Aarhus University (AU-12), one more where an order can be cancelled. Each is a work instruction to the
/// agent and a status information to the end user (AU-13).
/// </summary>
public enum TicketStatus
{
    /// <summary>Registered; set on creation.</summary>
    New,

    /// <summary>An agent has it, solving has not begun.</summary>
    Assigned,

    /// <summary>Fault analysis is under way, or a service request is being carried out.</summary>
    InProgress,

    /// <summary>Waiting, with a reason from the list (AU-15).</summary>
    Pending,

    /// <summary>A workaround or a permanent solution is in place and has been told to the end user (AU-39).</summary>
    Resolved,

    /// <summary>Set by the system alone; never reopened (AU-14).</summary>
    Closed,

    /// <summary>Given up before it was resolved, for ever; only in profiles that cancel (OM-06).</summary>
    Cancelled,
}

public static class TicketStatuses
{
    /// <summary>Exactly six (AU-12).</summary>
    public static readonly IReadOnlyList<TicketStatus> Aarhus =
        [TicketStatus.New, TicketStatus.Assigned, TicketStatus.InProgress, TicketStatus.Pending, TicketStatus.Resolved, TicketStatus.Closed];

    /// <summary>Nothing more happens to a ticket of this status.</summary>
    public static bool IsOver(this TicketStatus status) => status is TicketStatus.Closed or TicketStatus.Cancelled;
}
