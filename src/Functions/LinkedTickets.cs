using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>
/// Completes links between tickets, which lie in two partitions: the owner's transaction holds the truth, and this has the other end
/// follow it (docs/decisions/0018). At least once for each change, in any order: the other end knows how far it is.
/// </summary>
public sealed class LinkedTickets(TicketStore tickets, ProfileStore profiles, Nudges nudges, TimeProvider time)
{
    /// <summary>Tells the other ends of the links that events of <paramref name="rows"/> changed what their owner says now.</summary>
    public async Task FollowAsync(Ticket owner, IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        foreach (TicketLink link in owner.Dossier.Links.Where(link => link.Own && rows.Any(row => row.Version == link.Version)))
        {
            string? watcher = link.Kind == LinkKind.DuplicateOf && owner.Markers.DuplicateOf == link.Other.ToString() ? owner.Requester : null;
            await FollowAsync(owner.Organisation, link.Other, new TicketCommand.MirrorLink(owner.Number, link.Kind?.Inverse(), link.Version, watcher), stop);
        }
    }

    private async Task FollowAsync(OrganisationId organisation, TicketNumber number, TicketCommand.MirrorLink mirror, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(organisation, stop);
        StoredTicket? stored = await tickets.FindAsync(organisation, number, stop);
        while (stored is not null)
        {
            DateTimeOffset now = time.GetUtcNow();
            var decision = (Decision.Accepted)TicketDesk.Decide(stored.Ticket, mirror, Actor.Clock, now, profile);
            if (decision.Happenings.IsEmpty)
                return;
            (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
                stored.Ticket, decision.Happenings, Actor.Clock.Id, RoleNames.Of(Roles.Clock), now, now, profile);
            if (await tickets.CommitAsync(stored, after, events, key: null, now, stop) is Commit.Overtaken overtaken)
            {
                stored = overtaken.Current;
                continue;
            }

            nudges.About(after, events);
            return;
        }
    }
}
