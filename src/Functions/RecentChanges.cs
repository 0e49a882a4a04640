using System.Collections.Concurrent;
using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions;

/// <param name="Ticket">The ticket as the latest of the events left it.</param>
/// <param name="Listed">The version as of which its creation put it into its requester's list; null if it did not.</param>
public sealed record RecentChange(Ticket Ticket, ImmutableArray<TicketEvent> Events, int? Listed);

/// <summary>
/// What this instance wrote and has not reacted to yet: it saves the reaction reading it back. Each change is handed out once, so
/// that a repeated or late reaction, and one on another instance, sees what is stored.
/// </summary>
public sealed class RecentChanges
{
    private const int Most = 4_000;

    private readonly ConcurrentDictionary<(OrganisationId, TicketNumber), RecentChange> _changes = [];

    public void Remember(Ticket after, ImmutableArray<TicketEvent> events, bool isListed)
    {
        if (_changes.Count >= Most)
            _changes.Clear();
        _changes.AddOrUpdate(
            (after.Organisation, after.Number),
            new RecentChange(after, events, isListed ? after.Version : null),
            (_, before) => new(after.Version > before.Ticket.Version ? after : before.Ticket, before.Events.AddRange(events), before.Listed ?? (isListed ? after.Version : null)));
    }

    public RecentChange? Take(OrganisationId organisation, TicketNumber number) =>
        _changes.TryRemove((organisation, number), out RecentChange? change) ? change : null;
}
