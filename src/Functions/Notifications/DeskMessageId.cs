using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// Message-IDs of the desk's mails: <c>&lt;desk.number.notification.mac@domain&gt;</c>, the same at each try. An answer that names one in
/// In-Reply-To or References leads back to its ticket; the HMAC-SHA256 is over the organisation too, so that nobody makes one up and
/// one of another organisation leads nowhere.
/// </summary>
/// <param name="signingKey">The desk's, of which Message-IDs are signed with a part of their own.</param>
public sealed partial class DeskMessageId(ReadOnlySpan<byte> signingKey)
{
    /// <summary>Marks every mail of a desk of this product, whatever a provider makes of its Message-ID.</summary>
    public const string MarkerHeader = "X-Itsm-Desk";

    // 128 bits: in hexadecimal, which also survives who writes local parts in one case.
    private const int MacLength = 16;

    private readonly byte[] _key = HMACSHA256.HashData(signingKey, "itsm message id"u8);

    /// <param name="id">Of the notification, or of the thread that all mails of a ticket hang on.</param>
    public string Of(OrganisationId organisation, TicketNumber number, Guid id, string domain) => $"<desk.{number}.{id:N}.{Mac(organisation, number, id)}@{domain}>";

    /// <summary>The ticket of a mail that this desk sent for this organisation; null for every other Message-ID.</summary>
    /// <param name="messageId">With or without its angle brackets.</param>
    public TicketNumber? NumberOf(string? messageId, OrganisationId organisation)
    {
        if (messageId is null || Form().Match(messageId) is not { Success: true } parts)
            return null;
        if (!TicketNumber.TryParse(parts.Groups[1].Value.ToUpperInvariant(), out TicketNumber number) || !Guid.TryParseExact(parts.Groups[2].Value, "N", out Guid id))
            return null;
        byte[] given = Encoding.ASCII.GetBytes(parts.Groups[3].Value.ToLowerInvariant());
        return CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Mac(organisation, number, id))) ? number : null;
    }

    /// <summary>Whether a Message-ID has the form of a desk's, of whatever desk of this product.</summary>
    public static bool IsOfADesk(string? messageId) => messageId is not null && Form().IsMatch(messageId);

    private string Mac(OrganisationId organisation, TicketNumber number, Guid id) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{organisation}\n{number}\n{id:N}")).AsSpan(0, MacLength));

    [GeneratedRegex(@"^\s*<?desk\.((?:inc|req|prb|chg)-[0-9]{7})\.([0-9a-f]{32})\.([0-9a-f]{32})@[^<>\s]{1,255}>?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
