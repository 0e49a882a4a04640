using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Problems;

/// <summary>One stage of a problem, with the actions that its people have there and nowhere else (OM-11).</summary>
/// <param name="Status">What it is shown as: a stage that is not begun is New, or Assigned where somebody has the problem.</param>
public sealed record ProblemStage(string Id, string English, string Danish, TicketStatus Status, IReadOnlyList<ProblemAction> Actions)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>One action of a stage.</summary>
/// <param name="To">Id of the stage that it leads to.</param>
/// <param name="ClosureCode">Of an action that closes the problem.</param>
/// <param name="NeedsWorkaround">Not without one, and a known error stays behind (A2).</param>
/// <param name="EndsKnownError">What caused it is gone: the known error of the problem, where it has one, holds no more.</param>
public sealed record ProblemAction(Act Act, string To, string? ClosureCode = null, bool NeedsWorkaround = false, bool EndsKnownError = false);

/// <summary>The stages of OMFLOW's problem (OM-11 to OM-15), as data: every transition that is not here is none.</summary>
public static class ProblemStages
{
    public const string Open = "open";
    public const string Assign = "assign";
    public const string Investigate = "investigate";
    public const string Process = "process";
    public const string Close = "close";

    /// <summary>Where a problem is that was given up (OM-13).</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Closure codes, as OM-15 writes them.</summary>
    public const string RootCauseEliminated = "RootCauseEliminated";
    public const string ConditionCleared = "ConditionCleared";

    public static readonly IReadOnlyList<ProblemStage> Omflow =
    [
        // Opening it is its first step (OM-02): whoever gets it finds it at the next.
        new(Open, "Open", "Åbnet", TicketStatus.New, []),
        new(Assign, "Assign", "Tildeling", TicketStatus.New,
        [
            new(Act.AssignInvestigators, Investigate), new(Act.ResolveProblem, Close, TicketDesk.ClosureSolved, EndsKnownError: true), new(Act.CancelProblem, Cancelled, EndsKnownError: true),
        ]),
        new(Investigate, "Investigate", "Undersøgelse", TicketStatus.InProgress, [new(Act.AssignHandlers, Process)]),
        new(Process, "Process", "Behandling", TicketStatus.InProgress,
        [
            new(Act.EliminateRootCause, Close, RootCauseEliminated, EndsKnownError: true), new(Act.ClearCondition, Close, ConditionCleared, NeedsWorkaround: true),
        ]),
        new(Close, "Close", "Lukning", TicketStatus.Closed, []),
        new(Cancelled, "Cancelled", "Annulleret", TicketStatus.Cancelled, []),
    ];

    /// <summary>Who is told at which stage; of every other stage nobody is (OM-12, OM-16).</summary>
    public static readonly IReadOnlyList<StageNotice> Notices = [new(OrderStage.Open, StageAudience.AssignedDepartment), new(OrderStage.Close, StageAudience.Opener)];

    /// <summary>Commands that move a problem: each is an action of one stage.</summary>
    public static readonly IReadOnlySet<Act> Moves = Omflow.SelectMany(stage => stage.Actions).Select(action => action.Act).ToHashSet();

    public static ProblemStage Of(string id) => Omflow.First(stage => stage.Id == id);

    public static ProblemAction? Find(string stage, Act act) => Of(stage).Actions.FirstOrDefault(action => action.Act == act);
}
