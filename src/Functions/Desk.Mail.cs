using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Channels;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What comes by mail: the gateway brings it, the domain says in whose name it is written down.</summary>
public sealed partial class Desk
{
    /// <summary>A ticket that a mail names. Whether the sender may know of it decides what becomes of the mail, not who finds it.</summary>
    internal Task<StoredTicket?> FindForMailAsync(OrganisationId organisation, TicketNumber number, CancellationToken stop) => tickets.FindAsync(organisation, number, stop);

    /// <summary>Has a mail do to the ticket that it names what it may.</summary>
    /// <returns>Null where it is nothing for this ticket: it becomes one of its own.</returns>
    internal async Task<MailOutcome?> ReceiveAsync(Caller gateway, StoredTicket stored, MailArrival arrival, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(gateway.Organisation, stop);
        KeptFiles? files = null;
        for (int attempt = 0; attempt <= Patience; attempt++)
        {
            DateTimeOffset now = time.GetUtcNow();
            MailFate fate = MailFate.Of(arrival.Mail, stored.Ticket, arrival.By);
            // The same mail again: whatever has become of the ticket since, it has been taken in.
            if (stored.Keys.Find(arrival.Key, now) is not null)
                return Of(MailFate.Of(arrival.Mail, stored.Ticket with { Status = TicketStatus.InProgress }, arrival.By), stored.Ticket, replayed: true);
            switch (fate)
            {
                case MailFate.Open:
                    return null;
                case MailFate.Ignore ignore:
                    return new MailOutcome.Ignored(ignore.Why);
            }

            files ??= await arrival.KeepAsync(stored.Ticket.Number, MailDesk.VisibilityOf(arrival.Mail, fate), stop);
            MailHand hand = MailDesk.HandOf(arrival.Mail, fate, stored.Ticket, gateway.Actor.Id);
            (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
                stored.Ticket, MailDesk.Decide(stored.Ticket, arrival.Mail, fate, files, profile), hand.By, hand.Role, now, now, profile);
            switch (await tickets.CommitAsync(stored, after, events, arrival.Key, now, stop))
            {
                case Commit.Committed committed:
                    nudges.About(committed.Ticket, committed.Events);
                    return Of(fate, committed.Ticket, replayed: false);
                case Commit.Overtaken overtaken:
                    stored = overtaken.Current;
                    break;
            }
        }

        throw new DeskBusyException($"{stored.Ticket.Number} is being written to by too many at once.");
    }

    /// <summary>Opens a ticket of a mail, once however often it comes; or leaves it where nobody wrote it.</summary>
    /// <param name="named">A closed ticket that it is about.</param>
    internal async Task<MailOutcome> OpenByMailAsync(Caller gateway, Ticket? named, MailArrival arrival, CancellationToken stop)
    {
        MailFate fate = MailFate.Of(arrival.Mail, named, arrival.By);
        if (fate is MailFate.Ignore ignore)
            return new MailOutcome.Ignored(ignore.Why);
        DateTimeOffset now = time.GetUtcNow();
        if (await tickets.FindCreationAsync(gateway.Organisation, arrival.Key, now, stop) is { } earlier)
            return new MailOutcome.Opened(await OpenedBeforeAsync(gateway, earlier, stop), Replayed: true);

        Profile profile = await profiles.ReadAsync(gateway.Organisation, stop);
        NewTicket wanted = MailDesk.Open(arrival.Mail, (MailFate.Open)fate, arrival.Recipients, profile);
        if (TicketIntake.Decide(wanted, profile) is not Decision.Accepted { Happenings: [Happening.Opened opened] })
            throw new InvalidOperationException($"What {ProfileParameters.InboundMail} of {gateway.Organisation} says makes no ticket.");
        MailHand hand = MailDesk.HandOf(arrival.Mail, fate, ticket: null, gateway.Actor.Id);
        await people.NoteAsync(gateway.Organisation, SenderOf(arrival.Mail.Sender, wanted.Requester, profile), stop);
        TicketNumber number = await tickets.TakeNumberAsync(gateway.Organisation, TicketKind.Incident, arrival.Key, stop);
        (Ticket ticket, TicketEvent first) = History.Begin(gateway.Organisation, number, opened, hand.By, hand.Role, now, now);
        KeptFiles files = await arrival.KeepAsync(number, MailDesk.VisibilityOf(arrival.Mail, fate), stop);
        (ticket, ImmutableArray<TicketEvent> brought) = History.Append(
            ticket, MailDesk.Attach(ticket, arrival.Mail.Sender is MailSender.Verified, files, profile), hand.By, hand.Role, now, now, profile);
        switch (await tickets.CreateAsync(ticket, [first, .. brought], arrival.Key, now, stop))
        {
            case Creation.Created created:
                await AnnounceAsync(created, stop);
                return new MailOutcome.Opened(created.Ticket, Replayed: false);
            case Creation.Repeated repeated:
                return new MailOutcome.Opened(await OpenedBeforeAsync(gateway, repeated.Key, stop), Replayed: true);
            default:
                throw new InvalidOperationException();
        }
    }

    private async Task<Ticket> OpenedBeforeAsync(Caller gateway, CreationKey earlier, CancellationToken stop)
    {
        StoredTicket stored = await tickets.FindAsync(gateway.Organisation, earlier.Number, stop) ?? throw new InvalidDataException($"{earlier.Number} is gone.");
        await ListAtOnceAsync(stored.Ticket, stop);
        return stored.Ticket;
    }

    private static Person SenderOf(MailSender sender, string id, Profile profile) =>
        profile.Directory.Find(id) is { } member ? new(id, member.Name, member.Mail ?? sender.Address, member.Language) : new(id, sender.Name, sender.Address, null);

    private static MailOutcome Of(MailFate fate, Ticket ticket, bool replayed) =>
        fate is MailFate.Answer ? new MailOutcome.Answered(ticket, replayed) : new MailOutcome.Noted(ticket, replayed);
}
