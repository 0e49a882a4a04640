using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Problems;

/// <summary>What somebody asks of a problem beside what can be asked of every ticket.</summary>
public abstract record ProblemCommand(Act Act) : TicketCommand(Act)
{
    /// <param name="People">Person ids; the first of them has the problem.</param>
    /// <param name="Note">The desk's own.</param>
    public sealed record AssignInvestigators(IReadOnlyList<string> People, string? Note) : ProblemCommand(Act.AssignInvestigators);

    /// <inheritdoc cref="AssignInvestigators"/>
    public sealed record AssignHandlers(IReadOnlyList<string> People, string? Note) : ProblemCommand(Act.AssignHandlers);

    /// <summary>What is found out: what is null stays as it reads.</summary>
    /// <param name="PublicWorkaround">What end users may read of the workaround.</param>
    /// <param name="KnownError">Declares it a known error, which is offered from then on.</param>
    /// <param name="PublicTitle">The symptom, as end users would name it: one line.</param>
    public sealed record Record(string? RootCause, string? Workaround, string? PublicWorkaround, bool KnownError = false, string? PublicTitle = null) : ProblemCommand(Act.RecordFindings);

    /// <summary>Solved while it is being assigned ("exclude now", OM-13).</summary>
    public sealed record ResolveNow(string Solution) : ProblemCommand(Act.ResolveProblem);

    /// <param name="RootCause">Where it reads otherwise than recorded, or was not.</param>
    public sealed record Eliminate(string Solution, string? RootCause) : ProblemCommand(Act.EliminateRootCause);

    /// <summary>It is lived with: the workaround stays, as a known error (A2).</summary>
    public sealed record Clear(string Solution, string? Workaround, string? PublicWorkaround, string? PublicTitle = null) : ProblemCommand(Act.ClearCondition);

    /// <summary>Its known error holds no more.</summary>
    public sealed record Retire(string Reason) : ProblemCommand(Act.RetireKnownError);

    /// <summary>Tells the end users of its open incidents the public workaround.</summary>
    public sealed record Communicate() : ProblemCommand(Act.CommunicateWorkaround);

    public sealed record CancelIt(string Reason) : ProblemCommand(Act.CancelProblem);
}
