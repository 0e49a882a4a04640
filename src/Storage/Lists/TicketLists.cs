using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Lists;

/// <param name="Kind">And the others: what is null does not filter.</param>
public sealed record ListFilter(TicketKind? Kind, TicketStatus? Status, int? Priority, string? PendingReason);

/// <param name="After">Where the next page begins, or null at the end. A page can be short, even empty, and still have a next one.</param>
public sealed record ListPage(IReadOnlyList<TicketSummary> Tickets, string? After);

/// <summary>
/// Lists are rows of one partition for each organisation, written by the reactions, so that one transaction moves a ticket in all
/// of them. A place row for each ticket says where it stands and as of which version: an older version never overwrites a newer.
/// </summary>
public sealed class TicketLists(DeskTables tables)
{
    /// <summary>Puts a new ticket into the lists: one transaction, no read. Nothing happens if it stands there already.</summary>
    public async Task AddAsync(Ticket ticket, CancellationToken stop)
    {
        try
        {
            EntityGroup group = Moves(ticket.Organisation, TicketSummary.Of(ticket), left: [], tag: null);
            await group.SubmitAsync(tables.Lists, stop);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // The reaction was faster, or our acknowledgement was lost.
        }
    }

    /// <summary>Puts new tickets of an organisation into the lists, as many in a transaction as it holds.</summary>
    public async Task AddAsync(OrganisationId organisation, IReadOnlyList<Ticket> tickets, CancellationToken stop)
    {
        var group = new EntityGroup(organisation.Value);
        List<Ticket> together = [];
        foreach (Ticket ticket in tickets)
        {
            if (group.Count + MostRows > EntityGroup.MostEntities)
            {
                await SubmitAsync(group, together, stop);
                (group, together) = (new(organisation.Value), []);
            }

            Fill(group, organisation, TicketSummary.Of(ticket), left: [], tag: null);
            together.Add(ticket);
        }

        if (together.Count > 0)
            await SubmitAsync(group, together, stop);
    }

    private async Task SubmitAsync(EntityGroup group, List<Ticket> together, CancellationToken stop)
    {
        try
        {
            await group.SubmitAsync(tables.Lists, stop);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // One of them stands there already: each for itself.
            foreach (Ticket ticket in together)
                await MoveAsync(ticket, stop);
        }
    }

    /// <summary>Brings the lists up to a ticket's state: a point read and a transaction, or the read alone if they are there.</summary>
    public Task<bool> MoveAsync(Ticket ticket, CancellationToken stop) => MoveAsync(ticket, again: false, stop);

    /// <summary>Writes a ticket's rows anew, though its place says that they stand there: for a rebuild.</summary>
    public Task<bool> MendAsync(Ticket ticket, CancellationToken stop) => MoveAsync(ticket, again: true, stop);

    private async Task<bool> MoveAsync(Ticket ticket, bool again, CancellationToken stop)
    {
        OrganisationId organisation = ticket.Organisation;
        TicketSummary now = TicketSummary.Of(ticket);
        while (true)
        {
            NullableResponse<TableEntity> place = await tables.Lists.GetEntityIfExistsAsync<TableEntity>(
                organisation.Value, PlaceOf(organisation, ticket.Number), cancellationToken: stop);
            TicketSummary? was = place.HasValue ? StoredJson.Read<TicketSummary>(Payload.Get(place.Value!)) : null;
            if (was?.Version > now.Version || (!again && was?.Version == now.Version))
                return false;
            string[] left = was is null ? [] : [.. TicketView.RowsOf(organisation, was).Except(TicketView.RowsOf(organisation, now))];
            try
            {
                ETag? tag = place.HasValue ? place.Value!.ETag : null;
                try
                {
                    await Moves(organisation, now, left, tag).SubmitAsync(tables.Lists, stop);
                }
                catch (RequestFailedException missing) when (missing.Status == 404)
                {
                    // A row that should be left is not there: the lists are mended, not waited for.
                    await Moves(organisation, now, await PresentAsync(organisation, left, stop), tag).SubmitAsync(tables.Lists, stop);
                }

                return true;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 404 or 409 or 412)
            {
                // Another reaction moved it, or our acknowledgement was lost: the place row says which version stands there.
            }
        }
    }

    private async Task<string[]> PresentAsync(OrganisationId organisation, string[] rowKeys, CancellationToken stop)
    {
        var present = new List<string>();
        foreach (string rowKey in rowKeys)
        {
            if ((await tables.Lists.GetEntityIfExistsAsync<TableEntity>(organisation.Value, rowKey, ["RowKey"], stop)).HasValue)
                present.Add(rowKey);
        }

        return [.. present];
    }

    /// <summary>One page of a list: one request, and a few at most where the filter leaves out all that it comes upon.</summary>
    public async Task<ListPage> ReadAsync(OrganisationId organisation, TicketView view, ListFilter filter, string? after, int size, CancellationToken stop)
    {
        RowPage page = await RowPage.ReadAsync(
            tables.Lists, organisation.Value, view.From(organisation), Keys.Behind(view.Prefix(organisation)), Conditions(filter), after, size, stop);
        return new([.. page.Rows.Select(row => StoredJson.Read<TicketSummary>(Payload.Get(row)))], page.After);
    }

    private static IEnumerable<string> Conditions(ListFilter filter)
    {
        if (filter.Kind is { } kind)
            yield return TableClient.CreateQueryFilter($"kind eq {kind.ToString()}");
        if (filter.Status is { } status)
            yield return TableClient.CreateQueryFilter($"status eq {status.ToString()}");
        if (filter.Priority is { } priority)
            yield return TableClient.CreateQueryFilter($"priority eq {priority}");
        if (filter.PendingReason is { } reason)
            yield return TableClient.CreateQueryFilter($"reason eq {reason}");
    }

    private static EntityGroup Moves(OrganisationId organisation, TicketSummary now, string[] left, ETag? tag)
    {
        var group = new EntityGroup(organisation.Value);
        Fill(group, organisation, now, left, tag);
        return group;
    }

    // Place, team, assignee, requester, last change.
    private const int MostRows = 5;

    private static void Fill(EntityGroup group, OrganisationId organisation, TicketSummary now, string[] left, ETag? tag)
    {
        byte[] summary = StoredJson.Write(now);
        TableEntity place = Row(organisation, PlaceOf(organisation, now.Number), now, summary);
        if (tag is { } known)
            group.Replace(place, known);
        else
            group.Add(place);

        foreach (string rowKey in left)
            group.Delete(rowKey);
        foreach (string rowKey in TicketView.RowsOf(organisation, now))
            group.Upsert(Row(organisation, rowKey, now, summary));
    }

    private static string PlaceOf(OrganisationId organisation, TicketNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{organisation}|place|{number}");

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
