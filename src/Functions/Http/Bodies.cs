using System.Buffers;
using System.Reflection;
using System.Text.Json;
using ItsmFunctions.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>Reads JSON bodies strictly, and says what is wrong with one in its sender's terms.</summary>
internal static class Bodies
{
    /// <summary>Bytes; a larger body is 413.</summary>
    public const int Largest = 256 * 1024;

    /// <exception cref="UnreadableRequestException">400 or 413, ready to go out.</exception>
    public static async Task<(T Value, byte[] Bytes)> ReadAsync<T>(HttpRequest request, CancellationToken stop)
    {
        byte[] bytes = await ReadBytesAsync(request, Largest, stop);
        // A command without members may come without a body.
        if (bytes.Length == 0)
            bytes = "{}"u8.ToArray();
        else if (!IsJson(request))
            throw new UnreadableRequestException(new Problem(ProblemCode.UnsupportedMediaType, "Send JSON in UTF-8, not compressed, with Content-Type: application/json."));

        return (Parse<T>(bytes), bytes);
    }

    /// <param name="at">JSON pointer to where it stands in the whole body.</param>
    /// <exception cref="UnreadableRequestException">400, ready to go out.</exception>
    public static T Parse<T>(byte[] bytes, string at = "")
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Json.Options) ?? throw new JsonException("null");
        }
        catch (JsonException unreadable)
        {
            throw new UnreadableRequestException(Explain<T>(unreadable, bytes, at));
        }
    }

    // A page of another origin can send the other media types without asking first.
    internal static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding is { Count: 0 } or ["identity"];

    /// <param name="largest">Bytes.</param>
    /// <exception cref="UnreadableRequestException">413, ready to go out.</exception>
    internal static async Task<byte[]> ReadBytesAsync(HttpRequest request, int largest, CancellationToken stop)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            int read = await request.Body.ReadAsync(body.GetMemory(4096), stop);
            if (read == 0)
                return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > largest)
                throw new UnreadableRequestException(new Problem(ProblemCode.TooLarge, $"A body holds at most {largest / 1024} KiB."));
        }
    }

    private static Problem Explain<T>(JsonException unreadable, byte[] bytes, string at)
    {
        if (KindOf(bytes) is { } kind and not JsonValueKind.Object)
            return Problem.Invalid(NotOneObject, new Complaint(at, new($"It is {Words(kind).English}: send an object, such as {{\"text\": \"…\"}}.", $"Det er {Words(kind).Danish}: send et objekt som {{\"text\": \"…\"}}.")));
        string pointer = WrongValue.PointerOf(unreadable.Path);
        if (unreadable.Path is null or "$" && unreadable.BytePositionInLine is not null && !unreadable.Message.Contains("could not be mapped", StringComparison.Ordinal) && !unreadable.Message.Contains("Duplicate", StringComparison.Ordinal))
            return Problem.Invalid(NotOneObject, new Complaint(at, $"Not JSON at line {unreadable.LineNumber + 1}."));
        if (unreadable.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return Problem.Invalid("The body has a member that is not known here.", new Complaint(at + pointer, $"Known here: {string.Join(", ", Members(typeof(T)))}."));
        if (unreadable.Message.Contains("uplicate", StringComparison.Ordinal))
            return Problem.Invalid("The body says a member twice.", new Complaint(at + pointer, "Say each member once."));
        return Problem.Invalid("A member has a value that is not accepted.", new Complaint(at + pointer, WrongValue.Expected(typeof(T), pointer, bytes)));
    }

    private static readonly Sentence NotOneObject = new("The body is not one JSON object.", "Indholdet er ikke ét JSON-objekt.");

    private static JsonValueKind? KindOf(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Sentence Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => new("a list", "en liste"),
        JsonValueKind.String => new("a text", "en tekst"),
        JsonValueKind.Number => new("a number", "et tal"),
        JsonValueKind.Null => new("null", "null"),
        _ => new("true or false", "true eller false"),
    };

    private static IEnumerable<string> Members(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
