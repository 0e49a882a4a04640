using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>Who votes in a review, as the organisation stands when it is opened (OM-21).</summary>
public static class Electorate
{
    /// <summary>All of them fit into one event.</summary>
    public const int Most = 50;

    public static bool IsAuthor(Ticket ticket, string person) => AuthorsOf(ticket).Contains(person);

    /// <summary>Person ids of whoever wants the change, whoever wrote it for them, and all who have handed it in: what each of them wrote may still stand.</summary>
    public static IReadOnlyList<string> AuthorsOf(Ticket ticket) => [ticket.Requester, ticket.OpenedBy, .. ticket.Change?.HandedInBy?.Ids ?? []];

    /// <summary>Who would be asked now: those whom the change names, else everybody of the reviewing team; its authors never.</summary>
    public static ImmutableArray<Elector> Of(Ticket ticket, Profile profile) => Of(ticket.Change!.Plan, AuthorsOf(ticket), profile);

    public static ImmutableArray<Elector> Of(ChangePlan plan, IReadOnlyCollection<string> authors, Profile profile)
    {
        string? team = plan.ReviewTeam ?? profile.ChangeReviewTeam;
        IEnumerable<string> asked = plan.Reviewers is { } named ? named.Ids : team is null ? [] : profile.Directory.Members.Where(member => member.IsOf(team)).Select(member => member.Id);
        return [.. asked.Where(person => !authors.Contains(person)).Take(Most).Select(person => new Elector(person, RolesOf(person, team, profile)))];
    }

    /// <summary>Who is asked too when nobody has decided: the leaders of the reviewing and of the processing team.</summary>
    public static ImmutableArray<Elector> OfEscalation(Ticket ticket, Review review, Profile profile)
    {
        IEnumerable<StaffMember> leaders = new[] { ticket.Change!.Plan.ReviewTeam ?? profile.ChangeReviewTeam, ticket.Team }.OfType<string>().SelectMany(profile.Directory.LeadersOf).DistinctBy(leader => leader.Id);
        return [.. leaders.Where(leader => !IsAuthor(ticket, leader.Id) && review.Find(leader.Id) is null).Take(Math.Max(0, Most - review.Electorate.Length)).Select(leader => new Elector(leader.Id, [ReviewRole.TeamLeader], Escalated: true))];
    }

    private static ImmutableArray<ReviewRole> RolesOf(string person, string? team, Profile profile)
    {
        if (team is null || profile.Directory.Find(person) is not { } member || !member.IsOf(team))
            return [ReviewRole.Reviewer];
        var roles = ImmutableArray.CreateBuilder<ReviewRole>();
        if (member.Teams.Contains(team))
            roles.Add(ReviewRole.Reviewer);
        if (member.Dispatches.Contains(team))
            roles.Add(ReviewRole.Dispatcher);
        if (member.Leads.Contains(team))
            roles.Add(ReviewRole.TeamLeader);
        return roles.ToImmutable();
    }
}
