using System.Collections.Immutable;
using Azure;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Feed;

namespace ItsmFunctions.Storage.Feed;

/// <summary>Somebody outside who is told of events, and how far they are. Their secret is nowhere in it.</summary>
/// <param name="Events">Names of those that are wanted; all where none are named.</param>
/// <param name="Request">SHA-256 of the request that made it.</param>
/// <param name="Rotations">When secrets took the place of the one before; the first came with the webhook. The last alone counts.</param>
/// <param name="Cursor">What comes next.</param>
/// <param name="Trouble">Null while deliveries succeed.</param>
/// <param name="ClaimedUntil">Until then an instance is delivering.</param>
/// <param name="Forgotten">How many rotations there were before those.</param>
public sealed record Webhook(
    OrganisationId Organisation,
    string Id,
    string Url,
    ImmutableArray<string> Events,
    byte[] Request,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    ImmutableArray<DateTimeOffset> Rotations,
    FeedCursor Cursor,
    Trouble? Trouble = null,
    DateTimeOffset? DeliveredAt = null,
    string? DeliveredId = null,
    DateTimeOffset? ClaimedUntil = null,
    int Forgotten = 0)
{
    /// <summary>Storage's own tag; it never leaves this room.</summary>
    internal ETag Tag { get; init; }

    /// <summary>Number of the secret that counts: 0 is the first.</summary>
    public int Generation => Forgotten + Rotations.Length;

    public bool IsParked => Trouble?.ParkedAt is not null;

    /// <summary>With another secret. Only the last rotation is kept: the row does not grow, however often there is one.</summary>
    public Webhook Rotated(DateTimeOffset now) => this with { Forgotten = Generation, Rotations = [now] };

    public bool Wants(PublicEvent e) => Events.IsEmpty || Events.Contains(e.Name);

    /// <summary>Whether an attempt may be made now.</summary>
    public bool IsDue(DateTimeOffset now) => !IsParked && (Trouble is null || Trouble.NextAt <= now) && (ClaimedUntil is null || ClaimedUntil <= now);
}

/// <summary>What keeps deliveries from going on.</summary>
/// <param name="Id">Of the event that is not taken.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">A code: an HTTP status, or why there was no answer. Nothing of what the receiver said.</param>
/// <param name="ParkedAt">Since when nothing is tried any more.</param>
public sealed record Trouble(string Id, DateTimeOffset Since, int Attempts, DateTimeOffset NextAt, string Error, DateTimeOffset? ParkedAt);
