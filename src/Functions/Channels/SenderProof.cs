using ItsmFunctions.Domain.Channels;
using MimeKit;
using MimeKit.Cryptography;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// Whether the organisation's own gateway vouches for the domain of From (RFC 8601). Only the topmost Authentication-Results with its
/// authserv-id counts: a sender can write as many as they like, and all of them stand further down.
/// </summary>
internal static class SenderProof
{
    /// <param name="domain">Of the one address in From.</param>
    /// <returns>Null where it is proven.</returns>
    public static Doubt? Doubts(HeaderList headers, string domain, string? authServId)
    {
        if (authServId is null)
            return Doubt.NoTrustedGateway;
        return Topmost(headers, authServId) is { } results && Vouches(results, domain) ? null : Doubt.NotAuthenticated;
    }

    private static AuthenticationResults? Topmost(HeaderList headers, string authServId)
    {
        foreach (Header header in headers.Where(header => header.Id == HeaderId.AuthenticationResults))
        {
            // What cannot be read was not written by the gateway.
            if (!AuthenticationResults.TryParse(header.RawValue, out AuthenticationResults? results))
                continue;
            bool unnamed = string.IsNullOrEmpty(results.AuthenticationServiceIdentifier);
            bool trusted = authServId == InboundMail.ExchangeOnline ? unnamed : string.Equals(results.AuthenticationServiceIdentifier, authServId, StringComparison.OrdinalIgnoreCase);
            if (trusted)
                return results;
        }

        return null;
    }

    private static bool Vouches(AuthenticationResults results, string domain)
    {
        foreach (AuthenticationMethodResult dmarc in results.Results.Where(result => Is(result.Method, "dmarc")))
        {
            string? about = Property(dmarc, "header", "from");
            if (Is(dmarc.Result, "pass"))
                return about is null || Same(Domain(about), domain);
            // The domain has published what it wants, and this mail is not it: a signature of somebody else's makes it no better.
            if (!Is(dmarc.Result, "none") && !Is(dmarc.Result, "bestguesspass"))
                return false;
        }

        return results.Results.Any(result => Is(result.Result, "pass") && (
            (Is(result.Method, "spf") && IsAligned(Property(result, "smtp", "mailfrom"), domain))
            || (Is(result.Method, "dkim") && IsAligned(Property(result, "header", "d") ?? Property(result, "header", "i"), domain))));
    }

    // A domain vouches for itself and for its subdomains. The other way round, as DMARC's relaxed alignment would have it, needs to
    // know which suffixes are public: somebody.example.org does not speak for example.org.
    private static bool IsAligned(string? vouching, string domain) =>
        vouching is not null && Domain(vouching) is { Length: > 0 } voucher && voucher.Contains('.', StringComparison.Ordinal)
        && (Same(voucher, domain) || domain.EndsWith($".{voucher}", StringComparison.OrdinalIgnoreCase));

    private static string Domain(string value) => value[(value.LastIndexOf('@') + 1)..].Trim().TrimEnd('.');

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);

    private static string? Property(AuthenticationMethodResult result, string type, string name) =>
        result.Properties.FirstOrDefault(property => Is(property.PropertyType, type) && Is(property.Property, name))?.Value;
}
