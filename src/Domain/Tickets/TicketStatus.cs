namespace ItsmFunctions.Domain.Tickets;

/// <summary>
/// Exactly six status codes (AU-12). Each is a work instruction to the agent and a status information to the end user (AU-13).
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
}
