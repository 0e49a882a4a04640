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

/// <param name="More">There are more than were read.</param>
public sealed record OpenTickets(IReadOnlyList<TicketSummary> Tickets, bool More)
{
    internal const int MostRequests = 5;
}

/// <summary>
/// Lists are rows written by the reactions: open tickets by team and agent in one table, which stays as small as the backlog, and
/// all tickets by requester and last change in another. In each table one transaction moves a ticket, and an older version never
/// overwrites a newer: a place row guards the open ones, the row of the last change, handed on like a baton, the lasting ones.
/// </summary>
public sealed class TicketLists(DeskTables tables)
{
    private const int OpenPage = 500;
    private readonly GroupCommit _lasting = new(tables.Lists);
    private readonly GroupCommit _open = new(tables.OpenLists);
    private readonly RecentPlaces _places = new();

    /// <summary>Puts a new ticket into its requester's list and among the last changes: one transaction, no read. Nothing happens if it stands there already.</summary>
    public async Task AddAsync(Ticket ticket, CancellationToken stop)
    {
        try
        {
            var group = new EntityGroup(ticket.Organisation.Value);
            ListRows.AddLasting(group, ticket.Organisation, TicketSummary.Of(ticket));
            await _lasting.SubmitAsync(group, stop);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // The reaction was faster, or our acknowledgement was lost.
        }
    }

    /// <summary>Puts a ticket that <see cref="AddAsync(Ticket, CancellationToken)"/> listed into its team's list too: one transaction, no read.</summary>
    public async Task OpenAsync(Ticket ticket, CancellationToken stop)
    {
        TicketSummary now = TicketSummary.Of(ticket);
        try
        {
            var group = new EntityGroup(ticket.Organisation.Value);
            ListRows.AddOpen(group, ticket.Organisation, now);
            _places.Remember(ticket.Organisation, new(now, (await _open.SubmitAsync(group, stop))[0]));
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            await MoveAsync(ticket, stop);
        }
    }

    /// <summary>Puts tickets of an organisation that no list knows into all of theirs, as many in a transaction as it holds.</summary>
    public async Task AddAsync(OrganisationId organisation, IReadOnlyList<Ticket> tickets, CancellationToken stop)
    {
        foreach (Ticket[] some in tickets.Chunk(EntityGroup.MostEntities / ListRows.Lasting))
            await AddAsync(tables.Lists, organisation, some, ListRows.AddLasting, stop);
        foreach (Ticket[] some in Fitting(tickets.Where(ticket => !ticket.Status.IsOver())))
            await AddAsync(tables.OpenLists, organisation, some, ListRows.AddOpen, stop);
    }

    private static IEnumerable<Ticket[]> Fitting(IEnumerable<Ticket> tickets)
    {
        var some = new List<Ticket>();
        int rows = 0;
        foreach (Ticket ticket in tickets)
        {
            if (rows + ListRows.OpenOf(ticket) > EntityGroup.MostEntities)
            {
                yield return [.. some];
                some.Clear();
                rows = 0;
            }

            some.Add(ticket);
            rows += ListRows.OpenOf(ticket);
        }

        if (some.Count > 0)
            yield return [.. some];
    }

    private async Task AddAsync(
        TableClient table, OrganisationId organisation, Ticket[] tickets, Action<EntityGroup, OrganisationId, TicketSummary> add, CancellationToken stop)
    {
        try
        {
            var group = new EntityGroup(organisation.Value);
            foreach (Ticket ticket in tickets)
                add(group, organisation, TicketSummary.Of(ticket));
            await group.SubmitAsync(table, stop);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // One of them stands there already: each for itself.
            foreach (Ticket ticket in tickets)
                await MoveAsync(ticket, stop);
        }
    }

    /// <summary>Brings the lists up to a ticket's state: a transaction in each table, after a read where this instance does not know the place.</summary>
    /// <returns>False if they were there already, or further.</returns>
    public Task<bool> MoveAsync(Ticket ticket, CancellationToken stop) => MoveAsync(ticket, again: false, stop);

    /// <summary>Writes a ticket's rows anew, though they seem to stand there: for a rebuild.</summary>
    public Task<bool> MendAsync(Ticket ticket, CancellationToken stop) => MoveAsync(ticket, again: true, stop);

    private async Task<bool> MoveAsync(Ticket ticket, bool again, CancellationToken stop)
    {
        OrganisationId organisation = ticket.Organisation;
        TicketSummary now = TicketSummary.Of(ticket);
        Place? place = again ? null : _places.Find(organisation, now.Number);
        place ??= await FindAsync(tables.OpenLists, organisation, ListRows.PlaceOf(organisation, now.Number), stop);
        // What is known may be old: at the first sign of that everything is read, and only what is there is taken away.
        bool careful = again;
        while (true)
        {
            if (place?.At.Version > now.Version || (!again && place?.At.Version == now.Version))
                return false;
            Place? lasting = place is null || careful
                ? await FindAsync(tables.Lists, organisation, TicketView.RequesterRowOf(organisation, now), stop)
                : place;
            if (lasting?.At.Version > now.Version)
                return false;
            // It stands in no list of open ones: closed, or its first reaction is still to come.
            if (place is null && !again && now.Status.IsOver() && lasting?.At.Version == now.Version)
                return false;
            try
            {
                if (again || lasting?.At.Version != now.Version)
                    await _lasting.SubmitAsync(await MoveLastingAsync(organisation, lasting, now, careful, stop), stop);
                await MoveOpenAsync(organisation, place, now, late: lasting is not null && !again, careful, stop);
                return true;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 404 or 409 or 412)
            {
                // Another reaction moved it, or our acknowledgement was lost: the rows say how far it is.
                _places.Forget(organisation, now.Number);
                careful = true;
                place = await FindAsync(tables.OpenLists, organisation, ListRows.PlaceOf(organisation, now.Number), stop);
            }
        }
    }

