using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What the desk does to a ticket by itself, as the actor Clock: for timers, reactions and the steps of orchestrations.</summary>
public sealed class ClockHand(TicketStore tickets, ProfileStore profiles, Nudges nudges, TimeProvider time)
{
    /// <summary>One transaction holds a hundred rows, two for each event: what is more comes with the next.</summary>
    private const int MostEvents = 30;

    /// <summary>Does what is owed in one transaction, decided anew where somebody else writes first.</summary>
    /// <param name="owed">
    /// What the ticket as it stands is owed, in order: one after the other, and asked again for what has fallen due with that, in the same
    /// transaction, as long as something comes of it. Nothing leaves it as it stands.
    /// </param>
    /// <param name="repeats">Whether it is asked again.</param>
    /// <param name="actor">Who does it in the clock's place, with its rights; null for the clock.</param>
    /// <returns>The ticket as it stands then, null where there is none; and whether it changed.</returns>
    public async Task<(Ticket? Ticket, bool Changed)> DoAsync(OrganisationId organisation, TicketNumber number, Func<Ticket, IEnumerable<Owed>> owed, CancellationToken stop, bool repeats = false, Actor? actor = null)
    {
        actor ??= Actor.Clock;
        StoredTicket? stored = await tickets.FindAsync(organisation, number, stop);
        while (stored is not null)
        {
            Owed[] all = [.. owed(stored.Ticket)];
            if (all.Length == 0)
                return (stored.Ticket, false);
            Profile profile = await profiles.ReadAsync(organisation, stop);
            stored = stored with { Ticket = await CountedAsync(stored.Ticket, profile, stop) };
            DateTimeOffset now = time.GetUtcNow();
            (Ticket after, ImmutableArray<TicketEvent> events) = (stored.Ticket, []);
            for (int before = -1; all.Length > 0 && events.Length > before && events.Length < MostEvents; all = repeats ? [.. owed(after)] : [])
            {
                before = events.Length;
                foreach ((TicketCommand command, DateTimeOffset at) in all)
                {
                    var decision = (Decision.Accepted)TicketDesk.Decide(after, command, actor, at, profile);
                    (after, ImmutableArray<TicketEvent> more) = History.Append(
                        after, decision.Happenings, actor.Id, RoleNames.Of(Roles.Clock), TicketDesk.InstantOf(decision.Happenings, after, at), now, profile);
                    events = events.AddRange(more);
                }
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

    // What was opened before anything was promised is counted from its events when the clock first looks at it.
    private async Task<Ticket> CountedAsync(Ticket ticket, Profile profile, CancellationToken stop)
    {
        if (ticket.Clocks is not null || !profile.Book.Promises)
            return ticket;
        IReadOnlyList<StoredEvent> events = await tickets.ReadEventsAsync(ticket.Organisation, ticket.Number, ticket.Version, stop);
        return ticket with { Clocks = Clocks.Of(events.Select(stored => stored.Event), profile.Book).Kept(profile.Book) };
    }
}
