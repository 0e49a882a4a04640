using System.Globalization;
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

    /// <summary>Answers the question about one resolution.</summary>
    Survey,

    /// <summary>Votes in one review.</summary>
    Vote,
}

/// <summary>What a genuine token says.</summary>
/// <param name="Opened">Second of the Unix age in which the ticket was opened.</param>
/// <param name="About">Version of the event that it is about: that resolved the ticket, for a survey; that opened the review, for a vote; else null.</param>
/// <param name="Person">Id of who may use it, where it is not the requester.</param>
public sealed record SignedLink(LinkPurpose Purpose, OrganisationId Organisation, TicketNumber Number, long Opened, int? About = null, string? Person = null)
{
    /// <summary>Whether this is the ticket that was meant: after a restore of older data a number may be given to another one.</summary>
    public bool Means(Ticket ticket) => ticket.Organisation == Organisation && ticket.Number == Number && ticket.OpenedAt.ToUnixTimeSeconds() == Opened;
}

/// <summary>
/// Tokens of signed links: purpose, organisation, number, opening and perhaps an event and a person in the clear, and an HMAC-SHA256 over them. A token
/// does not run out: whether it still leads anywhere is the ticket's to say (AU-56, A16).
/// </summary>
public sealed class LinkToken
{
    private const string Format = "1";

    // The longest of organisations, and of persons in base64.
    private const int Longest = 400;

    private readonly byte[] _key;

    /// <param name="signingKey">The desk's, of which links are signed with a part of their own: what is signed elsewhere never passes for a link.</param>
    public LinkToken(ReadOnlySpan<byte> signingKey) => _key = HMACSHA256.HashData(signingKey, "itsm signed link"u8);

    public string Sign(LinkPurpose purpose, Ticket ticket, int? about = null, string? person = null)
    {
        string words = string.Create(
            CultureInfo.InvariantCulture,
            $"{Format}.{purpose.ToString().ToLowerInvariant()}.{ticket.Organisation}.{ticket.Number}.{ticket.OpenedAt.ToUnixTimeSeconds()}{(about is null ? "" : ".")}{about}{(person is null ? "" : ".")}{(person is null ? "" : WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(person)))}");
        return $"{words}.{WebEncoders.Base64UrlEncode(Mac(words))}";
    }

    /// <summary>The whole address of a link.</summary>
    public string AddressOf(Uri publicUrl, LinkPurpose purpose, Ticket ticket, int? about = null, string? person = null) =>
        new Uri(publicUrl, $"/links/{purpose.ToString().ToLowerInvariant()}?token={Sign(purpose, ticket, about, person)}").AbsoluteUri;

    /// <returns>What the token says, or null if it was not signed here for this purpose.</returns>
    public SignedLink? Verify(string? token, LinkPurpose purpose)
    {
        if (token is not { Length: < Longest } || token.LastIndexOf('.') is not (> 0 and int end))
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
        return words.Split('.') is [Format, string what, string organisation, string number, string opened, .. { Length: <= 2 } rest]
            && what == purpose.ToString().ToLowerInvariant()
            && OrganisationId.TryParse(organisation, out OrganisationId id)
            && TicketNumber.TryParse(number, out TicketNumber ticket)
            && long.TryParse(opened, NumberStyles.None, CultureInfo.InvariantCulture, out long second)
            && Rest(rest, purpose) is var (genuine, about, person) && genuine
            ? new(purpose, id, ticket, second, about, person)
            : null;
    }

    private static (bool Genuine, int? About, string? Person) Rest(string[] rest, LinkPurpose purpose) => (purpose, rest) switch
    {
        (LinkPurpose.Survey, [var version]) when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int resolution) => (true, resolution, null),
        (LinkPurpose.Vote, [var version, var person]) when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int round) => (true, round, Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(person))),
        (LinkPurpose.Reopen, []) => (true, null, null),
        _ => (false, null, null),
    };

    private byte[] Mac(string words) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(words));
}
