using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>The lane of the process in which something was done (IT-14; the names are this product's).</summary>
public enum Lane
{
    /// <summary>The end user.</summary>
    User,

    /// <summary>First line, the first point of contact (IT-01).</summary>
    ServiceDesk,

    /// <summary>Second line and beyond (IT-13).</summary>
    SpecialistGroup,

    /// <summary>The clock, or a replay of another desk's log.</summary>
    System,
}

/// <summary>Tells the lane of an event from the role that acted and the team that had the ticket.</summary>
public static class Lanes
{
    private static readonly Dictionary<string, Lane> OfRoles = new()
    {
        [RoleNames.Of(Roles.Requester)] = Lane.User,
        [RoleNames.Of(Roles.FirstLine)] = Lane.ServiceDesk,
        [RoleNames.Of(Roles.SecondLine)] = Lane.SpecialistGroup,
        [RoleNames.Of(Roles.ThirdLine)] = Lane.SpecialistGroup,
        [RoleNames.Of(Roles.Clock)] = Lane.System,
        [RoleNames.Of(Roles.Import)] = Lane.System,
    };

    // Who dispatches or leads is in the lane of the team; an event that moves a ticket names the team that has it then.
    public static Lane Of(TicketEvent e, Profile profile) =>
        OfRoles.TryGetValue(e.Role, out Lane lane) ? lane
        : profile.FindTeam(TeamOf(e)) is { Line: not Line.First } ? Lane.SpecialistGroup
        : Lane.ServiceDesk;

    private static string TeamOf(TicketEvent e) => e.What switch
    {
        Happening.Dispatched moved => moved.From,
        Happening.Bounced moved => moved.From,
        Happening.Escalated moved => moved.From,
        Happening.OfferAccepted moved => moved.Team,
        Happening.OfferDeclined declined => declined.Team,
        _ => e.Dimensions.Team,
    };
}
