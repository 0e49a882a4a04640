using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What the desk does to a ticket by itself, as the actor Clock: for timers, reactions and the steps of orchestrations.</summary>
public sealed class ClockHand(TicketStore tickets, ProfileStore profiles, Nudges nudges, TimeProvider time)
{
    /// <summary>Does what is owed in one transaction, decided anew where somebody else writes first.</summary>
    /// <param name="owed">What the ticket as it stands is owed, in order: one after the other. Nothing leaves it as it stands.</param>
    /// <returns>The ticket as it stands then, null where there is none; and whether it changed.</returns>
    public async Task<(Ticket? Ticket, bool Changed)> DoAsync(OrganisationId organisation, TicketNumber number, Func<Ticket, IEnumerable<Owed>> owed, CancellationToken stop)
    {
        StoredTicket? stored = await tickets.FindAsync(organisation, number, stop);
        while (stored is not null)
        {
            Owed[] all = [.. owed(stored.Ticket)];
            if (all.Length == 0)
                return (stored.Ticket, false);
            Profile profile = await profiles.ReadAsync(organisation, stop);
            DateTimeOffset now = time.GetUtcNow();
            (Ticket after, ImmutableArray<TicketEvent> events) = (stored.Ticket, []);
            foreach ((TicketCommand command, DateTimeOffset at) in all)
            {
                var decision = (Decision.Accepted)TicketDesk.Decide(after, command, Actor.Clock, at, profile);
                (after, ImmutableArray<TicketEvent> more) = History.Append(
                    after, decision.Happenings, Actor.Clock.Id, RoleNames.Of(Roles.Clock), TicketDesk.InstantOf(decision.Happenings, after, at), now, profile);
                events = events.AddRange(more);
            }

            if (events.IsEmpty)
                return (after, false);
            if (await tickets.CommitAsync(stored, after, events, key: null, now, stop) is Commit.Overtaken overtaken)
            {
                stored = overtaken.Current;
                continue;
            }

            nudges.About(after, events);
            return (after, true);
        }

        return (null, false);
    }
}
