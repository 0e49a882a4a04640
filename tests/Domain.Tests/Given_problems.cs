using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A desk with a department that gets problems, and problems at each of their stages.</summary>
internal static class GivenProblems
{
    public const string Department = "infrastructure";

    public static readonly Actor Opener = new("opener-1", Roles.FirstLine);
    public static readonly Actor Agent = new("agent-1", Roles.SecondLine);
    public static readonly Actor Leader = new("leader-1", Roles.TeamLeader);

    /// <summary>Of another team: named to look into it, and to handle it.</summary>
    public static readonly Actor Investigator = new("investigator-1", Roles.SecondLine);
    public static readonly Actor Handler = new("handler-1", Roles.ThirdLine);
    public static readonly Actor Manager = new("manager-1", Roles.ProcessManager);
    public static readonly Actor Stranger = new("stranger-1", Roles.SecondLine);

    public static readonly TicketNumber Incident = new(TicketKind.Incident, 7);
    public static readonly TicketNumber Again = new(TicketKind.Incident, 8);

    public static readonly Profile Profile = Aarhus.Profile with
    {
        DefaultProblemTeam = Department,
        Directory = new(
        [
            Member(Opener, ["it-support"]), Member(Agent, [Department]), Member(Leader, [], leads: [Department]), Member(Stranger, ["general-applications"]),
            Member(Investigator, ["security"]), Member(Handler, ["security"]),
        ]),
    };

    public static NewProblem Wanted => new(
        "The switch drops connections", "Each time it is restarted, and some days later again.", "network", "wired", Opener.Id, [Incident, Again], ConfigurationItem: "switch-1");

    public static Case Open(NewProblem? wanted = null, Profile? profile = null, Actor? by = null) => Case.Problem(wanted ?? Wanted, profile ?? Profile, by ?? Opener);

    public static Case At(string point) => point switch
    {
        "assign" => Open(),
        "investigate" => Open().Do(new ProblemCommand.AssignInvestigators([Investigator.Id], "It began on Monday."), Agent),
        "process" => At("investigate").Do(new ProblemCommand.AssignHandlers([Handler.Id], null), Investigator),
        "eliminated" => At("process").Do(new ProblemCommand.Eliminate("The firmware was exchanged.", "A memory leak."), Handler),
        "cleared" => At("process").Do(new ProblemCommand.Clear("It is restarted each night.", "Restart it by hand.", "Wait a minute."), Handler),
        "cancelled" => Open().Do(new ProblemCommand.CancelIt("It is another one."), Leader),
        _ => throw new ArgumentOutOfRangeException(nameof(point)),
    };

    private static StaffMember Member(Actor who, string[] teams, string[]? leads = null) => new(who.Id, who.Id, null, null, [.. teams], [], [.. leads ?? []], []);
}
