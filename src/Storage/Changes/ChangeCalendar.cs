using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Changes;

/// <summary>
/// When which change is carried out: one row for each planned change, by the beginning of its window, written by the reactions and
/// rebuilt from tickets. A place row beside it says at which version it stands, so that an older one never overwrites a newer.
/// </summary>
public sealed class ChangeCalendar(DeskTables tables)
{
    /// <summary>Changes of a span that are read at the most.</summary>
    public const int Most = 5_000;

    /// <summary>Brings the calendar up to a ticket's state: a read and a transaction; no request of one that was never planned.</summary>
    /// <param name="again">Though it seems to stand there: for a rebuild.</param>
    public async Task FollowAsync(Ticket ticket, bool again, CancellationToken stop)
    {
        // A window that was once planned is moved, and never taken away.
        if (ticket.Change?.Window is null)
            return;
        string partition = ticket.Organisation.Value, placeKey = PlaceOf(ticket.Organisation, ticket.Number);
        while (true)
        {
            NullableResponse<TableEntity> place = await tables.ChangeCalendar.GetEntityIfExistsAsync<TableEntity>(partition, placeKey, cancellationToken: stop);
            if (place.HasValue && (place.Value!.GetInt32("version") > ticket.Version || (!again && place.Value.GetInt32("version") == ticket.Version)))
                return;
            PlannedChange? now = PlannedChange.Of(ticket);
            string? rowKey = now is null ? null : RowOf(ticket.Organisation, now), was = place.HasValue ? place.Value!.GetString("at") : null;
            var group = new EntityGroup(partition);
            var moved = new TableEntity(partition, placeKey) { ["version"] = ticket.Version };
            if (rowKey is not null)
                moved["at"] = rowKey;
            if (place.HasValue)
                group.Replace(moved, place.Value!.ETag);
            else
                group.Add(moved);
            if (was is not null && was != rowKey)
                group.Delete(was);
            if (now is not null)
                group.Upsert(Row(partition, rowKey!, now));
            try
            {
                await group.SubmitAsync(tables.ChangeCalendar, stop);
                return;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
            {
                // Another reaction was faster, or our acknowledgement was lost: the place says how far it is.
            }
        }
    }

    /// <summary>The changes whose windows touch a span, by their beginning: one request for a thousand.</summary>
    public async Task<IReadOnlyList<PlannedChange>> ReadAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        // No window is longer: what began before cannot last until now.
        DateTimeOffset earliest = from - DateTimeOffset.MinValue > ChangeDesk.LongestWindow ? from - ChangeDesk.LongestWindow : DateTimeOffset.MinValue;
        string range = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {Prefix(organisation) + Keys.Ticks(earliest)} and RowKey lt {Prefix(organisation) + Keys.Ticks(until)}");
        var changes = new List<PlannedChange>();
        await foreach (TableEntity row in tables.ChangeCalendar.QueryAsync<TableEntity>(range, cancellationToken: stop))
        {
            PlannedChange change = StoredJson.Read<PlannedChange>(Payload.Get(row));
            if (change.Overlaps(from, until))
                changes.Add(change);
            if (changes.Count == Most)
                break;
        }

        return changes;
    }

    /// <summary>What collides with a change's own window, as the calendar knows it.</summary>
    public async Task<IReadOnlyList<PlannedChange>> CollisionsOfAsync(Ticket ticket, CancellationToken stop) =>
        PlannedChange.Of(ticket) is { ImplementedAt: null } mine ? [.. (await ReadAsync(ticket.Organisation, mine.From, mine.Until, stop)).Where(mine.CollidesWith)] : [];

    private static string Prefix(OrganisationId organisation) => $"{organisation}|window|";

    private static string PlaceOf(OrganisationId organisation, TicketNumber number) => $"{organisation}|place|{number}";

    private static string RowOf(OrganisationId organisation, PlannedChange change) => $"{Prefix(organisation)}{Keys.Ticks(change.From)}|{change.Number}";

    private static TableEntity Row(string partition, string rowKey, PlannedChange change)
    {
        var row = new TableEntity(partition, rowKey);
        Payload.Put(row, StoredJson.Write(change));
        return row;
    }
}
