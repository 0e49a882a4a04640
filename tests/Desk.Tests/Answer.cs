using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>What came back over HTTP.</summary>
internal sealed record Answer(HttpStatusCode Status, string? ETag, string? Location, bool Replayed, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Number => Json["number"]!.GetValue<string>();

    public string TicketStatus => Json["status"]!.GetValue<string>();

    public string? Code => Json["code"]?.GetValue<string>();

    public int Version => Json["version"]!.GetValue<int>();

    public Answer Is(HttpStatusCode expected)
    {
        Assert.True(expected == Status, $"Expected {(int)expected}, got {(int)Status}: {Text}");
        return this;
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers.ETag?.ToString(),
        response.Headers.Location?.ToString(),
        response.Headers.TryGetValues("Idempotency-Replayed", out IEnumerable<string>? values) && values.Single() == "true",
        await response.Content.ReadAsStringAsync());
}
