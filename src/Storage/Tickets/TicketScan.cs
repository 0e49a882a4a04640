using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>Every ticket of an organisation, from its events. For commands that rebuild; no request of a user comes here.</summary>
public sealed class TicketScan(DeskTables tables)
{
    /// <summary>The whole history of one ticket after another, shard by shard: a thousand rows for each request.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TicketEvent>> ReadAsync(OrganisationId organisation, [EnumeratorCancellation] CancellationToken stop)
    {
        string prefix = $"{organisation}|";
        for (int residue = 0; residue < Keys.Shards; residue++)
        {
            string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Shard(residue)} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
            var events = new List<TicketEvent>();
            await foreach (TableEntity row in tables.Desk.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            {
                // Behind a number its events stand before its state: "event" < "ticket".
                if (!row.RowKey.AsSpan(prefix.Length).Contains("|event|", StringComparison.Ordinal))
                    continue;
                TicketEvent e = EventFormat.Read(Payload.Get(row)).Event;
                if (events.Count > 0 && events[0].Number != e.Number)
                {
                    yield return events;
                    events = [];
                }

                events.Add(e);
            }

            if (events.Count > 0)
                yield return events;
        }
    }
}
