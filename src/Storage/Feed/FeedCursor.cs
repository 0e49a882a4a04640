using System.Collections.Immutable;
using ItsmFunctions.Domain.Feed;

namespace ItsmFunctions.Storage.Feed;

/// <summary>What of a shard's feed has been read: all before a segment, and so many events of it.</summary>
public readonly record struct FeedPosition(long Segment, int Index);

/// <summary>How far somebody has read a feed.</summary>
/// <param name="At">Nothing behind it was appended earlier: so long it is good, as events are kept from then on.</param>
public sealed record FeedCursor(ImmutableArray<FeedPosition> Positions, DateTimeOffset At)
{
    /// <summary>Past one more event, which was the next of its shard.</summary>
    public FeedCursor Past(FedEvent e) => this with { Positions = Positions.SetItem(e.Shard, e.After) };

    public bool Equals(FeedCursor? other) => other is not null && At == other.At && Positions.SequenceEqual(other.Positions);

    public override int GetHashCode() => At.GetHashCode();
}

/// <param name="After">Where its shard is read on from.</param>
public sealed record FedEvent(PublicEvent Event, int Shard, FeedPosition After);

/// <param name="Events">Those of one ticket in the order of its versions; nothing is said of the order of two tickets.</param>
/// <param name="More">There may be more already.</param>
public sealed record FeedPage(IReadOnlyList<FedEvent> Events, FeedCursor After, bool More)
{
    internal Func<int, FeedCursor> Stands { private get; init; } = _ => throw new InvalidOperationException("No reader made this page.");

    /// <summary>Where somebody stands who has taken so many of these events.</summary>
    public FeedCursor CursorAfter(int taken) => Stands(taken);
}
