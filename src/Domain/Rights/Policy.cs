using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Rights;

/// <summary>
/// May somebody do something? The one place that says so, for every door. The organisation is not asked: a caller's token says which
/// it is, and the store opens no other.
/// </summary>
public static class Policy
{
    /// <summary>Of an act that is about no ticket and no team.</summary>
    public static Rejected? Denies(Act act, Actor by)
    {
        Grant grant = OfTheDesk(act);
        return (grant.Own && IsSomebody(by)) || by.Is(grant.AnyTeam) ? null : Reject(RefusalCode.NotAllowed, RoleNames.Refusal(grant.AnyTeam, by.Roles));
    }

    /// <summary>Of an act on a team: its queue.</summary>
    public static Rejected? Denies(Act act, Actor by, string team, Profile profile)
    {
        Grant grant = OfTheDesk(act);
        return Reaches(grant, by, team, profile) ? null : Denied(grant, by, team);
    }

    /// <summary>Of an act on a ticket.</summary>
    public static Rejected? Denies(Act act, Actor by, Ticket ticket, Profile profile) => DeniesIn(act, by, ticket, profile.In(ticket.Area));

    private static Rejected? DeniesIn(Act act, Actor by, Ticket ticket, Profile profile)
    {
        if (IsForForum(act, ticket, profile))
            return by.Is(Forum) ? null : Reject(RefusalCode.NotAllowed, TicketDesk.ForumAlone);
        Grant grant = profile.GrantOf(act);
        string team = TeamOf(act, ticket);
        if ((grant.Own && IsSomebody(by) && ticket.Requester == by.Id) || Reaches(grant, by, team, profile) || OfTask(act, by, ticket, profile) || OfOffer(act, by, ticket, profile) || Rescuing(act, by, ticket, profile) != Roles.None || (IsSomebody(by) && IsNamed(act, by, ticket)))
            return act == Act.Resolve && !by.Is(grant.AnyTeam) && !profile.ResolvesIn(team) ? BySupport(team, profile) : null;
        if (act is Act.Approve or Act.Reject && ticket.Dossier.Approval?.Approver is { } approver)
            return Reject(RefusalCode.NotAllowed, TicketDesk.ApproverAlone(approver));
        if (act is Act.Vote)
            return Reject(RefusalCode.NotAllowed, Electorate.IsAuthor(ticket, by.Id) ? ChangeDesk.AuthorsReviewNothing : ChangeDesk.NotAsked);
        return act == Act.Resolve && by.Is(Roles.SecondLine | Roles.ThirdLine) ? BySupport(team, profile) : Denied(grant, by, team);
    }

    /// <summary>Whether somebody may complete one task, whatever they may with the others: of its team, or of the ticket's.</summary>
    public static Rejected? DeniesTask(TicketTask task, Actor by, Ticket ticket, Profile profile)
    {
        Grant grant = profile.GrantOf(Act.CompleteTask);
        return Reaches(grant, by, ticket.Team, profile) || (task.Team is { } team && Reaches(grant, by, team, profile)) ? null : Denied(grant, by, task.Team ?? ticket.Team);
    }

    /// <summary>The role as which <paramref name="by"/> acts, to be written down: "Requester" of one's own ticket.</summary>
    public static string RoleOf(Act act, Actor by, Ticket ticket, Profile profile)
    {
        if (IsForForum(act, ticket, profile))
            return RoleNames.Of(by.Roles & Forum);
        // Who is asked votes as who is asked, whatever they are beside that.
        if (act is Act.Vote)
            return RoleNames.Of(Roles.ChangeReviewer);
        Grant grant = profile.GrantOf(act);
        Roles named = IsNamed(act, by, ticket) ? by.Roles & Roles.Desk : Roles.None;
        return grant.Own && ticket.Requester == by.Id
            ? RoleNames.Of(Roles.Requester)
            : RoleNames.Of(named | (by.Roles & grant.AnyTeam) | Rescuing(act, by, ticket, profile) | (TeamsOf(act, ticket).Aggregate(Roles.None, (all, team) => all | Counting(by, team, profile)) & grant.OwnTeam));
    }

    private const Roles Forum = Roles.ProcessManager | Roles.ProcessOwner;

    private static bool IsForForum(Act act, Ticket ticket, Profile profile) => act is Act.Approve or Act.Reject && TicketDesk.WaitsForForum(ticket, profile);

    // The key of a machine lies where other people's mail or systems are: it opens one door, and owns nothing.
    private static bool IsSomebody(Actor by) => by.Roles == Roles.None || (by.Roles & ~Roles.Machines) != Roles.None;

    /// <summary>The roles that may, of an act that is about no ticket.</summary>
    public static Roles MayAnywhere(Act act) => OfTheDesk(act).AnyTeam;

    private static Grant OfTheDesk(Act act) =>
        Grants.Desk.FirstOrDefault(grant => grant.Act == act) ?? throw new InvalidOperationException($"{act} is about a ticket.");

    private static bool Reaches(Grant grant, Actor by, string team, Profile profile) =>
        by.Is(grant.AnyTeam) || (Counting(by, team, profile) & grant.OwnTeam) != 0;

