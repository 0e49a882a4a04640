using System.Collections.Immutable;
using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Reporting.Facts;

/// <summary>Within what wall time a ticket of each handling rank is to be resolved; a rank can have no target.</summary>
public sealed class ResolutionTargets : IEquatable<ResolutionTargets>
{
    private readonly ImmutableArray<long?> _seconds;

    private ResolutionTargets(ImmutableArray<long?> seconds) => _seconds = seconds;

    /// <summary>Aarhus University attaches no handling time to a priority (AU-17).</summary>
    public static ResolutionTargets None { get; } = new([null, null, null, null, null]);

    /// <param name="byRank">Whole seconds; a rank that is left out has no target.</param>
    public static ResolutionTargets Of(IReadOnlyDictionary<int, TimeSpan> byRank) =>
        new([.. Ranks.Select(rank => byRank.TryGetValue(rank, out TimeSpan target) ? (long?)target.TotalSeconds : null)]);

    /// <summary>Seconds for each rank, from 1 on.</summary>
    internal static ResolutionTargets FromSeconds(IEnumerable<long?> seconds) => new([.. seconds]);

    internal IReadOnlyList<long?> Seconds => _seconds;

    public TimeSpan? Find(int rank) =>
        rank is >= Priority.HighestRank and <= Priority.LowestRank && _seconds[rank - 1] is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public bool Equals(ResolutionTargets? other) => other is not null && _seconds.SequenceEqual(other._seconds);

    public override bool Equals(object? obj) => Equals(obj as ResolutionTargets);

    public override int GetHashCode() => _seconds.Aggregate(0, (hash, seconds) => HashCode.Combine(hash, seconds));

    private static IEnumerable<int> Ranks => Enumerable.Range(Priority.HighestRank, Priority.LowestRank);
}
