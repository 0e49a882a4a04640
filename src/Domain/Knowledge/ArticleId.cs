using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>Ids of articles: derived from what makes each the one it is, so that whoever repeats a request comes upon what it made.</summary>
public static partial class ArticleId
{
    /// <summary>As a regular expression.</summary>
    public const string Pattern = "^kb-[0-9a-f]{20}$";

    private const int Bytes = 10;

    public static bool IsOne(string? text) => text is not null && Form().IsMatch(text);

    /// <summary>The one article that a ticket can become.</summary>
    public static string Of(OrganisationId organisation, TicketNumber number) => Of(Encoding.UTF8.GetBytes($"{organisation}|{number}"));

    /// <param name="seed">A hash of what the request is, or random.</param>
    public static string Of(ReadOnlySpan<byte> seed) => $"kb-{Convert.ToHexStringLower(SHA256.HashData(seed).AsSpan(0, Bytes))}";

    [GeneratedRegex("^kb-[0-9a-f]{20}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
