using ItsmFunctions.Domain;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Functions;

/// <summary>The settings of the desk: each is an app setting or an environment variable (Itsm__Name), described in docs/settings.md.</summary>
public sealed record DeskSettings
{
    private const int ShortestKey = 32;
    private const int ClamdPort = 3310;

    /// <summary>Signs links and continuation tokens: at least 32 bytes, in base64.</summary>
    public required ReadOnlyMemory<byte> SigningKey { get; init; }

    /// <summary>The organisation of a caller whose token names no tenant.</summary>
    public required OrganisationId DefaultOrganisation { get; init; }

    /// <summary>The tenants that may sign in, each an organisation of its own; null lets in every one.</summary>
    public required IReadOnlySet<string>? Tenants { get; init; }

    /// <summary>Origins of browsers that may call the API, or "*".</summary>
    public required IReadOnlyList<string> CorsOrigins { get; init; }

    /// <summary>Whether the platform's header is the platform's own: where it signs people in, or on one's own machine.</summary>
    public required bool TrustsPrincipalHeader { get; init; }

    /// <summary>Where a clamd listens; null while files are not scanned.</summary>
    public required (string Host, int Port)? Scanner { get; init; }

    /// <summary>Whether webhooks may lead to this machine itself: on one's own machine alone.</summary>
    public required bool AllowsLoopbackWebhooks { get; init; }

    public static DeskSettings From(IConfiguration configuration) => new()
    {
        SigningKey = Key(configuration["Itsm:SigningKey"]),
        DefaultOrganisation = OrganisationId.TryParse(configuration["Itsm:DefaultOrganisation"] ?? "demo", out OrganisationId organisation)
            ? organisation
            : throw new InvalidOperationException("Itsm__DefaultOrganisation must be 1 to 63 of a-z, 0-9 and hyphen."),
        Tenants = List(configuration["Itsm:Tenants"]) is ["*"] ? null : List(configuration["Itsm:Tenants"]).ToHashSet(StringComparer.OrdinalIgnoreCase),
        CorsOrigins = List(configuration["Itsm:CorsOrigins"]),
        Scanner = Address(configuration["Itsm:Scanner"]),
        AllowsLoopbackWebhooks = Flag(configuration["Itsm:Webhooks:AllowLoopback"]) && IsOnOwnMachine(configuration),
        TrustsPrincipalHeader = Flag(configuration["WEBSITE_AUTH_ENABLED"]) || IsOnOwnMachine(configuration),
    };

    // Core Tools and the local runtime set this name; no app service does, and each of them sets one of the others.
    private static bool IsOnOwnMachine(IConfiguration configuration) =>
        configuration["AZURE_FUNCTIONS_ENVIRONMENT"] == "Development"
        && string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"])
        && string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]);

    private static ReadOnlyMemory<byte> Key(string? text)
    {
        Span<byte> bytes = stackalloc byte[512];
        return text is not null && Convert.TryFromBase64String(text, bytes, out int length) && length >= ShortestKey
            ? bytes[..length].ToArray()
            : throw new InvalidOperationException($"Set Itsm__SigningKey to at least {ShortestKey} random bytes in base64, for example from: openssl rand -base64 32");
    }

    private static (string Host, int Port)? Address(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate($"tcp://{text}", UriKind.Absolute, out Uri? address) && address is { Host.Length: > 0, PathAndQuery: "/" or "" }
            ? (address.Host, address.Port > 0 ? address.Port : ClamdPort)
            : throw new InvalidOperationException("Itsm__Scanner is the host of a clamd, such as clamd.internal or 10.0.0.4:3310.");
    }

    private static bool Flag(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) || text == "1";

    private static List<string> List(string? text) =>
        [.. (text ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
