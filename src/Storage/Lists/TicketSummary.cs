using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Lists;

/// <summary>A line of a list: enough to draw it without reading the ticket.</summary>
/// <param name="OfferedTo">Id of the team that it waits to be accepted by.</param>
/// <param name="DueAt">What the clock owes it next, while it is not resolved.</param>
/// <param name="Attention">Person ids of the agents who watch it; null for nobody.</param>
/// <param name="Review">Of a change in review.</param>
public sealed record TicketSummary(
    TicketNumber Number,
    int Version,
    int PublicVersion,
    TicketStatus Status,
    string? PendingReason,
    DateTimeOffset? PendingUntil,
    int Priority,
    int HandlingRank,
    PersonalText Title,
    string Requester,
    string OpenedBy,
    string Team,
    string? Assignee,
    string? Area,
    string Category,
    string Subcategory,
    string Channel,
    DateTimeOffset? UpdateFlagSince,
    int AttentionCount,
    DateTimeOffset OpenedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset PublicUpdatedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? ClosedAt,
    string? OfferedTo = null,
    DateTimeOffset? DueAt = null,
    IReadOnlyList<string>? Attention = null,
    AskedVotes? Review = null)
{
    public static TicketSummary Of(Ticket ticket) => new(
        ticket.Number,
        ticket.Version,
        ticket.PublicVersion,
        ticket.Status,
        ticket.Pending?.Reason,
        ticket.Pending?.Until,
        ticket.Matrix.Native,
        ticket.HandlingRank,
        ticket.Title,
        ticket.Requester,
        ticket.OpenedBy,
        ticket.Team,
        ticket.Assignee,
        ticket.Area,
        ticket.Classification.Category,
        ticket.Classification.Subcategory,
        ticket.Channel,
        ticket.UpdateFlagSince,
        ticket.Attention.Count,
        ticket.OpenedAt,
        ticket.UpdatedAt,
        ticket.PublicUpdatedAt,
        ticket.Resolution?.At,
        ticket.Resolution?.ClosesAt,
        ticket.ClosedAt,
        ticket.Handover?.Offer?.Team,
        ticket.Status == TicketStatus.Resolved ? null : ticket.Dues().Select(due => (DateTimeOffset?)due.At).Append(ticket.Pending?.Until).Min(),
        ticket.Attention.IsEmpty ? null : [.. ticket.Attention],
        AskedVotes.In(ticket));
}

/// <summary>Whose votes an open review waits for.</summary>
/// <param name="Type">Id of the type of the change.</param>
/// <param name="Stage">Id of the review.</param>
/// <param name="Of">Person ids of those who have not voted.</param>
/// <param name="Delegations">Who votes in the place of one of them, and when.</param>
public sealed record AskedVotes(string Type, string Stage, DateTimeOffset DueAt, IReadOnlyList<string> Of, IReadOnlyList<Delegation>? Delegations)
{
    internal static AskedVotes? In(Ticket ticket)
    {
        if (ticket.Change is not { OpenReview: { } review } change)
            return null;
        string[] missing = [.. review.Electorate.Where(elector => elector.Choice is null).Select(elector => elector.Person)];
        Delegation[] given = [.. change.Delegations.Where(each => missing.Contains(each.Of))];
        return new(change.Plan.Type, change.Stage, review.DueAt, missing, given.Length > 0 ? given : null);
    }

    /// <summary>Those whose votes somebody can cast at an instant: their own, or in whose place they stand.</summary>
    public IEnumerable<string> Asks(string person, DateTimeOffset at) =>
        Of.Where(each => each == person || Delegations?.Any(given => given.Of == each && given.To == person && given.HoldsAt(at)) == true);
}
