using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage;

/// <summary>The tables of the desk. The main one is read by key, never filtered; what is queried stands in small ones.</summary>
public sealed class DeskTables(TableServiceClient service)
{
    /// <summary>Tickets, events, outbox and idempotency rows: sixteen partitions.</summary>
    public TableClient Desk { get; } = service.GetTableClient("desk");

    /// <summary>Work for the timers, by hour.</summary>
    public TableClient Due { get; } = service.GetTableClient("due");

    /// <summary>The next block of ticket numbers of each organisation and kind.</summary>
    public TableClient Numbers { get; } = service.GetTableClient("numbers");

    /// <summary>Open tickets by team and by agent, in reading order; rebuilt from tickets, never the source of truth. As large as the backlog.</summary>
    public TableClient OpenLists { get; } = service.GetTableClient("openlists");

    /// <summary>All tickets by requester and by last change; likewise rebuilt. It grows for ever.</summary>
    public TableClient Lists { get; } = service.GetTableClient("lists");

    /// <summary>Whom the desk writes to.</summary>
    public TableClient People { get; } = service.GetTableClient("people");

    /// <summary>What an organisation decided otherwise than the default profile.</summary>
    public TableClient Settings { get; } = service.GetTableClient("settings");

    /// <summary>What was sent to whom, and what was not, and why.</summary>
    public TableClient Notifications { get; } = service.GetTableClient("notifications");

    /// <summary>Monthly facts for the reports.</summary>
    public TableClient Facts { get; } = service.GetTableClient("facts");

    /// <summary>What self-help achieved: counts by month, and marks of what was counted.</summary>
    public TableClient SelfHelp { get; } = service.GetTableClient("selfhelp");

    /// <summary>Articles, each with its versions, and their list.</summary>
    public TableClient Knowledge { get; } = service.GetTableClient("knowledge");

    /// <summary>Whom outside the desk tells of events, and how far.</summary>
    public TableClient Webhooks { get; } = service.GetTableClient("webhooks");

    /// <summary>When which change is carried out; rebuilt from tickets.</summary>
    public TableClient ChangeCalendar { get; } = service.GetTableClient("changecalendar");

    /// <summary>What came again, by what it is about, and what is proposed because of it.</summary>
    public TableClient Recurrences { get; } = service.GetTableClient("recurrences");

    public IEnumerable<TableClient> All => [Desk, Due, Numbers, OpenLists, Lists, People, Settings, Notifications, Facts, SelfHelp, Knowledge, Webhooks, ChangeCalendar, Recurrences];

    /// <summary>Whether there is such a ticket: one point read.</summary>
    internal async Task<bool> ExistsAsync(OrganisationId organisation, TicketNumber number, CancellationToken stop) =>
        (await Desk.GetEntityIfExistsAsync<TableEntity>(Keys.Shard(number), Keys.Ticket(organisation, number), ["RowKey"], stop)).HasValue;

    /// <summary>Creates what is missing: at every start but the first that is one request.</summary>
    public async Task CreateAsync(CancellationToken stop)
    {
        HashSet<string> there = [];
        await foreach (TableItem table in service.QueryAsync(cancellationToken: stop))
            there.Add(table.Name);
        await Task.WhenAll(All.Where(table => !there.Contains(table.Name)).Select(table => table.CreateIfNotExistsAsync(stop)));
    }
}
