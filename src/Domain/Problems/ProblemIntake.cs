using System.Collections.Immutable;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Problems;

/// <summary>A problem that somebody wants to open (OM-10). What is null is the organisation's default.</summary>
/// <param name="Incidents">Those that it is to end, which the caller may read.</param>
/// <param name="Proactive">Why it is opened before there is an incident (IT-15).</param>
/// <param name="Team">Id of the team that gets it (OM-16).</param>
public sealed record NewProblem(
    string Title,
    string Description,
    string Category,
    string Subcategory,
    string Requester,
    IReadOnlyList<TicketNumber> Incidents,
    string? Proactive = null,
    string? Area = null,
    Impact? Impact = null,
    Urgency? Urgency = null,
    string? Service = null,
    string? Location = null,
    string? ConfigurationItem = null,
    string? Team = null,
    TicketNumber? FollowUpOf = null);

/// <summary>Logs problems (OM-10, OM-11).</summary>
public static class ProblemIntake
{
    /// <summary>As many as a problem has links.</summary>
    public const int MostIncidents = TicketDesk.MostLinks;

    private const string Channel = "client";

    public static Decision Decide(NewProblem wanted, Profile profile)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (wanted.Incidents.Count == 0 && wanted.Proactive is null)
            complaints.Add(new("/incidents", new(
                "Name the incidents that it is to end; a process manager may open one without, and says why.",
                "Angiv de hændelser, som skal høre op; en procesmanager kan oprette et uden og angiver hvorfor.")));
        if (wanted.Incidents.Count > MostIncidents)
            complaints.Add(new("/incidents", new($"At most {MostIncidents} incidents.", $"Højst {MostIncidents} hændelser.")));
        complaints.AddRange(wanted.Incidents.Index().Where(each => each.Item.Kind != TicketKind.Incident).Select(each => new Complaint($"/incidents/{each.Index}", NotAnIncident(each.Item))));
        if (wanted.Team is not null && profile.FindTeam(wanted.Team) is null)
            complaints.Add(new("/team", TicketDesk.NoTeam(wanted.Team)));
        if (Texts.Complain("/reason", wanted.Proactive, Texts.LongestReason, required: false) is { } wrong)
            complaints.Add(wrong);

        string requester = wanted.Requester;
        Decision opened = TicketIntake.Decide(
            new(
                wanted.Title, wanted.Description,
                new(new Assessment.OfIncident(wanted.Impact ?? Impact.Department, wanted.Urgency ?? Urgency.Medium), wanted.Category, wanted.Subcategory, wanted.Service, wanted.Location, wanted.ConfigurationItem),
                Channel, wanted.Area, requester, wanted.FollowUpOf, Markers.None, wanted.Team ?? profile.DefaultProblemTeam),
            profile);
        if (opened is Decision.Rejected rejected)
            complaints.AddRange(rejected.Refusal.Complaints.Where(complaint => complaint.Pointer != "/team"));
        if (complaints.Count > 0)
            return Decision.Reject(complaints.ToImmutable());
        return Decision.Accept(
        [
            .. ((Decision.Accepted)opened).Happenings,
            new Happening.ProblemStated(
                new([.. wanted.Incidents.Distinct().Select(number => number.ToString())]), wanted.Proactive is { } reason ? new(Texts.Normalized(reason)!, requester) : null),
        ]);
    }

    internal static Sentence NotAnIncident(TicketNumber number) => new($"{number} is no incident.", $"{number} er ikke en hændelse.");
}
