using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Http;

/// <summary>Which value of a body is wrong, and what is accepted in its place.</summary>
internal static partial class WrongValue
{
    private static readonly Sentence HalfACharacter = new(
        "This text holds half of a character: \\uD800 to \\uDFFF stand in pairs, a high one before a low one.",
        "Teksten har et halvt tegn: \\uD800 til \\uDFFF står parvis, et højt før et lavt.");

    /// <summary>The JSON pointer of what the serializer calls $.window.from, $.reviewers[0] or $['a.b'].</summary>
    public static string PointerOf(string? path) => string.Concat(Step().Matches(path ?? "$").Select(step =>
        $"/{(step.Groups["member"].Success ? step.Groups["member"].Value : step.Groups["index"].Success ? step.Groups["index"].Value : step.Groups["quoted"].Value).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));

    /// <summary>What the member takes, in its sender's terms.</summary>
    /// <param name="body">The whole body, which is JSON.</param>
    public static Sentence Expected(Type type, string pointer, byte[] body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement? value = document.RootElement;
        Type? member = type;
        foreach (string step in pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            value = Below(value, step);
            member = member is null ? null : Below(member, step);
        }

        return value is { ValueKind: JsonValueKind.String } text && IsHalf(text) ? HalfACharacter : Words(member);
    }

    private static string Words(Type? member) => (member is null ? null : Nullable.GetUnderlyingType(member) ?? member) switch
    {
        { IsEnum: true } values => $"One of {string.Join(", ", Enum.GetNames(values).Select(JsonNamingPolicy.CamelCase.ConvertName))}.",
        not null and var one when one == typeof(DateTimeOffset) => "An instant with its offset, such as 2026-11-22T08:00:00Z.",
        not null and var one when one == typeof(int) => "A whole number.",
        not null and var one when one == typeof(bool) => "true or false.",
        not null and var one when one == typeof(string) => "A text.",
        not null and var one when ItemOf(one) is not null => "A list, such as [\"…\"].",
        not null and var one when one.IsClass && one != typeof(object) => $"An object with {string.Join(", ", one.GetProperties().Where(property => property.CanWrite).Select(NameOf))}.",
        _ => "Another kind of value is expected here.",
    };

    private static JsonElement? Below(JsonElement? value, string step) => value switch
    {
        { ValueKind: JsonValueKind.Object } of when of.TryGetProperty(step, out JsonElement member) => member,
        { ValueKind: JsonValueKind.Array } of when int.TryParse(step, out int at) && at < of.GetArrayLength() => of[at],
        _ => null,
    };

    private static Type? Below(Type type, string step) =>
        ItemOf(type) ?? (type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : Array.Find(type.GetProperties(), property => NameOf(property) == step)?.PropertyType);

    private static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    // A text that is JSON, and that no text can be made of.
    private static bool IsHalf(JsonElement text)
    {
        try
        {
            return text.GetString() is null;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"\.(?<member>[^.\[]+)|\[(?<index>\d+)\]|\['(?<quoted>(?:[^']|'(?!\]))*)'\]")]
    private static partial Regex Step();
}
