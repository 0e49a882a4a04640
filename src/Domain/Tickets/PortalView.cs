using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>
/// What the end user can see of a ticket in the portal (AU-12, AU-13, AU-15): compared before and after each event, so that a
/// requester's ETag changes with nothing else.
/// </summary>
public sealed record PortalView(
    TicketStatus Status,
    string? Reason,
    DateTimeOffset? Until,
    string Team,
    Classification Classification,
    Priority Matrix,
    int HandlingRank,
    Resolution? Resolution,
    DateTimeOffset? ClosedAt)
{
    public static PortalView Of(Ticket ticket) => new(
        ticket.Status,
        ticket.Pending?.Reason,
        ticket.Pending?.Until,
        ticket.Team,
        ticket.Classification,
        ticket.Matrix,
        ticket.HandlingRank,
        ticket.Resolution,
        ticket.ClosedAt);
}
