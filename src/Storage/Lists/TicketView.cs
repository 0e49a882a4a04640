using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Lists;

/// <summary>A list in reading order, by its leading key.</summary>
public abstract record TicketView
{
    private TicketView()
    {
    }

    /// <summary>Open tickets of a team, most urgent first, then the oldest.</summary>
    public sealed record OfTeam(string Team) : TicketView;

    /// <summary>Open tickets of an agent, in the same order.</summary>
    public sealed record OfAssignee(string Assignee) : TicketView;

    /// <summary>Tickets of other teams that this one is asked to take over (AU-21), in the same order.</summary>
    public sealed record OfferedTo(string Team) : TicketView;

    /// <summary>Open tickets that an agent watches (AU-51), in the same order.</summary>
    public sealed record OfAttention(string Agent) : TicketView;

    /// <summary>Changes in an open review, in the same order: few, so that whose vote they wait for is found by reading them.</summary>
    public sealed record InReview : TicketView;

    /// <summary>A requester's tickets, closed ones too, the newest first.</summary>
    public sealed record OfRequester(string Requester) : TicketView;

    /// <summary>All tickets in the order of their last change, from an instant on.</summary>
    public sealed record UpdatedSince(DateTimeOffset Since) : TicketView;

    internal string Prefix(OrganisationId organisation) => this switch
    {
        OfTeam of => $"{organisation}|team|{Keys.Part(of.Team)}|",
        OfAssignee of => $"{organisation}|assignee|{Keys.Part(of.Assignee)}|",
        OfferedTo of => $"{organisation}|offered|{Keys.Part(of.Team)}|",
        OfAttention of => $"{organisation}|attention|{Keys.Part(of.Agent)}|",
        InReview => $"{organisation}|review|",
        OfRequester of => $"{organisation}|requester|{Keys.Part(of.Requester)}|",
        UpdatedSince => $"{organisation}|updated|",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The first key of the list that counts.</summary>
    internal string From(OrganisationId organisation) =>
        this is UpdatedSince updated ? Prefix(organisation) + Keys.Ticks(updated.Since) : Prefix(organisation);

    /// <summary>Whether closed tickets leave it: then it stands in <see cref="DeskTables.OpenLists"/>.</summary>
    internal bool IsOfOpen => this is OfTeam or OfAssignee or OfferedTo or OfAttention or InReview;

    /// <summary>The rows of a ticket in the lists of open ones: none once it is closed.</summary>
    internal static IEnumerable<string> OpenRowsOf(OrganisationId organisation, TicketSummary ticket)
    {
        if (ticket.Status.IsOver())
            yield break;
        string order = string.Create(CultureInfo.InvariantCulture, $"{ticket.HandlingRank}|{Keys.Ticks(ticket.OpenedAt)}|{ticket.Number}");
        yield return new OfTeam(ticket.Team).Prefix(organisation) + order;
        if (ticket.Assignee is { } assignee)
            yield return new OfAssignee(assignee).Prefix(organisation) + order;
        if (ticket.OfferedTo is { } offered)
            yield return new OfferedTo(offered).Prefix(organisation) + order;
        foreach (string agent in ticket.Attention ?? [])
            yield return new OfAttention(agent).Prefix(organisation) + order;
        if (ticket.Review is not null)
            yield return new InReview().Prefix(organisation) + order;
    }

    /// <summary>The one row of a ticket in its requester's list: its key never changes.</summary>
    internal static string RequesterRowOf(OrganisationId organisation, TicketSummary ticket) =>
        $"{new OfRequester(ticket.Requester).Prefix(organisation)}{Keys.InvertedTicks(ticket.OpenedAt)}|{ticket.Number}";

    /// <summary>The one row of a ticket in the order of last changes: each version has its own.</summary>
    internal static string UpdatedRowOf(OrganisationId organisation, TicketSummary ticket) => string.Create(
        CultureInfo.InvariantCulture, $"{new UpdatedSince(default).Prefix(organisation)}{Keys.Ticks(ticket.UpdatedAt)}|{ticket.Number}|{ticket.Version:D6}");
}
