using System.Security.Cryptography;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Format;

/// <summary>An event as it is stored: its schema, the hash of its predecessor, and itself. The hash chains the stored bytes.</summary>
/// <param name="Schema">Version of this format. Fixtures of every released one are read by tests.</param>
/// <param name="Previous">Hash of the event before, in lower-case hexadecimal; 64 zeros for the first.</param>
/// <param name="Source">Which entry of another desk's log it repeats; null for what happened here.</param>
public sealed record StoredEvent(int Schema, string Previous, TicketEvent Event, string? Source = null);

public static class EventFormat
{
    public const int Schema = 1;

    /// <summary>What the first event of a ticket has for a predecessor.</summary>
    public static readonly string NoPredecessor = new('0', 64);

    public static (byte[] Bytes, string Hash) Write(TicketEvent e, string previous, string? source = null)
    {
        byte[] bytes = StoredJson.Write(new StoredEvent(Schema, previous, e, source));
        return (bytes, Hash(bytes));
    }

    public static StoredEvent Read(ReadOnlySpan<byte> bytes)
    {
        StoredEvent stored = StoredJson.Read<StoredEvent>(bytes);
        return stored.Schema == Schema ? stored : throw new InvalidDataException($"An event of schema {stored.Schema} cannot be read by this version.");
    }

    /// <summary>SHA-256 over the stored bytes, which hold the predecessor's hash, the organisation, the number and the version.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
