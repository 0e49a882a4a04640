using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Functions.Links;

/// <param name="Person">Id of whom it was given to.</param>
/// <param name="IsMember">They stood in the organisation's directory then: it leads nowhere once they do not.</param>
public sealed record CalendarLink(OrganisationId Organisation, string Person, bool IsMember);

/// <summary>
/// Tokens of links under which calendar programs, which can sign in nowhere, follow the change calendar: organisation, person and end in
/// the clear, and an HMAC-SHA256 over them with a key of their own.
/// </summary>
public sealed class CalendarToken(DeskSettings settings)
{
    // The first sign is the version of what follows.
    private const string Version = "1";

    // The longest of organisations, and of persons in base64.
    private const int Longest = 400;

    /// <summary>So many months after the one in which it was given it still leads somewhere.</summary>
    private const int Months = 12;

    private readonly byte[] _key = HMACSHA256.HashData(settings.SigningKey.Span, "itsm calendar link"u8);

    /// <summary>The same all through a month, so that whoever reads the calendar twice does not end up with two subscriptions.</summary>
    public (string Token, DateTimeOffset Expires) Sign(OrganisationId organisation, string person, Profile profile, DateTimeOffset now)
    {
        DateTimeOffset expires = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(Months + 1);
        string words = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}.{organisation}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(person))}.{(profile.Directory.Find(person) is null ? 0 : 1)}.{expires.ToUnixTimeSeconds()}");
        return ($"{words}.{Base64Url.EncodeToString(Mac(words))}", expires);
    }

    /// <returns>Null where it was not signed here, or has run out.</returns>
    public CalendarLink? Verify(string? token, DateTimeOffset now)
    {
        if (token is not { Length: < Longest } || token.LastIndexOf('.') is not (> 0 and int end) || !Base64Url.IsValid(token.AsSpan(end + 1)))
            return null;
        string words = token[..end];
        // In constant time and before anything is read from it.
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token.AsSpan(end + 1)), Mac(words)))
            return null;
        return words.Split('.') is [Version, var organisation, var person, var member, var expires]
            && OrganisationId.TryParse(organisation, out OrganisationId id)
            && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out long second)
            && now.ToUnixTimeSeconds() < second
            ? new(id, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(person)), member == "1")
            : null;
    }

    private byte[] Mac(string words) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(words));
}
