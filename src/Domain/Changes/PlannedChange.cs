using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>A change in the calendar: what others who plan a change have to know of it.</summary>
/// <param name="ChangedAt">When anything last happened to it.</param>
/// <param name="Type">Id of its type.</param>
/// <param name="Stage">Id of its stage; <see cref="ChangeTypes.Over"/> when it is closed.</param>
/// <param name="Team">Id of the team that carries it out.</param>
/// <param name="From">The first instant of its window.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Confirmed">Its reviews before the launch have approved it; else it is only asked for.</param>
/// <param name="InFreeze">It is carried out in a freeze window, with a reason.</param>
public sealed record PlannedChange(
    TicketNumber Number, int Version, DateTimeOffset ChangedAt, PersonalText Title, string Type, string Stage, string Team, string? Service, string? ConfigurationItem, DateTimeOffset From, DateTimeOffset Until, bool Confirmed, bool InFreeze,
    DateTimeOffset? StartedAt, DateTimeOffset? ImplementedAt, ChangeOutcome? Outcome)
{
    /// <returns>Null where it is not in the calendar: it has no window, is a draft still, or was cancelled.</returns>
    public static PlannedChange? Of(Ticket ticket)
    {
        if (ticket.Change is not { Window: { } window } change || ticket.Status == TicketStatus.Cancelled || change is { HandedIn: false, Cycles: 0 })
            return null;
        return new(
            ticket.Number, ticket.Version, ticket.UpdatedAt, ticket.Title, change.Plan.Type, change.Stage, ticket.Team, ticket.Classification.Service, ticket.Classification.ConfigurationItem, window.From, window.Until,
            Confirmed: change.At is null || change.At.Kind == StageKind.Scheduled || change.Plan.IsBehindLaunch(change.Stage), window.FreezeReason is not null,
            change.StartedAt, change.ImplementedAt, change.Outcome);
    }

    /// <summary>When it is carried out, as soon as it is: that may be at another time than planned. A minute at least, as calendars show it.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) CarriedOut()
    {
        DateTimeOffset from = StartedAt ?? From, until = ImplementedAt ?? (from < Until ? Until : from + (Until - From));
        return (from, until < from.AddMinutes(1) ? from.AddMinutes(1) : until);
    }

    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => From < until && from < Until;

    /// <summary>Whether both touch the same configuration item or service at the same time, and both are still to be done.</summary>
    public bool CollidesWith(PlannedChange other) =>
        Number != other.Number && ImplementedAt is null && other.ImplementedAt is null && Overlaps(other.From, other.Until) && (SharesItem(other) || SharesService(other));

    public bool SharesItem(PlannedChange other) => Same(ConfigurationItem, other.ConfigurationItem);

    public bool SharesService(PlannedChange other) => Same(Service, other.Service);

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
