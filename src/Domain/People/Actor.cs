namespace ItsmFunctions.Domain.People;

/// <summary>The app roles of the identity provider, with the values their claims carry.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Requester = 1 << 0,
    FirstLine = 1 << 1,
    SecondLine = 1 << 2,
    ThirdLine = 1 << 3,
    Dispatcher = 1 << 4,
    TeamLeader = 1 << 5,
    ProcessManager = 1 << 6,
    ProcessOwner = 1 << 7,
    ChangeReviewer = 1 << 8,
    ReportingViewer = 1 << 9,
    PrivacyOfficer = 1 << 10,

    /// <summary>The timers: they find due work and call the desk as this actor.</summary>
    Clock = 1 << 11,

    /// <summary>A replay of another desk's log.</summary>
    Import = 1 << 12,

    /// <summary>A machine that passes incoming mail on, and may do nothing else.</summary>
    MailGateway = 1 << 13,

    /// <summary>A machine that follows what happens to tickets, and may do nothing else.</summary>
    Integration = 1 << 14,

    /// <summary>A machine that reports what monitoring systems see, and may do nothing else.</summary>
    Monitoring = 1 << 15,

    /// <summary>What is nobody: each opens doors of its own.</summary>
    Machines = MailGateway | Integration | Monitoring,

    Agent = FirstLine | SecondLine | ThirdLine,

    /// <summary>All that a token can carry.</summary>
    Everybody = Requester | Agent | Dispatcher | TeamLeader | ProcessManager | ProcessOwner | ChangeReviewer | ReportingViewer | PrivacyOfficer,

    /// <summary>Roles that see every ticket of their organisation.</summary>
    Desk = Agent | Dispatcher | TeamLeader | ProcessManager | ProcessOwner | Clock | Import,
}

/// <summary>Claim values and the roles they stand for, in order of weight: the first one held names the role that acted.</summary>
public static class RoleNames
{
    private static readonly (string Claim, Roles Role)[] Rows =
    [
        ("Agent.L1", Roles.FirstLine),
        ("Agent.L2", Roles.SecondLine),
        ("Agent.L3", Roles.ThirdLine),
        ("Dispatcher", Roles.Dispatcher),
        ("TeamLeader", Roles.TeamLeader),
        ("ProcessManager", Roles.ProcessManager),
        ("ProcessOwner", Roles.ProcessOwner),
        ("ChangeReviewer", Roles.ChangeReviewer),
        ("ReportingViewer", Roles.ReportingViewer),
        ("PrivacyOfficer", Roles.PrivacyOfficer),
        ("Requester", Roles.Requester),
        ("Mail.Gateway", Roles.MailGateway),
        ("Integration", Roles.Integration),
        ("Monitoring", Roles.Monitoring),
        ("Clock", Roles.Clock),
        ("Import", Roles.Import),
    ];

    /// <summary>The claim values that a token may carry; Clock and Import are never among them.</summary>
    public static IEnumerable<string> Claims => Rows.Where(row => row.Role is not (Roles.Clock or Roles.Import)).Select(row => row.Claim);

    public static Roles Parse(string claim) =>
        Rows.FirstOrDefault(row => row.Role is not (Roles.Clock or Roles.Import) && string.Equals(row.Claim, claim, StringComparison.Ordinal)).Role;

    /// <summary>The claim value of the weightiest of <paramref name="roles"/>.</summary>
    public static string Of(Roles roles) => Rows.FirstOrDefault(row => roles.HasFlag(row.Role)).Claim ?? "Requester";

    /// <summary>"This needs one of Dispatcher, TeamLeader; you hold Requester.": who may, and why this caller may not.</summary>
    /// <param name="orOwner">Whether the ticket's own requester may too.</param>
    public static Sentence Refusal(Roles may, Roles held, bool orOwner = false)
    {
        string[] names = [.. Rows.Where(row => row.Role is not (Roles.Clock or Roles.Import) && may.HasFlag(row.Role)).Select(row => row.Claim)];
        string[] yours = [.. Rows.Where(row => held.HasFlag(row.Role)).Select(row => row.Claim)];
        string all = string.Join(", ", names), you = string.Join(", ", yours);
        (string English, string Danish)? roles = names.Length switch
        {
            0 => null,
            1 => ($"the role {all}", $"rollen {all}"),
            _ => ($"one of {all}", $"en af rollerne {all}"),
        };
        (string English, string Danish)? owner = orOwner ? ("the ticket's own requester", "sagens egen bruger") : null;
        return new(
            $"This needs {string.Join(", or ", new[] { roles?.English, owner?.English }.OfType<string>())}; you hold {(yours.Length == 0 ? "no role" : you)}.",
            $"Det kræver {string.Join(" eller ", new[] { roles?.Danish, owner?.Danish }.OfType<string>())}; du har {(yours.Length == 0 ? "ingen rolle" : you)}.");
    }
}

/// <summary>Who acts: a person with roles, or the desk itself.</summary>
public sealed record Actor(string Id, Roles Roles)
{
    public static readonly Actor Clock = new("clock", Roles.Clock);

    public bool Is(Roles any) => (Roles & any) != 0;
}
