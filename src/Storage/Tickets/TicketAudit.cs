using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>Whether a ticket's history still stands as it was written: each event holds the hash of the one before, the ticket that of the last.</summary>
public sealed class TicketAudit(DeskTables tables)
{
    /// <returns>What is wrong with it, or null.</returns>
    public async Task<string?> VerifyAsync(OrganisationId organisation, TicketNumber number, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(number), Keys.Ticket(organisation, number), cancellationToken: stop);
        if (!row.HasValue)
            return $"There is no {number}.";

        StoredTicket ticket = StoredTicket.FromRow(row.Value!);
        string prefix = Keys.Events(organisation, number);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Shard(number)} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        string head = EventFormat.NoPredecessor;
        int version = 0;
        await foreach (TableEntity stored in tables.Desk.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            version++;
            byte[] bytes = Payload.Get(stored);
            if (Fault(bytes, organisation, number, version, head) is { } fault)
                return $"Event {version} of {number}: {fault}";
            head = EventFormat.Hash(bytes);
        }

        if (version != ticket.Ticket.Version)
            return $"{number} stands at version {ticket.Ticket.Version} and has {version} events.";
        return head == ticket.Head ? null : $"{number} does not follow from its last event.";
    }

    private static string? Fault(byte[] bytes, OrganisationId organisation, TicketNumber number, int version, string head)
    {
        try
        {
            StoredEvent stored = EventFormat.Read(bytes);
            if (stored.Previous != head)
                return "it does not follow from its predecessor.";
            bool here = stored.Event.Number == number && stored.Event.Dimensions.Organisation == organisation && stored.Event.Version == version;
            return here ? null : "it belongs elsewhere.";
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidDataException or FormatException)
        {
            return "it cannot be read.";
        }
    }
}
