using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Coordination;

/// <summary>One line of the checklist of a local incident (OR-07): followed, or deviated from with a reason.</summary>
public sealed record Guideline(string Id, string English, string Danish)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>How an organisation coordinates its incidents, where it does so as ORMIS has it: data with a default (OR-01 to OR-12, A6).</summary>
/// <param name="Used">False: the desk has none of these commands, and nothing of it holds a close back.</param>
/// <param name="TechnicalManagers">Person ids, the first who is not away is incident manager of what is global (OR-06).</param>
/// <param name="CustomerServiceManagers">Likewise of what is local (OR-07).</param>
/// <param name="Guidelines">What whoever has a local incident goes by.</param>
/// <param name="DisturbanceEnglish">What a disturbance is, for the people who have to say so.</param>
/// <param name="SupportTeam">Id of the team that has disturbances; null leaves them where they are.</param>
/// <param name="DisturbanceSteps">Who is told of a disturbance that nobody begins, or that goes no further.</param>
public sealed record OrmisRules(
    bool Used = true,
    IReadOnlyList<string>? TechnicalManagers = null,
    IReadOnlyList<string>? CustomerServiceManagers = null,
    IReadOnlyList<Guideline>? Guidelines = null,
    string? DisturbanceEnglish = null,
    string? DisturbanceDanish = null,
    string? SupportTeam = null,
    IReadOnlyList<EscalationRole>? DisturbanceSteps = null)
{
    public const string Documentation = "documentation-complete";
    public const string Stakeholders = "stakeholders-satisfied";
    public const string Prevention = "prevention-in-place";

    public static readonly OrmisRules None = new(Used: false);

    /// <summary>What is recorded before anything closes (OR-11).</summary>
    public static readonly IReadOnlyList<ClosureCheck> Checks =
    [
        new(Documentation, "All documentation is complete", "Al dokumentation er på plads", MayNotApply: false),
        new(Stakeholders, "Every listed stakeholder is satisfied", "Alle angivne interessenter er tilfredse", MayNotApply: false),
        new(Prevention, "Preventive measures are in place", "Forebyggende tiltag er på plads", MayNotApply: true),
    ];

    private static readonly Guideline[] ByDefault =
    [
        new("customers-informed", "The customers who are touched know that it is being worked on", "De berørte kunder ved, at der arbejdes på sagen"),
        new("workaround-sought", "A way to go on meanwhile was looked for", "Der er søgt efter en måde at arbejde videre på imens"),
        new("other-sites-asked", "Other places were asked whether they have the same", "Andre steder er spurgt, om de har det samme"),
        new("solution-tried", "Whoever reported it has tried the solution", "Den, der meldte det, har prøvet løsningen"),
    ];

    private static readonly EscalationRole[] StepsByDefault = [EscalationRole.Dispatcher, EscalationRole.Leader];

    /// <summary>As they count: what is left out is as the product has it.</summary>
    public OrmisRules Completed() => this with
    {
        TechnicalManagers = TechnicalManagers ?? [],
        CustomerServiceManagers = CustomerServiceManagers ?? [],
        Guidelines = Guidelines ?? ByDefault,
        DisturbanceEnglish = DisturbanceEnglish ?? "A deviation with no effect on an agreed service yet.",
        DisturbanceDanish = DisturbanceDanish ?? "En afvigelse, som endnu ikke har virkning på en aftalt service.",
        DisturbanceSteps = DisturbanceSteps ?? StepsByDefault,
    };

    /// <summary>A profile whose commands and checks are those of these rules.</summary>
    public Profile On(Profile profile)
    {
        IEnumerable<LifecycleRow> others = profile.Lifecycle.Where(row => !Lifecycle.OfOrmis.Any(own => own.Act == row.Act));
        IEnumerable<ClosureCheck> checks = profile.ClosureChecks.Where(check => !Checks.Any(own => own.Id == check.Id));
        if (!Used)
            return profile.OrmisRules.Used ? profile with { OrmisRules = this, Lifecycle = [.. others], ClosureChecks = [.. checks] } : profile with { OrmisRules = this };
        return profile with
        {
            OrmisRules = this,
            Lifecycle = [.. others, .. others.Any(row => row.Act == Act.CheckClosure) ? [] : new[] { Lifecycle.Checking }, .. Lifecycle.OfOrmis],
            ClosureChecks = [.. checks, .. Checks],
        };
    }

    /// <summary>Who is to manage what reaches so far: the first of those who are named for it and not away, else the leader of its team.</summary>
    public string? ManagerOf(OrmisScope scope, string team, DateTimeOffset at, Profile profile)
    {
        IReadOnlyList<string> named = (scope == OrmisScope.Global ? TechnicalManagers : CustomerServiceManagers) ?? [];
        IEnumerable<string> leaders = profile.Directory.LeadersOf(team).Select(leader => leader.Id)
            .Concat((profile.FindTeam(team)?.Leaders ?? []).Select(mail => profile.Directory.FindByMail(mail)?.Id).OfType<string>());
        string[] all = [.. named, .. leaders];
        return all.FirstOrDefault(person => profile.Directory.Find(person)?.AbsenceAt(at) is null) ?? all.FirstOrDefault();
    }
}
