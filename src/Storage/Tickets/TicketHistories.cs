using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tickets;

/// <param name="Hash">Of the bytes as they stand in storage.</param>
public sealed record HistoryEvent(StoredEvent Stored, string Hash);

/// <summary>A ticket as it stands, with its whole history as it stands.</summary>
/// <param name="Stored">Null where events have no ticket row.</param>
/// <param name="Head">The hash of the latest event, as the ticket's row remembers it.</param>
public sealed record TicketHistory(TicketNumber Number, StoredTicket? Stored, string? Head, IReadOnlyList<HistoryEvent> Events);

/// <summary>
/// Reads whole partitions in key order, one ticket in memory at a time: for commands that rebuild or verify everything, never on
/// the way of a request.
/// </summary>
public sealed class TicketHistories(DeskTables tables)
{
    public const int Shards = Keys.Shards;

    /// <summary>Every ticket of an organisation in one of the <see cref="Shards"/>. A new ticket that arrives meanwhile may be missed.</summary>
    public IAsyncEnumerable<TicketHistory> ReadAsync(OrganisationId organisation, int shard, CancellationToken stop) =>
        ReadAsync(Keys.Shard(shard), $"{organisation}|", stop);

    /// <summary>One ticket; null if neither it nor an event of it is there.</summary>
    public ValueTask<TicketHistory?> FindAsync(OrganisationId organisation, TicketNumber number, CancellationToken stop) =>
        ReadAsync(Keys.Shard(number), $"{organisation}|{number}|", stop).FirstOrDefaultAsync(stop);

    private async IAsyncEnumerable<TicketHistory> ReadAsync(string shard, string prefix, [EnumeratorCancellation] CancellationToken stop)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        TicketNumber? number = null;
        List<HistoryEvent> events = [];
        StoredTicket? stored = null;
        await foreach (TableEntity row in tables.Desk.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            string[] key = row.RowKey.Split('|');
            TicketNumber current = TicketNumber.Parse(key[1]);
            if (number is { } finished && finished != current)
            {
                yield return new(finished, stored, stored?.Head, events);
                (events, stored) = ([], null);
            }

            number = current;
            if (key[2] == "ticket")
                stored = StoredTicket.FromRow(row);
            else if (key[2] == "event")
                events.Add(Event(row));
        }

        if (number is { } last)
            yield return new(last, stored, stored?.Head, events);
    }

    private static HistoryEvent Event(TableEntity row)
    {
        byte[] bytes = Payload.Get(row);
        try
        {
            return new(EventFormat.Read(bytes), EventFormat.Hash(bytes));
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"The row {row.RowKey} of partition {row.PartitionKey} of the table desk is no event: {broken.Message}", broken);
        }
    }
}
