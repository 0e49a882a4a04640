using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Tells people what happened to a ticket.</summary>
public sealed class Notifier(TicketStore tickets)
{
    /// <summary>
    /// Tells what <paramref name="events"/> owe, each to each recipient at least once; called again with the same events it sends
    /// nothing that is known to have been sent.
    /// </summary>
    /// <exception cref="Exception">Something stood in the way that may pass; all that could be sent has been.</exception>
    public async Task TellAsync(Ticket ticket, IReadOnlyList<StoredEvent> events, Profile profile, CancellationToken stop)
    {
        foreach (StoredEvent stored in events)
        {
            int? before = await RankBeforeAsync(ticket, stored.Event, events, stop);
            IReadOnlyList<Notice> notices = Notice.Of(stored.Event, before);
            _ = (notices, profile);
        }
    }

    private async Task<int?> RankBeforeAsync(Ticket ticket, TicketEvent e, IReadOnlyList<StoredEvent> events, CancellationToken stop)
    {
        if (!Notice.NeedsRankBefore(e))
            return null;
        StoredEvent? before = events.FirstOrDefault(other => other.Event.Version == e.Version - 1)
            ?? await tickets.FindEventAsync(ticket.Organisation, e.Number, e.Version - 1, stop);
        return before?.Event.Dimensions.HandlingRank;
    }
}
