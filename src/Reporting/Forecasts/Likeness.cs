using System.Collections.Immutable;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Forecasts;

/// <summary>What like tickets have in common.</summary>
/// <param name="Rank">Handling rank, 1 (high) to 5.</param>
public readonly record struct Likeness(TicketKind Kind, int Rank, string Category, string Team, TicketStatus State)
{
    /// <summary>By level of fallback, what like tickets have in common: the fewer tickets there are, the less is asked of them.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> Levels =
    [
        ["kind", "handlingRank", "category", "team", "state"],
        ["kind", "handlingRank", "category", "state"],
        ["kind", "handlingRank", "state"],
        ["kind", "state"],
        ["kind"],
    ];

    public static Likeness Of(TicketKind kind, ClockMove move) => new(kind, move.HandlingRank, move.Category, move.Team, move.Status);

    /// <summary>Without what that level does not ask for.</summary>
    internal Likeness At(int level) => new(Kind, level < 3 ? Rank : 0, level < 2 ? Category : "", level < 1 ? Team : "", level < 4 ? State : default);
}
