using System.Globalization;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A desk with a group that processes changes, a team that reviews them, and changes at each of their stages.</summary>
internal static class Given
{
    public const string Group = "infrastructure";
    public const string Reviewing = "security";

    public static readonly Actor Author = new("author-1", Roles.FirstLine);
    public static readonly Actor Agent = new("agent-1", Roles.SecondLine);
    public static readonly Actor Leader = new("leader-of-group", Roles.TeamLeader);
    public static readonly Actor Reviewer = new("reviewer-1", Roles.SecondLine);
    public static readonly Actor Second = new("reviewer-2", Roles.SecondLine);
    public static readonly Actor Third = new("reviewer-3", Roles.TeamLeader);
    public static readonly Actor Manager = new("manager-1", Roles.ProcessManager);
    public static readonly Actor Stranger = new("stranger-1", Roles.SecondLine);

    public static readonly Profile Profile = Aarhus.Profile with
    {
        DefaultChangeTeam = Group,
        ChangeReviewTeam = Reviewing,
        ChangeTemplates = [new("renew-certificate", "Renew a certificate", "Forny et certifikat", "The web certificate is exchanged.", "security", "suspicious-activity", "The old one is put back.")],
        Directory = new(
        [
            Member(Author, ["it-support"]), Member(Agent, [Group]), Member(Leader, [], leads: [Group]), Member(Stranger, ["general-applications"]),
            Member(Reviewer, [Reviewing]), Member(Second, [Reviewing]), Member(Third, [Reviewing], leads: [Reviewing]),
        ]),
    };

    public static NewChange Wanted(string type) => type == ChangeTypes.Standard ? new(type, "renew-certificate", "www.example.org", null, null, null, Author.Id) : new(
        type, null, "New core switch", "The core switch of building 1 is exchanged.", "network", "wired", Author.Id,
        BackOutPlan: "The old switch stays in the rack for a week.");

    public static Case Open(string type, Profile? profile = null, bool draft = false) => Case.Change(Wanted(type) with { Draft = draft }, profile ?? Profile, Author);

    public static Case Carry(this Case given) => given.Do(new ChangeCommand.Carry(), Actor.Clock);

    /// <summary>Everybody votes until it is decided, and the change goes on.</summary>
    public static Case Voted(this Case given, VoteChoice choice)
    {
        foreach (Actor each in new[] { Reviewer, Second, Third })
        {
            if (given.Ticket.Change!.OpenReview is not null)
                given.Do(new ChangeCommand.Vote(choice, "Looked at."), each);
        }

        return given.Carry();
    }

    public static Case Planned(this Case given) => given.Do(new ChangeCommand.Schedule(given.Now.AddDays(2), given.Now.AddDays(2).AddHours(2), "Cannot wait."), Agent);

    public static Case Implemented(this Case given, ChangeOutcome outcome = ChangeOutcome.Successful) =>
        given.Do(new ChangeCommand.Start("Everybody has agreed."), Agent).Do(new ChangeCommand.Implement(outcome, "Exchanged."), Agent);

    /// <summary>At "scheduled", "closing-review/decided" and the like: a stage, or a point within it.</summary>
    public static Case At(string type, string point) => point switch
    {
        "draft" => Open(type, draft: true),
        "new" => Open(type),
        "pre-development-review" => Open(type).Carry(),
        "pre-launch-review" when type == ChangeTypes.Emergency => Open(type).Carry(),
        "pre-launch-review" => At(type, "pre-development-review").Voted(VoteChoice.Approve),
        "building" => At(type, "pre-launch-review").Do(new ChangeCommand.Start("Everybody has agreed."), Agent),
        "decided" => At(type, "pre-launch-review").Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Reviewer).Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Second, unless: type == ChangeTypes.Emergency),
        "scheduled" when type == ChangeTypes.Standard => Open(type).Carry(),
        "scheduled" => At(type, "pre-launch-review").Voted(VoteChoice.Approve),
        "planned" => At(type, "scheduled").Planned(),
        "started" => At(type, "planned").Do(new ChangeCommand.Start("Everybody has agreed."), Agent),
        "implemented" => At(type, "planned").Implemented(),
        "close" or "closing-review" => At(type, "implemented").Carry(),
        "closed" when type == ChangeTypes.Standard => At(type, "close").Do(new ChangeCommand.CloseIt(null), Agent),
        "closed" => At(type, "closing-review").Voted(VoteChoice.Approve),
        "cancelled" => At(type, "new").Do(new ChangeCommand.CancelIt("No longer wanted."), Author),
        _ => throw new ArgumentOutOfRangeException(nameof(point), point, null),
    };

    private static Case Do(this Case given, TicketCommand command, Actor by, bool unless) => unless ? given : given.Do(command, by);

    private static StaffMember Member(Actor who, string[] teams, string[]? leads = null) =>
        new(who.Id, who.Id, string.Create(CultureInfo.InvariantCulture, $"{who.Id}@example.org"), null, [.. teams], [], [.. leads ?? []], []);
}