    /// <summary>The roles that count in a team. An organisation that keeps no directory has no teams of one's own: every role counts everywhere.</summary>
    private static Roles Counting(Actor by, string team, Profile profile)
    {
        if (!profile.Directory.IsKept)
            return by.Roles;
        if (profile.Directory.Find(by.Id) is not { } member)
            return Roles.None;
        Roles counting = Roles.None;
        if (member.Teams.Contains(team))
            counting |= Roles.Agent;
        if (member.Dispatches.Contains(team))
            counting |= Roles.Dispatcher;
        if (member.Leads.Contains(team))
            counting |= Roles.TeamLeader;
        return by.Roles & counting;
    }

    // A ticket may name somebody for something, whatever their roles.
    private static bool IsNamed(Act act, Actor by, Ticket ticket) => act switch
    {
        Act.RemoveWatcher => ticket.Dossier.Followers().Contains(by.Id),
        Act.Approve or Act.Reject => ticket.Dossier.Approval?.Approver == by.Id,
        // Whoever will be asked is told that it is too early, not that it is not theirs.
        Act.Vote => Reviews(by.Id, ticket) || WillReview(by.Id, ticket),
        Act.AssignHandlers => ticket.Problem?.Investigates(by.Id) == true,
        Act.EliminateRootCause or Act.ClearCondition => ticket.Problem?.Handles(by.Id) == true,
        Act.RecordFindings => ticket.Problem is { } problem && (problem.Investigates(by.Id) || problem.Handles(by.Id)),
        Act.DelegateVote => ticket.Change?.Review?.Find(by.Id) is not null || WillReview(by.Id, ticket),
        Act.Classify or Act.SetScope or Act.RecordGuideline or Act.PlanAction or Act.ReportArea or Act.DecideCommunication or Act.RecordMeeting or Act.NameStakeholder or Act.TellFinalUpdate or Act.CheckClosure or Act.DeclareMajor or Act.InformAffected or Act.PublishStatus or Act.StandDown => ticket.Ormis?.Manager == by.Id,
        Act.Read => Reviews(by.Id, ticket) || ticket.Dossier.Followers().Contains(by.Id) || ticket.Dossier.Approval?.Approver == by.Id,
        _ => false,
    };

    private static bool WillReview(string person, Ticket ticket) => ticket.Change is { Review: null, Plan.Reviewers: { } named } && named.Ids.Contains(person);

    private static bool Reviews(string person, Ticket ticket) =>
        ticket.Change is { Review: { } review } change && (review.Find(person) is not null || change.Delegations.Any(each => each.To == person));

    private static bool OfTask(Act act, Actor by, Ticket ticket, Profile profile) =>
        act == Act.CompleteTask && ticket.Dossier.OpenTasks.Any(task => DeniesTask(task, by, ticket, profile) is null);

    // Whoever may accept an offer may decline it.
    private static bool OfOffer(Act act, Actor by, Ticket ticket, Profile profile) =>
        act == Act.Bounce && ticket.Handover?.Offer is not null && DeniesIn(Act.Accept, by, ticket, profile) is null;

    // A ticket of a team that the organisation has no more is in nobody's hands: whoever ranks any team's tickets gives it to one.
    private static Roles Rescuing(Act act, Actor by, Ticket ticket, Profile profile) =>
        act == Act.Dispatch && profile.FindTeam(ticket.Team) is null ? by.Roles & profile.GrantOf(Act.SetPriority).AnyTeam : Roles.None;

    private static IEnumerable<string> TeamsOf(Act act, Ticket ticket) => act switch
    {
        Act.CompleteTask => ticket.Dossier.Tasks.Select(task => task.Team).OfType<string>().Append(ticket.Team),
        Act.Bounce when ticket.Handover?.Offer is { } offer => [ticket.Team, offer.Team],
        _ => [TeamOf(act, ticket)],
    };

    // Who accepts stands to the team that the ticket is offered to.
    private static string TeamOf(Act act, Ticket ticket) =>
        act == Act.Accept && ticket.Handover?.Offer is { } offer ? offer.Team : ticket.Team;

    private static Rejected Denied(Grant grant, Actor by, string team) => by.Is(grant.OwnTeam)
        ? Reject(RefusalCode.NotAllowed, new(
            $"This is for the people of the team {team}, and the directory does not name you among them with a role that may. A note reaches them.",
            $"Det er for dem i teamet {team}, og kartoteket har dig ikke blandt dem med en rolle, der må. En journalnote når dem."))
        : Reject(RefusalCode.NotAllowed, RoleNames.Refusal(grant.Anywhere, by.Roles, grant.Own));

    private static Rejected BySupport(string team, Profile profile) => Reject(
        RefusalCode.ResolveBySupport,
        profile.ResolvesIn(team) ? new(
            $"First line resolves it, and {team}, which has it, is first line: a note says there what the solution is.",
            $"1. line løser den, og {team}, som har den, er 1. line: en journalnote siger dem, hvad løsningen er.") : new(
            $"Second and third line hand the ticket back to support with a note that describes the solution; first line resolves it. It is with {team}: dispatch without a team gives it back.",
            $"2. og 3. line sender sagen tilbage til supporten med en journalnote, der beskriver løsningen; 1. line løser den. Sagen er hos {team}: dispatch uden team sender den tilbage."));
}
