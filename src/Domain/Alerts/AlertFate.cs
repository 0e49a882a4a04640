using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Alerts;

/// <summary>What an alert becomes.</summary>
public abstract record AlertFate
{
    private AlertFate()
    {
    }

    /// <summary>
    /// Without a time of its own, a message that a thing fires may have been overtaken by the one that it is over. So long after that
    /// one it is believed to be late; then it fires again, for a fault that nobody hears of is worse than an incident too many. Five
    /// minutes is the time for which Alertmanager gathers a group (group_interval).
    /// </summary>
    public static readonly TimeSpan MayBeLate = TimeSpan.FromMinutes(5);

    /// <summary>What somebody has resolved may be reported for so long as if it were not: a repair takes time to show.</summary>
    public static readonly TimeSpan MayTakeEffect = TimeSpan.FromHours(1);

    /// <summary>A new incident.</summary>
    /// <param name="FollowUpOf">The one before, which is closed.</param>
    public sealed record Open(TicketNumber? FollowUpOf) : AlertFate;

    /// <summary>It says something new: an internal note.</summary>
    /// <param name="Reassesses">Its severity has changed while nobody had begun: impact and urgency follow.</param>
    /// <param name="RaisesFlag">Somebody is at work, who should know.</param>
    public sealed record Refresh(bool Reassesses, bool RaisesFlag) : AlertFate;

    /// <summary>It was over, or somebody said so, and fires again: the incident is reopened.</summary>
    public sealed record Reopen : AlertFate;

    /// <summary>It fires again while somebody is still at work on it: a note and the update flag.</summary>
    public sealed record Recur : AlertFate;

    /// <summary>Somebody has resolved it, and it fires still: a note and the update flag, once; the decision stays theirs.</summary>
    public sealed record Doubt : AlertFate;

    /// <summary>It is over before anybody has begun: the incident is resolved.</summary>
    public sealed record Resolve : AlertFate;

    /// <summary>It is over, and somebody is at work on it: a note and the update flag. Whether it is solved is theirs to say.</summary>
    public sealed record Recover : AlertFate;

    /// <summary>What the desk was told with <see cref="Doubt"/> holds no more: a note, and the flag goes.</summary>
    public sealed record Settle : AlertFate;

    /// <summary>Nothing happens to any incident; what was said is kept, so that what is older is known to be.</summary>
    public sealed record Keep : AlertFate;

    /// <summary>It is known already, or comes too late.</summary>
    public sealed record Nothing : AlertFate;

    /// <summary>What becomes of an alert. The same one again becomes nothing, however often and in whatever order it comes.</summary>
    /// <param name="known">Null where its fingerprint is new.</param>
    /// <param name="ticket">The incident that <paramref name="known"/> names.</param>
    /// <param name="master">The one that it was merged into, or that one's, as far as that goes; null where it was not.</param>
    public static AlertFate Of(Alert alert, AlertRecord? known, Ticket? ticket, Ticket? master, DateTimeOffset now)
    {
        if (known is null)
            return alert.Firing ? new Open(null) : new Keep();
        if (IsLate(alert, known, now))
            return new Nothing();
        if (ticket is null)
            return alert.Firing ? new Open(null) : SaysMore(alert, known);
        if (!alert.Firing)
            return known.Firing ? WhenOver(known, ticket) : SaysMore(alert, known);
        if (master is not null)
            return WhenMerged(alert, known, master, now);
        return known.Firing && !IsNewOccurrence(alert, known) ? WhenRepeated(alert, known, ticket, now) : WhenBegun(alert, known, ticket);
    }

    /// <summary>What is known afterwards.</summary>
    /// <param name="before">The incident that stood for it; null where there was none.</param>
    /// <param name="after">The incident that stands for it then; null while there is none.</param>
    public static AlertRecord After(Alert alert, AlertFate fate, AlertRecord? known, Ticket? before, Ticket? after, DateTimeOffset now)
    {
        DateTimeOffset said = Instant(alert, now);
        bool begins = alert.Firing && (fate is Open || known is null || !known.Firing || IsNewOccurrence(alert, known));
        return new(
            after?.Number,
            alert.Firing,
            begins ? alert.StartsAt ?? said : known?.StartsAt ?? alert.StartsAt ?? said,
            known is not null && known.SaidAt > said ? known.SaidAt : said,
            known is null || begins || known.Firing != alert.Firing ? now : known.TurnedAt,
            fate is Open or Keep && known is null ? (alert.Firing ? 1 : 0) : fate is Open ? 1 : known!.Occurrences + (begins ? 1 : 0),
            alert.Firing ? alert.Digest : known?.Digest ?? alert.Digest,
            alert.Firing ? alert.Severity : known?.Severity ?? alert.Severity,
            // What somebody has done to it since stays done, whatever alerts add to it.
            fate is Open or Reopen || known?.Version == before?.Version ? after?.Version ?? 0 : known?.Version ?? 0,
            fate is Doubt ? now : known?.DoubtedAt);
    }

