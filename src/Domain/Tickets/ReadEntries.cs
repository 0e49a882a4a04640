using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Ids of entries of self-help that somebody had read, in order: equal where the same are named.</summary>
public sealed record ReadEntries(ImmutableArray<string> Ids)
{
    public bool Equals(ReadEntries? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Length;
}
