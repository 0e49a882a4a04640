using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Itsm.Desks;

/// <summary>Puts new tickets into the lists, many in a transaction, while others are still being written.</summary>
internal sealed class ListFiller(TicketLists lists, OrganisationId organisation)
{
    /// <summary>Four rows each, most of them, in an entity-group transaction of at most 100.</summary>
    private const int Together = 24;

    private readonly ConcurrentQueue<Ticket> _waiting = [];

    // The lists of an organisation are one partition: side by side the transactions would only wait for each other.
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task AddAsync(Ticket ticket, CancellationToken stop)
    {
        _waiting.Enqueue(ticket);
        if (_waiting.Count >= Together)
            await FlushAsync(stop);
    }

    /// <summary>Everything that was added is in the lists when this returns and nobody adds any more.</summary>
    public async Task FlushAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            List<Ticket> tickets = [];
            while (_waiting.TryDequeue(out Ticket? ticket))
                tickets.Add(ticket);
            await lists.AddAsync(organisation, tickets, stop);
        }
        finally
        {
            _gate.Release();
        }
    }
}
