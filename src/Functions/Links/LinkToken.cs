using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.WebUtilities;

namespace ItsmFunctions.Functions.Links;

/// <summary>What a signed link allows whoever holds it.</summary>
public enum LinkPurpose
{
    Reopen,
}

/// <summary>What a genuine token says.</summary>
public sealed record SignedLink(LinkPurpose Purpose, OrganisationId Organisation, TicketNumber Number);

/// <summary>
/// Tokens of signed links: purpose, organisation and number in the clear, and an HMAC-SHA256 over them. A token carries no time:
/// whether it still leads anywhere is the ticket's to say (AU-56, A16).
/// </summary>
public sealed class LinkToken
{
    private const string Format = "1";

    private readonly byte[] _key;

    /// <param name="signingKey">The desk's, of which links are signed with a part of their own: what is signed elsewhere never passes for a link.</param>
    public LinkToken(ReadOnlySpan<byte> signingKey) => _key = HMACSHA256.HashData(signingKey, "itsm signed link"u8);

    public string Sign(LinkPurpose purpose, OrganisationId organisation, TicketNumber number)
    {
        string words = $"{Format}.{purpose.ToString().ToLowerInvariant()}.{organisation}.{number}";
        return $"{words}.{WebEncoders.Base64UrlEncode(Mac(words))}";
    }

    /// <summary>The whole address of a link.</summary>
    public string AddressOf(Uri publicUrl, LinkPurpose purpose, OrganisationId organisation, TicketNumber number) =>
        new Uri(publicUrl, $"/links/{purpose.ToString().ToLowerInvariant()}?token={Sign(purpose, organisation, number)}").AbsoluteUri;

    /// <returns>What the token says, or null if it was not signed here for this purpose.</returns>
    public SignedLink? Verify(string? token, LinkPurpose purpose)
    {
        if (token is not { Length: < 200 } || token.LastIndexOf('.') is not (> 0 and int end))
            return null;

        string words = token[..end];
        byte[] given;
        try
        {
            given = WebEncoders.Base64UrlDecode(token[(end + 1)..]);
        }
        catch (FormatException)
        {
            return null;
        }

        // In constant time and before anything is read from it.
        if (!CryptographicOperations.FixedTimeEquals(given, Mac(words)))
            return null;
        return words.Split('.') is [Format, string what, string organisation, string number]
            && what == purpose.ToString().ToLowerInvariant()
            && OrganisationId.TryParse(organisation, out OrganisationId id)
            && TicketNumber.TryParse(number, out TicketNumber ticket)
            ? new(purpose, id, ticket)
            : null;
    }

    private byte[] Mac(string words) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(words));
}
