using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Notifications;

public enum NotificationState
{
    /// <summary>Somebody is at it, or was when the process died: whether it went out is not known.</summary>
    Sending,

    /// <summary>The provider acknowledged it.</summary>
    Sent,

    /// <summary>It will not be sent; <see cref="Notification.Reason"/> says why.</summary>
    NotSent,
}

/// <summary>One text to one recipient about one event.</summary>
/// <param name="Id">UUIDv5 of organisation, event, template and recipient: the same at each try.</param>
/// <param name="Version">The version that the event made.</param>
/// <param name="Recipient">Person id, or the mail address where the profile names one.</param>
public sealed record NotificationKey(OrganisationId Organisation, TicketNumber Number, int Version, Guid Id, string Template, PersonalText Recipient)
{
    /// <summary>The ticket in whose conversation it stands, where that is another one; not kept.</summary>
    public TicketNumber? Thread { get; init; }
}

/// <summary>What became of a notification.</summary>
/// <param name="Reason">A stable code in kebab case, where it was not sent.</param>
/// <param name="Detail">What the provider said to it; it may quote an address.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="FirstAt">Desk time of the first try.</param>
/// <param name="ChangedAt">Desk time of the latest news.</param>
public sealed record Notification(
    NotificationKey Key, NotificationState State, string? Reason, PersonalText? Detail, int Attempts, DateTimeOffset FirstAt, DateTimeOffset ChangedAt);

/// <param name="After">Where the next page begins, or null at the end.</param>
public sealed record NotificationPage(IReadOnlyList<Notification> Notifications, string? After);

/// <summary>What came of the wish to send a notification.</summary>
public abstract record NotificationClaim
{
    private NotificationClaim()
    {
    }

    /// <summary>It is the caller's to send. After the first attempt it may have gone out already.</summary>
    public sealed record Won(Notification Notification) : NotificationClaim
    {
        internal string Operation { get; init; } = "";
    }

    /// <summary>There is nothing left to do.</summary>
    public sealed record Settled(NotificationState State) : NotificationClaim;

    /// <summary>Somebody else is at it, at most until <paramref name="Until"/>.</summary>
    public sealed record Held(DateTimeOffset Until) : NotificationClaim;
}
