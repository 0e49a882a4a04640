using System.Globalization;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage;

/// <summary>
/// Partition and row keys. Row keys are globally unique (the organisation and the ticket's number stand in them), and the
/// organisation stands behind the sort prefix: a tick stays as cheap for a thousand organisations as for one.
/// </summary>
internal static class Keys
{
    /// <summary>A promise: a change is a migration. 16 partitions of 2,000 entities/s exceed what one account gives (20,000 requests/s).</summary>
    public const int Shards = 16;

    public static string Shard(TicketNumber number) => Shard(number.Sequence % Shards);

    public static string Shard(int residue) => $"s{residue:x}";

    public static string Ticket(OrganisationId organisation, TicketNumber number) => $"{organisation}|{number}|ticket";

    public static string Event(OrganisationId organisation, TicketNumber number, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{organisation}|{number}|event|{version:D6}");

    public static string Events(OrganisationId organisation, TicketNumber number) => $"{organisation}|{number}|event|";

    public static string Idempotency(OrganisationId organisation, byte[] keyHash) => $"{KeyPrefix}{organisation}|{Convert.ToHexStringLower(keyHash)}";

    public static string Alert(OrganisationId organisation, byte[] hash) => $"!alert|{organisation}|{Convert.ToHexStringLower(hash)}";

    public const string KeyPrefix = "!key|";
    public const string OutboxPrefix = "!outbox|";

    public static string Outbox(DateTimeOffset at, OrganisationId organisation, TicketNumber number, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{OutboxPrefix}{Ticks(at)}|{organisation}|{number}-{version:D6}");

    public static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>Nineteen digits, so that text order is time order.</summary>
    public static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static string InvertedTicks(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    public static DateTimeOffset FromTicks(ReadOnlySpan<char> ticks) => new(long.Parse(ticks, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>The first key behind all that begin with <paramref name="prefix"/>.</summary>
    public static string Behind(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>
    /// An id from outside as a part of a key: what a key may not hold, and the bar that separates its parts, is written as ~ and
    /// four hexadecimal digits, so that no id reads as the beginning of another key.
    /// </summary>
    public static string Part(string id)
    {
        if (id.All(IsPlain))
            return id;
        var part = new StringBuilder();
        foreach (char c in id)
            _ = IsPlain(c) ? part.Append(c) : part.Append(CultureInfo.InvariantCulture, $"~{(int)c:x4}");
        return part.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@' or ':' or '+' or '=';
}
