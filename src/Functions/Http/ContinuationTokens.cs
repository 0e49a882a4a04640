using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Http;

/// <summary>Where the next page begins, signed and bound to organisation, caller and query: a token of anybody else's is no token.</summary>
public sealed class ContinuationTokens(DeskSettings settings)
{
    private const int SignatureLength = 16;

    public string Write(string position, Caller caller, string query)
    {
        byte[] text = Encoding.UTF8.GetBytes(position);
        return $"{Base64Url(text)}.{Base64Url(Sign(text, caller, query))}";
    }

    /// <exception cref="UnreadableRequestException">The token is not one of ours for this caller and query.</exception>
    public string? Read(string? token, Caller caller, string query)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        string[] parts = token.Split('.');
        if (parts.Length == 2 && TryRead(parts[0], out byte[] text) && TryRead(parts[1], out byte[] signature)
            && CryptographicOperations.FixedTimeEquals(signature, Sign(text, caller, query)))
        {
            return Encoding.UTF8.GetString(text);
        }

        throw new UnreadableRequestException(Problem.Invalid(
            "The continuation token does not belong to this query.", new Complaint("/continuation", "Repeat the query that gave it, with the token as it came; or begin anew without one.")));
    }

    private byte[] Sign(byte[] text, Caller caller, string query)
    {
        byte[] scope = Encoding.UTF8.GetBytes($"list\n{caller.Organisation}\n{caller.Actor.Id}\n{query}\n");
        return HMACSHA256.HashData(settings.SigningKey.Span, (byte[])[.. scope, .. text])[..SignatureLength];
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static bool TryRead(string text, out byte[] bytes)
    {
        try
        {
            bytes = System.Buffers.Text.Base64Url.DecodeFromChars(text);
            return true;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }
}
