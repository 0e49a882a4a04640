using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>One thing that happened to a ticket, immutable, with all that a report may ask of it.</summary>
/// <param name="Version">The ticket's version that it made: 1 for the first.</param>
/// <param name="HappenedAt">When it counts: a timer's outcome happens at its deadline, whenever the timer fired.</param>
/// <param name="RecordedAt">When the desk wrote it down.</param>
/// <param name="Public">True if the requester can see the change.</param>
/// <param name="By">Person id, "clock", or the name of an import.</param>
/// <param name="Role">The claim value of the role that acted.</param>
/// <param name="Watch">What the clock watches from then on; null where the event left it as it was.</param>
public sealed record TicketEvent(
    TicketNumber Number,
    int Version,
    DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt,
    bool Public,
    string By,
    string Role,
    Dimensions Dimensions,
    Happening What,
    Watch? Watch = null);

/// <summary>The ticket as it stood after the event, by everything that reports group and filter on.</summary>
/// <param name="Scope">"local" or "global" (OR-05), where assessed.</param>
/// <param name="Reason">Code of the pending reason, where pending.</param>
/// <param name="Quick">True for a quick case (AU-03).</param>
/// <param name="Type">Id of the request's type (AU-10).</param>
public sealed record Dimensions(
    OrganisationId Organisation,
    string? Area,
    TicketKind Kind,
    TicketStatus Status,
    int Priority,
    int HandlingRank,
    string Team,
    string? Assignee,
    string Requester,
    string Category,
    string Subcategory,
    string? Service,
    string? Location,
    string? ConfigurationItem,
    string Channel,
    string? Scope,
    string? Reason,
    DateTimeOffset? OutageStart,
    string? CausedByChange,
    string? DuplicateOf,
    bool Test,
    bool? Quick = null,
    string? Type = null)
{
    public static Dimensions Of(Ticket ticket) => new(
        ticket.Organisation,
        ticket.Area,
        ticket.Number.Kind,
        ticket.Status,
        ticket.Matrix.Native,
        ticket.HandlingRank,
        ticket.Team,
        ticket.Assignee,
        ticket.Requester,
        ticket.Classification.Category,
        ticket.Classification.Subcategory,
        ticket.Classification.Service,
        ticket.Classification.Location,
        ticket.Classification.ConfigurationItem,
        ticket.Channel,
        ticket.Markers.Scope,
        ticket.Pending?.Reason,
        ticket.Markers.OutageStart,
        ticket.Markers.CausedByChange,
        ticket.Markers.DuplicateOf,
        ticket.Markers.Test,
        ticket.Markers.Quick,
        ticket.Type);
}
