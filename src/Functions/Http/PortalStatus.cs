using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>The status as an end user reads it in the portal, in their language (AU-13, AU-15, A8).</summary>
/// <param name="Team">Name of the team that has the ticket: always shown.</param>
/// <param name="Reason">Why it waits, where it does.</param>
public sealed record PortalStatus(TicketStatus Status, string Label, string Team, string? Reason, DateTimeOffset? Until)
{
    private static readonly Dictionary<TicketStatus, (string English, string Danish)> Labels = new()
    {
        [TicketStatus.New] = ("New", "Ny"),
        [TicketStatus.Assigned] = ("Assigned", "Tildelt"),
        [TicketStatus.InProgress] = ("In Progress", "I gang"),
        [TicketStatus.Pending] = ("Pending", "Afventer"),
        [TicketStatus.Resolved] = ("Resolved", "Løst"),
        [TicketStatus.Closed] = ("Closed", "Lukket"),
        [TicketStatus.Cancelled] = ("Cancelled", "Annulleret"),
    };

    public static PortalStatus Of(TicketStatus stored, string team, string? reason, DateTimeOffset? until, Profile profile, string language)
    {
        TicketStatus shown = PortalView.StatusOf(stored, profile);
        return new(shown, LabelOf(shown, language), profile.FindTeam(team)?.Name ?? team, reason is null ? null : profile.FindReason(reason)?.Label(language) ?? reason, until);
    }

    public static string LabelOf(TicketStatus status, string language) => language == "da" ? Labels[status].Danish : Labels[status].English;
}
