using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Alerts;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Alerts;
using ItsmFunctions.Storage.Alerts;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What monitoring systems report: a fingerprint has one open incident, whoever reports it, how often and in whatever order.</summary>
public sealed partial class Desk
{
    /// <summary>Has an alert do to its incident what it does: two point reads, and one transaction where anything comes of it.</summary>
    internal async Task<AlertOutcome> ReceiveAsync(Caller monitoring, Alert alert, CancellationToken stop)
    {
        OrganisationId organisation = monitoring.Organisation;
        Profile profile = await profiles.ReadAsync(organisation, stop);
        for (int attempt = 0; attempt <= Patience; attempt++)
        {
            DateTimeOffset now = time.GetUtcNow();
            Alert said = alert.WithBelievableTimes(now);
            StoredAlert? known = await alerts.FindAsync(organisation, said, stop);
            StoredTicket? stored = known?.Record.Number is { } number ? await tickets.FindAsync(organisation, number, stop) : null;
            AlertFate fate = AlertFate.Of(said, known?.Record, stored?.Ticket, stored is null ? null : await MasterOfAsync(stored.Ticket, stop), now);
            AlertOutcome? outcome = fate switch
            {
                AlertFate.Nothing => new AlertOutcome.Unchanged(stored?.Ticket.Number),
                AlertFate.Keep => await alerts.KeepAsync(organisation, said, known, AlertFate.After(said, fate, known?.Record, stored?.Ticket, stored?.Ticket, now), stop) ? new AlertOutcome.Unchanged(stored?.Ticket.Number) : null,
                AlertFate.Open open => await OpenAsync(monitoring, said, open, known, now, profile, stop),
                _ => await ChangeAsync(monitoring, said, fate, known!, stored!, now, profile, stop),
            };
            if (outcome is not null)
                return outcome;
        }

        throw new DeskBusyException("An alert is being reported by too many at once.");
    }

    // What was merged into another is read to where that goes on; people merge few times, and in a circle the last one read says it.
    private async Task<Ticket?> MasterOfAsync(Ticket ticket, CancellationToken stop)
    {
        Ticket? master = null;
        for (int steps = 0; steps < TicketDesk.MostLinks; steps++)
        {
            if (TicketDesk.MasterOf(master ?? ticket) is not { } number || await tickets.FindAsync(ticket.Organisation, number, stop) is not { } next || next.Ticket.Number == ticket.Number)
                break;
            master = next.Ticket;
        }

        return master;
    }

    private async Task<AlertOutcome?> OpenAsync(Caller monitoring, Alert alert, AlertFate.Open fate, StoredAlert? known, DateTimeOffset now, Profile profile, CancellationToken stop)
    {
        Decision decision = TicketIntake.Decide(AlertDesk.Open(alert, fate.FollowUpOf, monitoring.Actor.Id, now, profile), profile);
        if (decision is Decision.Rejected rejected)
            return new AlertOutcome.Refused(rejected.Refusal);
        await people.MeetAsync(monitoring.Organisation, monitoring.Person, stop);
        TicketNumber number = await alerts.TakeNumberAsync(monitoring.Organisation, alert, stop);
        (Ticket ticket, ImmutableArray<TicketEvent> events) = History.Open(
            monitoring.Organisation, number, ((Decision.Accepted)decision).Happenings, monitoring.Actor.Id, RoleNames.Of(Roles.Monitoring), now, profile);
        if (await alerts.CreateAsync(alert, known, AlertFate.After(alert, fate, known?.Record, before: null, ticket, now), ticket, events, now, stop) is not { } created)
            return null;
        await AnnounceAsync(created, stop);
        return new AlertOutcome.Opened(number);
    }

    private async Task<AlertOutcome?> ChangeAsync(
        Caller monitoring, Alert alert, AlertFate fate, StoredAlert known, StoredTicket stored, DateTimeOffset now, Profile profile, CancellationToken stop)
    {
        ImmutableArray<Happening> happenings = AlertDesk.Decide(stored.Ticket, alert, fate, known.Record, monitoring.Actor, now, profile);
        (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
            stored.Ticket, happenings, monitoring.Actor.Id, RoleNames.Of(Roles.Monitoring), now, now, profile);
        if (await alerts.CommitAsync(alert, known, AlertFate.After(alert, fate, known.Record, stored.Ticket, after, now), stored, after, events, now, stop) is not { } committed)
            return null;
        nudges.About(committed.Ticket, committed.Events);
        return fate switch
        {
            AlertFate.Reopen => new AlertOutcome.Reopened(after.Number),
            AlertFate.Refresh or AlertFate.Recur => new AlertOutcome.Refreshed(after.Number),
            AlertFate.Resolve when happenings.Any(what => what is Happening.Resolved) => new AlertOutcome.Resolved(after.Number),
            _ => new AlertOutcome.Noted(after.Number),
        };
    }
}
