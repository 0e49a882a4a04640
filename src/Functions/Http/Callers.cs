using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// Reads who is calling from App Service authentication's X-MS-CLIENT-PRINCIPAL (base64 JSON of claims). The header counts only
/// where the platform sets it, or on one's own machine: elsewhere anybody could send it.
/// </summary>
public sealed partial class Callers(DeskSettings settings)
{
    /// <summary>As a schema says it.</summary>
    internal const string PersonIdPattern = $"^{PersonIdForm}$";

    private const string PersonIdForm = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const int LongestHeader = 32 * 1024;

    private static readonly string[] ObjectId = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", "sub"];
    private static readonly string[] Tenant = ["http://schemas.microsoft.com/identity/claims/tenantid", "tid"];
    private static readonly string[] Name = ["name", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"];
    private static readonly string[] Mail = ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "email", "emails", "preferred_username"];
    private static readonly string[] RoleClaims = ["roles", "role", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];
    private static readonly string[] Locale = ["xms_pl", "locale"];

    /// <summary>The caller, or null if the request does not say who it is from in a way that counts.</summary>
    public Caller? Find(HttpRequest request)
    {
        string header = request.Headers[Header].ToString();
        if (!settings.TrustsPrincipalHeader || header.Length is 0 or > LongestHeader || ReadClaims(header) is not { } claims)
            return null;
        if (First(claims, ObjectId) is not { } id || !PersonId().IsMatch(id) || Organisation(First(claims, Tenant)) is not { } organisation)
            return null;

        Roles roles = claims.Where(claim => RoleClaims.Contains(claim.Type)).Aggregate(Roles.None, (sum, claim) => sum | RoleNames.Parse(claim.Value));
        var person = new Person(id, First(claims, Name), MailAddress(First(claims, Mail)), LanguageOf(First(claims, Locale)));
        return new(organisation, new(id, roles), person, Languages.Of(request));
    }

    /// <summary>Whether a text can be the id of a person, and so stand in a storage key.</summary>
    public static bool IsPersonId(string? text) => text is not null && PersonId().IsMatch(text);

    /// <summary>The id of somebody known by mail address alone: the same for every spelling of its case.</summary>
    public static string IdOfMail(OrganisationId organisation, string mail) =>
        $"mail-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}|{mail.Trim().ToLowerInvariant()}")))[..32]}";

    private OrganisationId? Organisation(string? tenant)
    {
        if (tenant is null)
            return settings.DefaultOrganisation;
        if (settings.Tenants is { } allowed && !allowed.Contains(tenant))
            return null;
        return OrganisationId.TryParse(tenant.ToLowerInvariant(), out OrganisationId organisation) ? organisation : null;
    }

    private static List<(string Type, string Value)>? ReadClaims(string header)
    {
        try
        {
            using JsonDocument principal = JsonDocument.Parse(Convert.FromBase64String(header), new() { MaxDepth = 8 });
            return [.. principal.RootElement.GetProperty("claims").EnumerateArray()
                .Select(claim => (claim.GetProperty("typ").GetString() ?? "", claim.GetProperty("val").GetString() ?? ""))];
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? First(List<(string Type, string Value)> claims, string[] types) =>
        types.Select(type => claims.FirstOrDefault(claim => claim.Type == type).Value).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    // preferred_username is often, not always, a mail address.
    private static string? MailAddress(string? text) => text is not null && text.Contains('@', StringComparison.Ordinal) ? text : null;

    private static string? LanguageOf(string? locale) => locale is null ? null : Languages.All.FirstOrDefault(language => locale.StartsWith(language, StringComparison.OrdinalIgnoreCase));

    // Not $, which a line feed may follow.
    [GeneratedRegex($"^{PersonIdForm}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PersonId();
}
