using Azure;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Storage.Simulations;

public enum SimulationState
{
    /// <summary>Nobody has begun.</summary>
    Queued,
    Running,
    Done,
    Failed,
}

/// <summary>Why a simulation came to nothing.</summary>
public enum SimulationFailure
{
    /// <summary>The reports are damaged, or of another schema: they have to be rebuilt.</summary>
    ReportsDamaged,

    /// <summary>It was tried for a day.</summary>
    Abandoned,
}

/// <summary>A simulation of service levels: what was asked, and how far it is.</summary>
/// <param name="From">Tickets that were opened from then on are counted.</param>
/// <param name="Until">Tickets that were opened before then are counted, as they stood then.</param>
/// <param name="Drafted">By the name of each parameter of the draft, the fingerprint of its value.</param>
/// <param name="Bases">Fingerprints of what it compared with: what was published then, and that with a part of the draft.</param>
/// <param name="Step">How many steps were taken: the name of what is kept between them.</param>
/// <param name="Done">Tickets looked at.</param>
/// <param name="Total">Tickets to be looked at; 0 before it has begun.</param>
public sealed record SimulationRun(
    OrganisationId Organisation,
    string Id,
    string By,
    DateTimeOffset CreatedAt,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyDictionary<string, string> Drafted,
    IReadOnlyList<string> Bases,
    SimulationState State = SimulationState.Queued,
    int Step = 0,
    int Done = 0,
    int Total = 0,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    SimulationFailure? Failure = null)
{
    /// <summary>How long what it came to is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How long it is tried.</summary>
    public static readonly TimeSpan Tried = TimeSpan.FromDays(1);

    public bool IsOver => State is SimulationState.Done or SimulationState.Failed;

    /// <summary>Null where there is no row.</summary>
    internal ETag? Tag { get; init; }
}
