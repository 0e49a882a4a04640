using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Ids of things that belong together, in order: equal where the same are named.</summary>
public sealed record IdList(ImmutableArray<string> Ids)
{
    public bool Equals(IdList? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Length;
}
