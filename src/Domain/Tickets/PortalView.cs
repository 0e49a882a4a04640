using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>
/// What the end user can see of a ticket in the portal (AU-12, AU-13, AU-15): compared before and after each event, so that a
/// requester's ETag changes with nothing else.
/// </summary>
public sealed record PortalView(
    TicketStatus Status,
    PendingState? Pending,
    string Team,
    Classification Classification,
    Priority Matrix,
    int HandlingRank,
    Resolution? Resolution,
    DateTimeOffset? ClosedAt,
    Survey? Survey,
    string Watchers,
    ChangeState? Change,
    string? ProblemStage,
    PersonalText? PublicWorkaround,
    PersonalText? PublicTitle,
    DateTimeOffset? NextUpdateBy)
{
    public static PortalView Of(Ticket ticket, Profile profile) => new(
        StatusOf(ticket.Status, profile.In(ticket.Area)),
        // What a wait does by itself shows when it happens.
        ticket.Pending is { } pending ? pending with { Wait = null } : null,
        ticket.Team,
        ticket.Classification,
        ticket.Matrix,
        ticket.HandlingRank,
        ticket.Resolution,
        ticket.ClosedAt,
        ticket.Survey,
        string.Join(',', ticket.Dossier.Followers()),
        // Whoever may read a change reads its reviews: its author reworks it by what they say.
        ticket.Change,
        ticket.Problem?.Stage,
        ticket.Problem?.PublicWorkaround,
        ticket.Problem?.PublicTitle,
        ticket.Clocks?.NextUpdateBy(profile.Book));

    /// <summary>The status in the end user's words: that an agent has the ticket is told only where the profile says so (A8).</summary>
    public static TicketStatus StatusOf(TicketStatus stored, Profile profile) =>
        stored == TicketStatus.Assigned && !profile.ShowAssigned ? TicketStatus.New : stored;
}
