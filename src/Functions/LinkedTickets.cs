using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>
/// Completes links between tickets, which lie in two partitions: the owner's transaction holds the truth, and this has the other end
/// follow it (docs/decisions/0018). At least once for each change, in any order: the other end knows how far it is.
/// </summary>
/// <remarks>What many have to tell one ticket at the same time goes into one transaction of it: a master has hundreds of duplicates.</remarks>
public sealed class LinkedTickets(TicketStore tickets, ClockHand clock, TimeProvider time)
{
    /// <summary>News that one transaction takes: each is an event with its outbox row, and a transaction holds a hundred rows.</summary>
    private const int MostAtOnce = 40;

    private readonly ConcurrentDictionary<(OrganisationId, TicketNumber), Turn> _turns = [];

    /// <summary>Tells the other ends of the links that events of <paramref name="rows"/> changed what their owner says now.</summary>
    public Task FollowAsync(Ticket owner, IReadOnlyList<OutboxRow> rows, CancellationToken stop) => Task.WhenAll(owner.Dossier.Links
        .Where(link => link.Own && rows.Any(row => row.Version == link.Version))
        .Select(link =>
        {
            string? follower = link.Kind == LinkKind.DuplicateOf && owner.Markers.DuplicateOf == link.Other.ToString() ? owner.Requester : null;
            return TellAsync(owner.Organisation, link.Other, new TicketCommand.MirrorLink(owner.Number, link.Kind?.Inverse(), link.Version, follower), stop);
        }));

    private async Task TellAsync(OrganisationId organisation, TicketNumber number, TicketCommand news, CancellationToken stop)
    {
        Turn turn = _turns.GetOrAdd((organisation, number), _ => new());
        var part = new Part(news);
        turn.Waiting.Enqueue(part);
        await turn.Gate.WaitAsync(stop);
        try
        {
            while (!part.Done)
            {
                List<Part> parts = [];
                while (parts.Count < MostAtOnce && turn.Waiting.TryDequeue(out Part? next))
                    parts.Add(next);
                // Whoever asked may have gone; its news stands in the outbox and comes again.
                if (!parts.Contains(part) && parts.Count < MostAtOnce)
                    parts.Add(part);
                await WriteAsync(organisation, number, [.. parts.Select(one => one.News)], stop);
                parts.ForEach(one => one.Done = true);
            }
        }
        finally
        {
            turn.Gate.Release();
            if (turn.Waiting.IsEmpty)
                _turns.TryRemove((organisation, number), out _);
        }
    }

    private async Task WriteAsync(OrganisationId organisation, TicketNumber number, IReadOnlyList<TicketCommand> news, CancellationToken stop)
    {
        if (await clock.DoAsync(organisation, number, _ => news.Select(command => new Owed(command, time.GetUtcNow())), stop) is ({ } ticket, _))
            await OpenCircleAsync(ticket, stop);
    }

    /// <summary>Where tickets were merged into one another at the same time, in a circle, the oldest is reopened and is the master of the rest.</summary>
    private async Task OpenCircleAsync(Ticket ticket, CancellationToken stop)
    {
        List<TicketNumber> circle = [ticket.Number];
        Ticket? at = ticket;
        while (at?.Above(LinkKind.DuplicateOf) is { } next && circle.Count <= TicketDesk.MostLinks)
        {
            if (next == ticket.Number)
            {
                TicketNumber oldest = circle.MinBy(number => number.ToString(), StringComparer.Ordinal);
                await WriteAsync(ticket.Organisation, oldest, [new TicketCommand.OpenCircle()], stop);
                return;
            }

            if (circle.Contains(next))
                return;
            circle.Add(next);
            at = (await tickets.FindAsync(ticket.Organisation, next, stop))?.Ticket;
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public ConcurrentQueue<Part> Waiting { get; } = new();
    }

    private sealed class Part(TicketCommand news)
    {
        public TicketCommand News => news;

        public bool Done { get; set; }
    }
}
