using Microsoft.Extensions.Primitives;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>Reads the header Idempotency-Key: its scope is organisation, principal and route.</summary>
internal static class IdempotencyKeys
{
    private const int Longest = 255;

    /// <exception cref="UnreadableRequestException">The key is empty, too long or not printable.</exception>
    public static RequestKey? Read(HttpRequest request, Caller caller, byte[] body) => ReadScope(request, caller) is { } scope ? new(scope, SHA256.HashData(Canonical(body))) : null;

    /// <summary>Likewise of a body that is no JSON.</summary>
    /// <param name="content">A hash of all that the request says.</param>
    public static RequestKey? ReadRaw(HttpRequest request, Caller caller, byte[] content) => ReadScope(request, caller) is { } scope ? new(scope, content) : null;

    private static byte[]? ReadScope(HttpRequest request, Caller caller)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out StringValues values))
            return null;
        string key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > Longest || key.Any(c => c is < ' ' or > '~'))
            throw new UnreadableRequestException(Problem.Invalid($"Idempotency-Key is one value of 1 to {Longest} printable characters.", new Complaint("", "Send a fresh UUID for each intention.")));

        string route = request.Path.Value!.TrimEnd('/');
        byte[] scope = Encoding.UTF8.GetBytes($"{caller.Organisation}\n{caller.Actor.Id}\n{route}\n{key}");
        return SHA256.HashData(scope);
    }

    // The same request with other white space or another order of members is the same request.
    private static byte[] Canonical(byte[] body)
    {
        using JsonDocument document = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
        using var canonical = new MemoryStream();
        using (var writer = new Utf8JsonWriter(canonical))
            Write(writer, document.RootElement);
        return canonical.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
