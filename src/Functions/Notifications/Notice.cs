using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Whom a notice goes to.</summary>
public enum Audience
{
    Requester,

    /// <summary>Leaders and dispatchers of the ticket's team, and process management (AU-18).</summary>
    Coordinators,

    /// <summary>Those who read along with the requester.</summary>
    Watchers,

    /// <summary>The one who was just added to them.</summary>
    NewWatcher,

    /// <summary>Who is asked for an approval: the one who is named, or the leaders of the ticket's team (PR-03).</summary>
    Approvers,
}

/// <summary>One text that is owed for an event.</summary>
/// <param name="Template">Name of the template, which is also part of the notification's id: a promise.</param>
public sealed record Notice(string Template, Audience Audience)
{
    public static readonly Notice Opened = new("opened", Audience.Requester);
    public static readonly Notice Replied = new("replied", Audience.Requester);
    public static readonly Notice Pended = new("pended", Audience.Requester);
    public static readonly Notice Resolved = new("resolved", Audience.Requester);
    public static readonly Notice Withdrawn = new("withdrawn", Audience.Requester);
    public static readonly Notice Reopened = new("reopened", Audience.Requester);
    public static readonly Notice Closed = new("closed", Audience.Requester);
    public static readonly Notice Urgent = new("urgent", Audience.Coordinators);

    public static readonly Notice Followed = new("followed", Audience.Watchers);
    public static readonly Notice Watching = new("watching", Audience.NewWatcher);
    public static readonly Notice Approval = new("approval", Audience.Approvers);

    public static readonly IReadOnlyList<Notice> All = [Opened, Replied, Pended, Resolved, Withdrawn, Reopened, Closed, Urgent, Followed, Watching, Approval];

    /// <summary>Whether an event of this name can be told to anybody: the others need not be read.</summary>
    public static bool MayConcern(string what) => what is
        nameof(Happening.Opened) or nameof(Happening.Replied) or nameof(Happening.Pended) or nameof(Happening.Resolved) or nameof(Happening.Reopened)
        or nameof(Happening.WatcherAdded) or nameof(Happening.ApprovalAsked) or nameof(Happening.Closed) or nameof(Happening.RankOverridden) or nameof(Happening.RankRestored) or nameof(Happening.Reclassified);

    /// <summary>
    /// What an event is told as (AU-15, AU-18, AU-39, AU-49). Internal notes, flags and assignments are told to nobody, and a
    /// requester's own message raises the update flag instead of a mail.
    /// </summary>
    /// <param name="rankBefore">The handling rank before the event; null for the first event of a ticket.</param>
    public static IReadOnlyList<Notice> Of(TicketEvent e, int? rankBefore)
    {
        Notice? told = e.What switch
        {
            // A quick case is solved when it is logged: its one mail is the solution's.
            Happening.Opened { Markers.Quick: true } => null,
            Happening.Opened { Silent: true } => null,
            Happening.Opened => Opened,
            Happening.Replied { FromRequester: false } => Replied,
            Happening.Pended => Pended,
            Happening.Resolved { ClosureCode: TicketDesk.ClosureWithdrawn } => Withdrawn,
            Happening.Resolved => Resolved,
            Happening.Reopened => Reopened,
            Happening.Closed => Closed,
            Happening.WatcherAdded => Watching,
            Happening.ApprovalAsked => Approval,
            _ => null,
        };
        bool becameUrgent = MayChangeRank(e.What) && Priority.IsNotifiable(e.Dimensions.HandlingRank)
            && !(rankBefore is { } before && Priority.IsNotifiable(before));
        return (told, becameUrgent) switch
        {
            (null, false) => [],
            (null, true) => [Urgent],
            (not null, false) => [told],
            (not null, true) => [told, Urgent],
        };
    }

    /// <summary>What those who read along are told of it: whatever the requester is told, and nothing else.</summary>
    public static IReadOnlyList<Notice> OfFollowed(TicketEvent e) => e.What is
        Happening.Replied { FromRequester: false } or Happening.Pended or Happening.Resolved or Happening.Reopened or Happening.Closed ? [Followed] : [];

    /// <summary>Whether the rank before the event must be known to tell whether it rose into 1 or 2.</summary>
    public static bool NeedsRankBefore(TicketEvent e) =>
        e.Version > 1 && MayChangeRank(e.What) && Priority.IsNotifiable(e.Dimensions.HandlingRank);

    private static bool MayChangeRank(Happening what) =>
        what is Happening.Opened or Happening.RankOverridden or Happening.RankRestored or Happening.Reclassified;
}