    // The master goes on for all of its duplicates; where it has ended, nobody would hear of what it stood for.
    private static AlertFate WhenMerged(Alert alert, AlertRecord known, Ticket master, DateTimeOffset now)
    {
        bool again = !known.Firing || IsNewOccurrence(alert, known);
        bool ended = master.Status == TicketStatus.Resolved || master.Status.IsOver();
        if (ended && (again || !(now - master.Resolution?.At < MayTakeEffect)))
            return new Open(master.Number);
        return again ? new Keep() : SaysMore(alert, known);
    }

    private static AlertFate WhenRepeated(Alert alert, AlertRecord known, Ticket ticket, DateTimeOffset now) => ticket switch
    {
        // Given up: whoever did knew that it fires.
        { Status: TicketStatus.Cancelled } or { Resolution.ClosureCode: TicketDesk.ClosureWithdrawn } => SaysMore(alert, known),
        { Resolution: { } resolution } when now - resolution.At < MayTakeEffect => SaysMore(alert, known),
        { Status: TicketStatus.Closed } => new Open(ticket.Number),
        { Status: TicketStatus.Resolved } => known.DoubtedAt >= ticket.Resolution!.At ? SaysMore(alert, known) : new Doubt(),
        _ when alert.Digest == known.Digest => SaysMore(alert, known),
        _ => alert.Severity == known.Severity ? new Refresh(Reassesses: false, RaisesFlag: false) : new Refresh(Untouched(known, ticket), !Untouched(known, ticket)),
    };

    private static AlertFate WhenBegun(Alert alert, AlertRecord known, Ticket ticket) => ticket switch
    {
        _ when ticket.Status.IsOver() => new Open(ticket.Number),
        { Status: TicketStatus.Resolved } => new Reopen(),
        // What was said of its end has not come, or comes late: it never ceased, as far as anybody here knows.
        _ when known.Firing => alert.Digest == known.Digest ? new Keep() : new Refresh(Reassesses: false, RaisesFlag: false),
        _ => new Recur(),
    };

    private static AlertFate WhenOver(AlertRecord known, Ticket ticket) => ticket switch
    {
        { Status: TicketStatus.Resolved, UpdateFlagSince: { } since } when since == known.DoubtedAt => new Settle(),
        { Status: TicketStatus.Resolved } => new Keep(),
        _ when ticket.Status.IsOver() => new Keep(),
        _ => Untouched(known, ticket) ? new Resolve() : new Recover(),
    };

    // Nobody has begun. What a recurrence reopened counts as begun, unless nothing has happened to it since.
    private static bool Untouched(AlertRecord known, Ticket ticket) =>
        !ticket.Dossier.TasksInTheWay.Any() && ticket.Handover?.Offer is null
        && (ticket.Status is TicketStatus.New or TicketStatus.Assigned
            ? ticket.WorkBegunAt is null
            : ticket is { Status: TicketStatus.InProgress, Assignee: null } && ticket.Version == known.Version);

    private static bool IsNewOccurrence(Alert alert, AlertRecord known) => alert.StartsAt > known.StartsAt;

    private static bool IsLate(Alert alert, AlertRecord known, DateTimeOffset now)
    {
        if (!alert.Firing)
            return Instant(alert, now) < known.SaidAt;
        if (known.Firing)
            return alert.SaidAt < known.SaidAt;
        return alert.SaidAt is { } said ? said <= known.SaidAt : !(alert.StartsAt > known.SaidAt) && now - known.TurnedAt < MayBeLate;
    }

    // The instant of which it speaks.
    private static DateTimeOffset Instant(Alert alert, DateTimeOffset now) => alert.SaidAt ?? (alert.Firing ? alert.StartsAt : null) ?? now;

    private static AlertFate SaysMore(Alert alert, AlertRecord known) => alert.SaidAt > known.SaidAt ? new Keep() : new Nothing();
}
