using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Lists;

/// <summary>The transactions that take a ticket from where it stands in the lists to where it belongs.</summary>
internal static class ListRows
{
    /// <summary>Place, team, assignee, the team that it is offered to, its review, and the agents who watch it: the rows of an open ticket.</summary>
    public static int OpenOf(Ticket ticket) => 5 + ticket.Attention.Count;

    /// <summary>Requester, last change: the rows of every ticket.</summary>
    public const int Lasting = 2;

    public static string PlaceOf(OrganisationId organisation, TicketNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{organisation}|place|{number}");

    /// <summary>Adds a ticket that its requester's list does not hold.</summary>
    public static void AddLasting(EntityGroup group, OrganisationId organisation, TicketSummary now)
    {
        byte[] summary = StoredJson.Write(now);
        group.Add(Row(organisation, TicketView.RequesterRowOf(organisation, now), now, summary));
        group.Upsert(Row(organisation, TicketView.UpdatedRowOf(organisation, now), now, summary));
    }

    /// <summary>
    /// From one version to the next. The row of the last change is handed on like a baton: who finds that of its version gone was
    /// overtaken, and nothing of it is written.
    /// </summary>
    public static EntityGroup MoveLasting(OrganisationId organisation, TicketSummary was, TicketSummary now)
    {
        byte[] summary = StoredJson.Write(now);
        var group = new EntityGroup(organisation.Value);
        group.Delete(TicketView.UpdatedRowOf(organisation, was));
        group.Add(Row(organisation, TicketView.UpdatedRowOf(organisation, now), now, summary));
        group.Upsert(Row(organisation, TicketView.RequesterRowOf(organisation, now), now, summary));
        return group;
    }

    /// <summary>Guarded by the requester's row as it was read, whatever else stands there: for a rebuild, and where rows are missing.</summary>
    public static EntityGroup MendLasting(OrganisationId organisation, TicketSummary now, ETag requester, IEnumerable<string> left)
    {
        byte[] summary = StoredJson.Write(now);
        var group = new EntityGroup(organisation.Value);
        group.Replace(Row(organisation, TicketView.RequesterRowOf(organisation, now), now, summary), requester);
        foreach (string rowKey in left)
            group.Delete(rowKey);
        group.Upsert(Row(organisation, TicketView.UpdatedRowOf(organisation, now), now, summary));
        return group;
    }

    public static void AddOpen(EntityGroup group, OrganisationId organisation, TicketSummary now)
    {
        byte[] summary = StoredJson.Write(now);
        group.Add(Row(organisation, PlaceOf(organisation, now.Number), now, summary));
        foreach (string rowKey in TicketView.OpenRowsOf(organisation, now))
            group.Upsert(Row(organisation, rowKey, now, summary));
    }

    /// <param name="place">The tag of the place as it was read.</param>
    /// <param name="left">Rows of the version before that this one does not have.</param>
    public static EntityGroup MoveOpen(OrganisationId organisation, TicketSummary now, ETag place, IEnumerable<string> left)
    {
        byte[] summary = StoredJson.Write(now);
        var group = new EntityGroup(organisation.Value);
        if (now.Status.IsOver())
            group.Delete(PlaceOf(organisation, now.Number), place);
        else
            group.Replace(Row(organisation, PlaceOf(organisation, now.Number), now, summary), place);
        foreach (string rowKey in left)
            group.Delete(rowKey);
        foreach (string rowKey in TicketView.OpenRowsOf(organisation, now))
            group.Upsert(Row(organisation, rowKey, now, summary));
        return group;
    }

    private static TableEntity Row(OrganisationId organisation, string rowKey, TicketSummary ticket, byte[] summary)
    {
        var row = new TableEntity(organisation.Value, rowKey)
        {
            ["kind"] = ticket.Number.Kind.ToString(),
            ["status"] = ticket.Status.ToString(),
            ["priority"] = ticket.HandlingRank,
        };
        if (ticket.PendingReason is { } reason)
            row["reason"] = reason;
        Payload.Put(row, summary);
        return row;
    }
}
