using System.Runtime.CompilerServices;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>Every ticket of an organisation, from its events. For commands that rebuild; no request of a user comes here.</summary>
public sealed class TicketScan(DeskTables tables)
{
    private readonly TicketHistories _histories = new(tables);

    /// <summary>The whole history of one ticket after another, shard by shard: a thousand rows for each request.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TicketEvent>> ReadAsync(OrganisationId organisation, [EnumeratorCancellation] CancellationToken stop)
    {
        for (int shard = 0; shard < TicketHistories.Shards; shard++)
        {
            await foreach (TicketHistory history in _histories.ReadAsync(organisation, shard, stop))
            {
                if (history.Events.Count > 0)
                    yield return [.. history.Events.Select(e => e.Stored.Event)];
            }
        }
    }
}
