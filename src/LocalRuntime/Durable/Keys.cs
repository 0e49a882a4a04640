using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// One partition per instance, and row keys that no other partition has (the instance's id stands in each): Azurite looks
/// rows up by row key first. An id may hold what a key must not, so it is escaped; the escape is reversible.
/// </summary>
internal static class Keys
{
    private const string Forbidden = "/\\#?%|~'";

    public static string Partition(string instanceId)
    {
        if (!instanceId.AsSpan().ContainsAny(Forbidden) && !instanceId.Any(char.IsControl))
            return instanceId;
        var escaped = new StringBuilder(instanceId.Length + 16);
        foreach (var c in instanceId)
            if (Forbidden.Contains(c) || char.IsControl(c))
                escaped.Append(CultureInfo.InvariantCulture, $"~{(int)c:x2}");
            else
                escaped.Append(c);
        return escaped.ToString();
    }

    public static string Instance(string instanceId) => Partition(instanceId) + "|instance";

    /// <summary>Turns sort as they happened.</summary>
    public static string Turn(string instanceId, string runId, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"{Partition(instanceId)}|history|{runId}|{turn:D6}");

    /// <summary>What a turn owes to other instances.</summary>
    public static string Outbox(string instanceId, string runId, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"{Partition(instanceId)}|outbox|{runId}|{turn:D6}");

    /// <summary>That an event of another orchestration has been taken in.</summary>
    public static string Receipt(string instanceId, string source) =>
        Partition(instanceId) + "|receipt|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));

    public static (string From, string Below) History(string instanceId, string runId) =>
        (Turn(instanceId, runId, 0), string.Create(CultureInfo.InvariantCulture, $"{Partition(instanceId)}|history|{runId}|~"));
}
