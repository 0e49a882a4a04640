using System.Buffers.Binary;
using System.Collections.Immutable;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>An Idempotency-Key as it is stored: a hash of its scope and of the request it came with.</summary>
/// <param name="Key">SHA-256 of organisation, principal, route and key.</param>
/// <param name="Request">SHA-256 of the canonical body: the same key with another body is refused.</param>
public sealed record RequestKey(byte[] Key, byte[] Request)
{
    /// <summary>How long a key is honoured.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);
}

/// <param name="Version">The version that the command left behind, from which its answer is made again.</param>
public sealed record RecentKey(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Request, int Version, DateTimeOffset At);

/// <summary>
/// The idempotency keys of a ticket's commands, kept in the ticket's own row: they are read with it and written with it, so that
/// a command with a key costs no request more than one without (docs/decisions/0004). They hold no text of anybody.
/// </summary>
public sealed class RecentKeys
{
    // Half of each SHA-256 is plenty to tell apart the commands of one ticket.
    private const int HashLength = 16;
    private const int EntryLength = HashLength + HashLength + sizeof(int) + sizeof(long);

    /// <summary>What fits a binary property of 64 KiB; the oldest give way beyond it.</summary>
    public const int Most = 64 * 1024 / EntryLength;

    public static readonly RecentKeys None = new([]);

    private readonly ImmutableArray<RecentKey> _entries;

    private RecentKeys(ImmutableArray<RecentKey> entries) => _entries = entries;

    public RecentKey? Find(RequestKey key, DateTimeOffset now) =>
        _entries.LastOrDefault(entry => entry.Key.Span.SequenceEqual(key.Key.AsSpan(0, HashLength)) && now - entry.At < RequestKey.Lifetime);

    public static bool SameRequest(RecentKey entry, RequestKey key) => entry.Request.Span.SequenceEqual(key.Request.AsSpan(0, HashLength));

    /// <summary>With one more, and without those that have expired.</summary>
    public RecentKeys With(RequestKey? key, int version, DateTimeOffset now)
    {
        IEnumerable<RecentKey> alive = _entries.Where(entry => now - entry.At < RequestKey.Lifetime);
        if (key is not null)
            alive = alive.Append(new(key.Key.AsMemory(0, HashLength), key.Request.AsMemory(0, HashLength), version, now));
        return new([.. alive.TakeLast(Most)]);
    }

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[_entries.Length * EntryLength];
        for (int i = 0; i < _entries.Length; i++)
        {
            Span<byte> entry = bytes.AsSpan(i * EntryLength, EntryLength);
            _entries[i].Key.Span.CopyTo(entry);
            _entries[i].Request.Span.CopyTo(entry[HashLength..]);
            BinaryPrimitives.WriteInt32LittleEndian(entry[(2 * HashLength)..], _entries[i].Version);
            BinaryPrimitives.WriteInt64LittleEndian(entry[(2 * HashLength + sizeof(int))..], _entries[i].At.UtcTicks);
        }

        return bytes;
    }

    internal static RecentKeys FromBytes(byte[] bytes)
    {
        var entries = ImmutableArray.CreateBuilder<RecentKey>(bytes.Length / EntryLength);
        for (int at = 0; at + EntryLength <= bytes.Length; at += EntryLength)
        {
            entries.Add(new(
                bytes.AsMemory(at, HashLength),
                bytes.AsMemory(at + HashLength, HashLength),
                BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 2 * HashLength)),
                new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 2 * HashLength + sizeof(int))), TimeSpan.Zero)));
        }

        return new(entries.ToImmutable());
    }
}
