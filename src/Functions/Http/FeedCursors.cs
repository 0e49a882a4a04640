using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Storage.Feed;

namespace ItsmFunctions.Functions.Http;

/// <summary>How far somebody has read the feed, as a text that means nothing to them: signed and bound to the organisation.</summary>
public sealed class FeedCursors(DeskSettings settings)
{
    private const int SignatureLength = 16;

    // The first sign is the version of what follows.
    private const string Version = "1";

    public string Write(OrganisationId organisation, FeedCursor cursor)
    {
        IEnumerable<string> positions = cursor.Positions.Select(position => string.Create(CultureInfo.InvariantCulture, $"{position.Segment}.{position.Index}"));
        byte[] text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version} {cursor.At.UtcTicks} {string.Join(' ', positions)}"));
        return $"{Base64Url.EncodeToString(text)}.{Base64Url.EncodeToString(Sign(organisation, text))}";
    }

    /// <returns>Null where it is not one of ours for this organisation.</returns>
    public FeedCursor? Read(OrganisationId organisation, string cursor)
    {
        string[] parts = cursor.Split('.');
        if (parts.Length != 2 || !Base64Url.IsValid(parts[0]) || !Base64Url.IsValid(parts[1]))
            return null;
        byte[] text = Base64Url.DecodeFromChars(parts[0]);
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(parts[1]), Sign(organisation, text)))
            return null;
        string[] words = Encoding.UTF8.GetString(text).Split(' ');
        return words[0] == Version ? new(Positions(words[2..]), new(Number(words[1]), TimeSpan.Zero)) : null;
    }

    private byte[] Sign(OrganisationId organisation, byte[] text) =>
        HMACSHA256.HashData(settings.SigningKey.Span, (byte[])[.. Encoding.UTF8.GetBytes($"feed\n{organisation}\n"), .. text])[..SignatureLength];

    private static ImmutableArray<FeedPosition> Positions(string[] words) =>
        [.. words.Select(word => word.Split('.')).Select(word => new FeedPosition(Number(word[0]), (int)Number(word[1])))];

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
