using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>How a ticket stands to another one.</summary>
public enum LinkKind
{
    RelatesTo,
    DuplicateOf,
    DuplicatedBy,
    CausedBy,
    Causes,
    ParentOf,
    ChildOf,

    /// <summary>It was a part of the other (AU-46).</summary>
    SplitFrom,
    SplitInto,
}

/// <summary>
/// One end of a link. A link has one owner, the ticket on which it was made: what that one says is the truth, and the other end
/// follows it (docs/decisions/0018).
/// </summary>
/// <param name="Kind">As seen from here; null where the link is no more: that it was is kept, so that late news of it is known as such.</param>
/// <param name="Own">Whether this ticket is the owner.</param>
/// <param name="Version">Of the owner, when it said so.</param>
/// <param name="Follower">Person id of who follows this ticket because theirs was merged into it.</param>
public sealed record TicketLink(TicketNumber Other, LinkKind? Kind, bool Own, int Version, string? Follower = null);

/// <summary>The other ticket of a link, as the desk found it, where the caller may read it.</summary>
/// <param name="Above">The parents, or the masters, of the upper end: from it on, upwards.</param>
public sealed record LinkedTicket(Ticket Ticket, ImmutableArray<TicketNumber> Above);

public static class Links
{
    public static LinkKind Inverse(this LinkKind kind) => kind switch
    {
        LinkKind.RelatesTo => LinkKind.RelatesTo,
        LinkKind.DuplicateOf => LinkKind.DuplicatedBy,
        LinkKind.DuplicatedBy => LinkKind.DuplicateOf,
        LinkKind.CausedBy => LinkKind.Causes,
        LinkKind.Causes => LinkKind.CausedBy,
        LinkKind.ParentOf => LinkKind.ChildOf,
        LinkKind.ChildOf => LinkKind.ParentOf,
        LinkKind.SplitFrom => LinkKind.SplitInto,
        LinkKind.SplitInto => LinkKind.SplitFrom,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The kind that leads upwards, of those that must not lead in a circle; null for the others.</summary>
    public static LinkKind? Upwards(this LinkKind kind) => kind switch
    {
        LinkKind.ParentOf or LinkKind.ChildOf => LinkKind.ChildOf,
        LinkKind.DuplicateOf or LinkKind.DuplicatedBy => LinkKind.DuplicateOf,
        _ => null,
    };

    /// <summary>The ticket above this one; null if there is none.</summary>
    public static TicketNumber? Above(this Ticket ticket, LinkKind upwards) =>
        ticket.Dossier.Links.FirstOrDefault(link => link.Kind == upwards) is { } link ? link.Other : null;

    /// <summary>The incidents that a problem causes, whichever end the link was made on.</summary>
    public static IEnumerable<TicketNumber> IncidentsCaused(this Ticket problem) =>
        problem.Dossier.Links.Where(link => link.Kind == LinkKind.Causes && link.Other.Kind == TicketKind.Incident).Select(link => link.Other).Distinct();

    internal static Dossier With(this Dossier dossier, TicketLink link) =>
        dossier with { Links = [.. dossier.Links.Where(one => one.Other != link.Other || one.Own != link.Own), link] };
}
