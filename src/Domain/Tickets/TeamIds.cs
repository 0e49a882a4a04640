using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Some teams, in order: equal where the same are named.</summary>
public sealed record TeamIds(ImmutableArray<string> Ids)
{
    public bool Equals(TeamIds? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Length;
}
