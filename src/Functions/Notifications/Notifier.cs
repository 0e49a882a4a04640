using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Notifications;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Tells people what happened to a ticket. Sending never changes the ticket (A25).</summary>
public sealed partial class Notifier(
    TicketStore tickets, Recipients recipients, Facts facts, MailTexts texts, Postbox postbox, MailSettings settings, ILogger<Notifier> logger)
{
    /// <summary>
    /// Tells what <paramref name="events"/> owe, each to each recipient at least once; called again with the same events it sends
    /// nothing that is known to have been sent.
    /// </summary>
    /// <exception cref="MailPostponedException">Something stood in the way that may pass; all that could be sent has been.</exception>
    public async Task TellAsync(Ticket ticket, IReadOnlyList<StoredEvent> events, Profile profile, CancellationToken stop)
    {
        var postponed = new List<Exception>();
        foreach (StoredEvent stored in events)
        {
            TicketEvent e = stored.Event;
            // What another desk did was told by that desk.
            if (stored.Source is not null && !settings.TellOfImports)
                continue;
            // Where much was missed, the last of a clock's is told.
            if (Notice.IsOvertaken(e, events))
                continue;
            try
            {
                int? rankBefore = await RankBeforeAsync(ticket, e, events, stop);
                bool agentIsAway = profile.Directory.Find(e.Dimensions.Assignee)?.AbsenceAt(e.HappenedAt) is not null;
                var told = new Told();
                RejectedChange? rejected = await RejectedAsync(ticket, e, profile, stop);
                IReadOnlyList<Notice> owed = ticket.Change is { } change ? ChangeNotices.Of(e, change.Plan, rejected?.Rejection) : ticket.Problem is not null ? ProblemNotices.Of(e) : Notice.Of(e, rankBefore, profile, agentIsAway);
                foreach (Notice notice in owed.Concat(ticket.Dossier.Followers().IsEmpty ? [] : Notice.OfFollowed(e)))
                    postponed.AddRange(await TellAsync(ticket, e, notice, told, rankBefore, rejected, profile, stop));
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                postponed.Add(failure);
            }
        }

        if (postponed.Count > 0)
            throw new MailPostponedException($"{postponed.Count} mails about {ticket.Number} wait: {postponed[0].Message}", new AggregateException(postponed));
    }

    private async Task<IReadOnlyList<Exception>> TellAsync(
        Ticket ticket, TicketEvent e, Notice notice, Told before, int? rankBefore, RejectedChange? rejected, Profile profile, CancellationToken stop)
    {
        IReadOnlyList<Recipient> named = await recipients.OfAsync(notice, ticket, e, profile, stop);
        Recipient[] told = [.. named.Where(recipient => before.IsNew(notice, recipient))];
        if (named.Count == 0)
            NobodyToTell(logger, notice.Template, ticket.Organisation.Value, ticket.Number.ToString(), e.Version);

        var postponed = new List<Exception>();
        for (int i = 0; i < told.Length; i++)
        {
            Recipient recipient = told[i];
            NotificationKey key = KeyOf(ticket, e, notice, recipient);
            try
            {
                await (i < settings.MostRecipients
                    ? postbox.SendAsync(key, e.Dimensions.Requester, recipient, () => texts.Render(notice.Template, recipient.Language, facts.Of(ticket, e, rankBefore, recipient, profile, rejected)), stop)
                    : postbox.HoldBackAsync(key, NotSent.TooManyRecipients, stop));
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                postponed.Add(failure);
            }
        }

        return postponed;
    }

    /// <summary>
    /// Which addresses an event has been told to, and in which words: nobody reads the same of it twice, and whoever reads along under a
    /// second name, of the requester say, reads it once.
    /// </summary>
    private sealed class Told
    {
        private readonly HashSet<(string Template, string Address)> _texts = [];

        public bool IsNew(Notice notice, Recipient recipient)
        {
            if (recipient.Address?.Trim().ToLowerInvariant() is not { } address)
                return true;
            bool isKnown = _texts.Any(text => text.Address == address);
            return _texts.Add((notice.Template, address)) && !(isKnown && notice.Audience == Audience.Watchers);
        }
    }

    /// <summary>The id is a promise: whoever changes what it is made of sends everything in flight twice.</summary>
    private static NotificationKey KeyOf(Ticket ticket, TicketEvent e, Notice notice, Recipient recipient)
    {
        // Whoever has several tickets below one major incident reads each round once: it is told as the incident's own, and threads with theirs.
        if (MajorNotices.RoundOf(e) is var (major, round))
        {
            Guid once = NameBasedId.Of(ticket.Organisation.Value, $"{major}-{round:D6}", notice.Template, recipient.Address?.Trim().ToLowerInvariant() ?? recipient.Key);
            return new(ticket.Organisation, major, round, once, notice.Template, new(recipient.Key, recipient.Key)) { Thread = e.Number };
        }

        Guid id = NameBasedId.Of(ticket.Organisation.Value, $"{e.Number}-{e.Version:D6}", notice.Template, recipient.Key);
        return new(ticket.Organisation, e.Number, e.Version, id, notice.Template, new(recipient.Key, recipient.Key));
    }

    // From the history, and not from the change as it stands: a mail that waited says the same of a review that has been repeated since.
    private async Task<RejectedChange?> RejectedAsync(Ticket ticket, TicketEvent e, Profile profile, CancellationToken stop)
    {
        if (ticket.Change is not { } change || !ChangeNotices.MayFollowRejection(e, change))
            return null;
        IReadOnlyList<StoredEvent> history = await tickets.ReadEventsAsync(ticket.Organisation, e.Number, e.Version, stop);
        return Rejection.Of([.. history.Select(stored => stored.Event)]) is { } rejection
            ? new(rejection, await recipients.NamesAsync(ticket.Organisation, RejectedChange.VotersOf(rejection), profile, stop))
            : null;
    }

    private async Task<int?> RankBeforeAsync(Ticket ticket, TicketEvent e, IReadOnlyList<StoredEvent> events, CancellationToken stop)
    {
        if (!Notice.NeedsRankBefore(e))
            return null;
        StoredEvent? before = events.FirstOrDefault(other => other.Event.Version == e.Version - 1)
            ?? await tickets.FindEventAsync(ticket.Organisation, e.Number, e.Version - 1, stop);
        return before?.Event.Dimensions.HandlingRank;
    }

    [LoggerMessage(LogLevel.Warning, "{Template} about {Organisation} {Number} version {Version} has no recipient: neither the team's lists nor the directory name anybody for it.")]
    private static partial void NobodyToTell(ILogger logger, string template, string organisation, string number, int version);
}
