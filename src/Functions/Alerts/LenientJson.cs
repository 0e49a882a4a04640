using System.Globalization;
using System.Text.Json;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>
/// Reads what others define: members that are not known here are passed over, for their next release has more of them; and what has
/// another type than it should counts as missing.
/// </summary>
internal static class LenientJson
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A text, or a number or a truth value as it is written; null for anything else.</summary>
    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // An escape that stands for half a character: no text.
            return null;
        }
    }

    public static string? Text(this JsonElement element, string name) => element.Member(name)?.Text() is { Length: > 0 } text ? text : null;

    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at) ? at : null;

    /// <summary>The texts of an object, by name; of two of the same name the last. Empty for anything else.</summary>
    public static IReadOnlyDictionary<string, string> Texts(this JsonElement? element)
    {
        var texts = new Dictionary<string, string>();
        if (element is not { ValueKind: JsonValueKind.Object } members)
            return texts;
        foreach (JsonProperty member in members.EnumerateObject())
        {
            if (member.Value.Text() is { } text)
                texts[NameOf(member)] = text;
        }

        return texts;
    }

    /// <summary>Where it can be followed at all: an address of the web.</summary>
    public static string? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? text : null;

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
