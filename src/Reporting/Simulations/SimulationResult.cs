using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Reporting.Simulations;

/// <summary>What a simulation compares, each as if it had held throughout the period.</summary>
public sealed record SimulationDraft(ServiceEdition Live, ServiceEdition Draft);

/// <summary>The clocks of tickets of one rank, team and target.</summary>
/// <param name="Rank">Handling rank, 1 (high) to 5.</param>
public sealed record SimulationCell(int Rank, string Team, string Target, Outcomes Live, Outcomes Draft);

/// <summary>What a simulation came to.</summary>
/// <param name="Tickets">Tickets that were counted.</param>
/// <param name="Unknown">Tickets of the period whose history the reports do not have from its beginning: they are not counted.</param>
/// <param name="CoveredFrom">Every ticket that was opened later was counted; null where all were.</param>
/// <param name="Flipped">How many promises come to something else, also where not all are listed.</param>
/// <param name="Flips">By number, at most <see cref="Simulator.MostFlips"/>.</param>
public sealed record SimulationResult(int Tickets, int Unknown, DateTimeOffset? CoveredFrom, int Flipped, IReadOnlyList<SimulationCell> Cells, IReadOnlyList<Flip> Flips);
