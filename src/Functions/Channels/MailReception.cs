using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Functions.Telemetry;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Channels;

/// <summary>Takes a mail in: recognises what it is, who sent it and which ticket it is about, and has the desk do what the domain says.</summary>
public sealed partial class MailReception
{
    private readonly Desk _desk;
    private readonly ProfileStore _profiles;
    private readonly Senders _senders;
    private readonly SenderCap _cap;
    private readonly MailFiles _files;
    private readonly DeskMessageId _messageIds;
    private readonly ILogger<MailReception> _log;

    internal MailReception(Desk desk, ProfileStore profiles, Senders senders, SenderCap cap, MailFiles files, DeskMessageId messageIds, ILogger<MailReception> log) =>
        (_desk, _profiles, _senders, _cap, _files, _messageIds, _log) = (desk, profiles, senders, cap, files, messageIds, log);

    /// <param name="spool">The mail's bytes.</param>
    internal async Task<(MailOutcome Outcome, MailSender Sender)> ReceiveAsync(Caller gateway, ReceivedMail mail, MailSpool spool, CancellationToken stop)
    {
        Profile profile = await _profiles.ReadAsync(gateway.Organisation, stop);
        MailSender sender = await _senders.OfAsync(mail, gateway.Organisation, profile, stop);
        var read = new IncomingMail(
            MailKinds.Of(mail.Message, gateway.Organisation, _messageIds),
            sender,
            MailText.Line(mail.Subject, Texts.LongestTitle),
            MailText.Lines(mail.Text, Texts.LongestNote, MailWords.Cut(profile.Language)),
            MailText.Lines(QuotedHistory.Cut(MailText.Lines(mail.Text, Texts.LongestNote * 8, "")), Texts.LongestNote, MailWords.Cut(profile.Language)));
        MailOutcome outcome = await ReceiveAsync(gateway, mail, spool, read, MailReader.KeyOf(mail, spool.Hash, gateway.Organisation), profile, stop);
        Instruments.Count(outcome, read);
        if (outcome is MailOutcome.Ignored { Why: Ignored.SenderCap })
            LogTooMany(gateway.Organisation, profile.InboundMail.SenderHourlyCap);
        return (outcome, sender);
    }

    private async Task<MailOutcome> ReceiveAsync(Caller gateway, ReceivedMail mail, MailSpool spool, IncomingMail read, RequestKey key, Profile profile, CancellationToken stop)
    {
        if (read.Kind is MailKind.OwnMail or MailKind.ReadReceipt)
            return new MailOutcome.Ignored(((MailFate.Ignore)MailFate.Of(read, null, Threading.None)).Why);
        if (!_cap.Grants(gateway.Organisation, read.Sender.Address?.ToLowerInvariant() ?? "", read.Sender.IsAddressProven, Convert.ToHexStringLower(key.Key), profile.InboundMail.SenderHourlyCap))
            return new MailOutcome.Ignored(Ignored.SenderCap);
        (StoredTicket? named, Threading by) = await NamedAsync(gateway.Organisation, mail, read, stop);
        var arrival = new MailArrival(
            read, by, mail.Recipients, key, (number, visibility, token) => _files.KeepAsync(gateway.Organisation, number, key, mail, spool, visibility, profile, token));
        return (named is null ? null : await _desk.ReceiveAsync(gateway, named, arrival, stop)) ?? await _desk.OpenByMailAsync(gateway, named?.Ticket, arrival, stop);
    }

    // Of the tickets that it names, the sender's own; else the first that there is.
    private async Task<(StoredTicket? Ticket, Threading By)> NamedAsync(OrganisationId organisation, ReceivedMail mail, IncomingMail read, CancellationToken stop)
    {
        (StoredTicket? Ticket, Threading By) first = (null, Threading.None);
        foreach (ThreadClue clue in MailThread.Of(mail.Message, organisation, _messageIds))
        {
            // Another desk writes its own numbers, which look like ours.
            if (read.Kind == MailKind.DeskMail && clue.By == Threading.ByNumber)
                continue;
            if (await _desk.FindForMailAsync(organisation, clue.Number, stop) is not { } ticket)
                continue;
            if (read.Sender is MailSender.Verified verified && verified.Is(ticket.Ticket.Requester))
                return (ticket, clue.By);
            first = first.Ticket is null ? (ticket, clue.By) : first;
        }

        return first.Ticket is null && MailThread.NamesANumber(mail.Message) ? (null, Threading.ByNumber) : first;
    }

    [LoggerMessage(LogLevel.Warning, "A sender has reached the cap of {Cap} mails an hour in {Organisation}; what comes beyond it is ignored.")]
    private partial void LogTooMany(OrganisationId organisation, int cap);
}

/// <summary>A mail on its way to the desk.</summary>
/// <param name="KeepAsync">Stores what it brought, under the ticket that it goes to.</param>
internal sealed record MailArrival(
    IncomingMail Mail, Threading By, IReadOnlyList<string> Recipients, RequestKey Key, Func<TicketNumber, Visibility, CancellationToken, Task<KeptFiles>> KeepAsync);

/// <summary>What became of a mail.</summary>
internal abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <param name="Replayed">True where the same mail had come before.</param>
    public sealed record Opened(Ticket Ticket, bool Replayed) : MailOutcome;

    public sealed record Answered(Ticket Ticket, bool Replayed) : MailOutcome;

    public sealed record Noted(Ticket Ticket, bool Replayed) : MailOutcome;

    public sealed record Ignored(Domain.Channels.Ignored Why) : MailOutcome;
}
