using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Domain.Escalation;

/// <summary>Who follows up (AU-28, A24).</summary>
public enum EscalationRole
{
    /// <summary>The dispatchers of the team that has the ticket; its leaders where it has none (A23).</summary>
    Dispatcher,

    /// <summary>The leaders of the team that has the ticket.</summary>
    Leader,
    ProcessManager,

    /// <summary>The team that handed the ticket on: its dispatchers, its leaders where it has none.</summary>
    Origin,

    /// <summary>The agent who has the ticket; the team's dispatchers where nobody has it, or the agent is away.</summary>
    Assignee,

    /// <summary>Whoever of the team is on call; its leaders where nobody is.</summary>
    OnCall,
}

/// <summary>What may take how long at one handling rank (A12).</summary>
/// <param name="HandlingRank">1 (high) to 5.</param>
/// <param name="NotBegun">Until somebody begins; null for no such prompt.</param>
/// <param name="NoProgress">From one piece of progress to the next; null for no such prompt.</param>
public sealed record RankThresholds(int HandlingRank, AllowedTime? NotBegun, AllowedTime? NoProgress);

/// <summary>Who is told at one handling rank, one after the other: each next step when the time was used up once more (A24).</summary>
/// <param name="HandlingRank">1 (high) to 5.</param>
/// <param name="Steps">Of a ticket that is not begun, or goes no further.</param>
/// <param name="HandedOn">Of a ticket that another team handed on, when it goes no further there (AU-28).</param>
public sealed record RankSteps(int HandlingRank, IReadOnlyList<EscalationRole> Steps, IReadOnlyList<EscalationRole> HandedOn);

/// <summary>How old the update flag may get (AU-50, A14).</summary>
/// <param name="Warn">Until the agent is warned.</param>
/// <param name="Alert">Until the dispatcher is told.</param>
public sealed record UpdateFlagAges(AllowedTime Warn, AllowedTime Alert);

/// <summary>When the desk prompts its own people, and whom: data with a default. Prompts, never breaches: nothing binds (AU-17).</summary>
public sealed record EscalationRules
{
    /// <summary>By rank, each of 1 to 5 once.</summary>
    public required IReadOnlyList<RankThresholds> Thresholds { get; init; }

    /// <summary>By rank, each of 1 to 5 once.</summary>
    public required IReadOnlyList<RankSteps> Steps { get; init; }
    public required UpdateFlagAges UpdateFlag { get; init; }

    /// <summary>Until the dispatcher is told that a chase was not answered (AU-41).</summary>
    public required AllowedTime ChaseAnswer { get; init; }

    private static readonly EscalationRole[] HandedOn = [EscalationRole.Origin, EscalationRole.ProcessManager];
    private static readonly EscalationRole[] DispatcherFirst = [EscalationRole.Dispatcher, EscalationRole.Leader, EscalationRole.ProcessManager];
    private static readonly EscalationRole[] DispatcherAlone = [EscalationRole.Dispatcher, EscalationRole.ProcessManager];

    /// <summary>The defaults of A12, A14 and A24.</summary>
    public static readonly EscalationRules Aarhus = new()
    {
        Thresholds =
        [
            new(1, AllowedTime.OfMinutes(15), AllowedTime.OfMinutes(30)),
            new(2, AllowedTime.OfMinutes(30), AllowedTime.OfMinutes(120)),
            new(3, AllowedTime.SameWorkingDay, AllowedTime.OfWorkingDays(1)),
            new(4, AllowedTime.OfWorkingDays(3), AllowedTime.OfWorkingDays(5)),
            new(5, null, AllowedTime.OfWorkingDays(10)),
        ],
        Steps =
        [
            new(1, [EscalationRole.Leader, EscalationRole.ProcessManager], HandedOn),
            new(2, DispatcherFirst, HandedOn),
            new(3, DispatcherFirst, HandedOn),
            new(4, DispatcherAlone, HandedOn),
            new(5, DispatcherAlone, HandedOn),
        ],
        UpdateFlag = new(AllowedTime.OfWorkingDays(1), AllowedTime.OfWorkingDays(2)),
        ChaseAnswer = AllowedTime.OfMinutes(120),
    };

    public RankThresholds ThresholdsOf(int handlingRank) =>
        Thresholds.FirstOrDefault(row => row.HandlingRank == handlingRank) ?? new(handlingRank, null, null);

    public RankSteps StepsOf(int handlingRank) => Steps.FirstOrDefault(row => row.HandlingRank == handlingRank) ?? new(handlingRank, [], []);

    internal static readonly IReadOnlyList<int> Ranks = [.. Enumerable.Range(Priority.HighestRank, Priority.LowestRank - Priority.HighestRank + 1)];
}