    private async Task<EntityGroup> MoveLastingAsync(OrganisationId organisation, Place? was, TicketSummary now, bool careful, CancellationToken stop)
    {
        if (was is null)
        {
            var group = new EntityGroup(organisation.Value);
            ListRows.AddLasting(group, organisation, now);
            return group;
        }

        if (!careful)
            return ListRows.MoveLasting(organisation, was.At, now);
        string[] left = was.At.Version == now.Version ? [] : [TicketView.UpdatedRowOf(organisation, was.At)];
        return ListRows.MendLasting(organisation, now, was.Tag, await PresentAsync(tables.Lists, organisation, left, stop));
    }

    private async Task MoveOpenAsync(OrganisationId organisation, Place? was, TicketSummary now, bool late, bool careful, CancellationToken stop)
    {
        bool closed = now.Status.IsOver();
        EntityGroup group;
        if (was is not null)
        {
            string[] left = [.. TicketView.OpenRowsOf(organisation, was.At).Except(TicketView.OpenRowsOf(organisation, now))];
            group = ListRows.MoveOpen(organisation, now, was.Tag, careful ? await PresentAsync(tables.OpenLists, organisation, left, stop) : left);
        }
        else if (closed && !late)
        {
            return;
        }
        else
        {
            // Of a ticket that was closed before its first reaction the place stays, empty: that reaction then finds it taken.
            group = new EntityGroup(organisation.Value);
            ListRows.AddOpen(group, organisation, now);
        }

        ETag tag = (await _open.SubmitAsync(group, stop))[0];
        if (closed)
            _places.Forget(organisation, now.Number);
        else
            _places.Remember(organisation, new(now, tag));
    }

    private static async Task<Place?> FindAsync(TableClient table, OrganisationId organisation, string rowKey, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(organisation.Value, rowKey, cancellationToken: stop);
        return row.HasValue ? new(StoredJson.Read<TicketSummary>(Payload.Get(row.Value!)), row.Value!.ETag) : null;
    }

    private static async Task<string[]> PresentAsync(TableClient table, OrganisationId organisation, string[] rowKeys, CancellationToken stop)
    {
        var present = new List<string>();
        foreach (string rowKey in rowKeys)
        {
            if ((await table.GetEntityIfExistsAsync<TableEntity>(organisation.Value, rowKey, ["RowKey"], stop)).HasValue)
                present.Add(rowKey);
        }

        return [.. present];
    }

    /// <summary>One page of a list: one request, and a few at most where the filter leaves out all that it comes upon.</summary>
    public async Task<ListPage> ReadAsync(OrganisationId organisation, TicketView view, ListFilter filter, string? after, int size, CancellationToken stop)
    {
        RowPage page = await RowPage.ReadAsync(
            view.IsOfOpen ? tables.OpenLists : tables.Lists, organisation.Value, view.From(organisation), Keys.Behind(view.Prefix(organisation)), Conditions(filter), after, size, stop);
        return new([.. page.Rows.Select(row => StoredJson.Read<TicketSummary>(Payload.Get(row)))], page.After);
    }

    /// <summary>Numbers of all open tickets of an organisation, a page at a time.</summary>
    /// <param name="after">What the page before ended with; null for the first.</param>
    /// <returns>Null as its second after the last page.</returns>
    public async Task<(IReadOnlyList<TicketNumber> Open, string? After)> ReadOpenAsync(OrganisationId organisation, string? after, CancellationToken stop)
    {
        string prefix = $"{organisation}|team|", from = after ?? prefix;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey gt {from} and RowKey lt {Keys.Behind(prefix)}");
        await foreach (Page<TableEntity> page in tables.OpenLists.QueryAsync<TableEntity>(filter, maxPerPage: OpenPage, ["PartitionKey", "RowKey"], stop).AsPages())
        {
            if (page.Values.Count > 0)
                return ([.. page.Values.Select(row => TicketNumber.Parse(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..]))], page.Values[^1].RowKey);
        }

        return ([], null);
    }

    /// <summary>All of a list of open tickets but those that are resolved: a request for each 1,000, and no more than 5.</summary>
    public async Task<OpenTickets> ReadOpenAsync(OrganisationId organisation, TicketView view, CancellationToken stop)
    {
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organisation.Value} and RowKey ge {view.From(organisation)} and RowKey lt {Keys.Behind(view.Prefix(organisation))} and status ne {TicketStatus.Resolved.ToString()}");
        var tickets = new List<TicketSummary>();
        int requests = 0;
        await foreach (Page<TableEntity> page in tables.OpenLists.QueryAsync<TableEntity>(query, cancellationToken: stop).AsPages())
        {
            tickets.AddRange(page.Values.Select(row => StoredJson.Read<TicketSummary>(Payload.Get(row))));
            if (++requests == OpenTickets.MostRequests)
                return new(tickets, page.ContinuationToken is not null);
        }

        return new(tickets, More: false);
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
}
