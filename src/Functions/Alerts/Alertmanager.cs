using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>Reads the webhook of Prometheus Alertmanager, version 4, and what others send in its form.</summary>
internal static class Alertmanager
{
    private const string Source = "alertmanager";
    private const int LongestDescription = 20_000;

    // What says the same as the title and the description, or is shown beside them.
    private static readonly string[] Told = ["summary", "title", "description", "message"];

    public static bool Is(JsonElement body) => body.Member("alerts")?.ValueKind == JsonValueKind.Array;

    public static IEnumerable<ReadAlert> Read(JsonElement body) =>
        body.Member("alerts")!.Value.EnumerateArray().Select((alert, at) => Read(alert, body.Text("status"), $"/alerts/{at}"));

    private static ReadAlert Read(JsonElement alert, string? statusOfGroup, string pointer)
    {
        if (alert.ValueKind != JsonValueKind.Object)
            return ReadAlert.Unreadable(null, pointer, new("An alert is an object.", "En alarm er et objekt."));
        IReadOnlyDictionary<string, string> labels = alert.Member("labels").Texts(), annotations = alert.Member("annotations").Texts();
        string? fingerprint = alert.Text("fingerprint") ?? (labels.Count == 0 ? null : OfLabels(labels));
        if (fingerprint is null)
            return ReadAlert.Unreadable(null, $"{pointer}/fingerprint", new("An alert has a fingerprint, or labels.", "En alarm har et fingeraftryk eller labels."));
        string? status = alert.Text("status") ?? statusOfGroup;
        if (status is not ("firing" or "resolved"))
            return ReadAlert.Unreadable(fingerprint, $"{pointer}/status", Sentence.OneOf(["firing", "resolved"]));
        bool firing = status == "firing";
        return ReadAlert.Of(new(
            Source,
            fingerprint,
            firing,
            LenientJson.Instant(alert.Text("startsAt")),
            // Of one that fires it is year 1, or when it would be given up.
            firing ? null : LenientJson.Instant(alert.Text("endsAt")),
            MailText.Line(First(annotations, "summary", "title") ?? Named(labels), Domain.Texts.LongestTitle),
            MailText.Lines(string.Join("\n\n", Described(annotations)), LongestDescription, "…"),
            Severity(First(labels, "severity", "priority")),
            LenientJson.WebAddress(alert.Text("generatorURL")),
            labels));
    }

    internal static string? Severity(string? text) => MailText.Line(text, Domain.Texts.LongestName) is { Length: > 0 } severity ? severity : null;

    private static IEnumerable<string> Described(IReadOnlyDictionary<string, string> annotations)
    {
        if (First(annotations, "description", "message") is { } description)
            yield return description;
        string others = string.Join('\n', annotations.Where(one => !Told.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {one.Value}"));
        if (others.Length > 0)
            yield return others;
    }

    private static string? Named(IReadOnlyDictionary<string, string> labels) =>
        First(labels, "alertname") is { } name ? First(labels, "instance", "host", "node") is { } where ? $"{name}: {where}" : name : null;

    private static string? First(IReadOnlyDictionary<string, string> texts, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (texts.TryGetValue(name, out string? text) && !string.IsNullOrWhiteSpace(text))
                return text;
        }

        return null;
    }

    // What sends none is an alert by its labels, as it is to Prometheus.
    private static string OfLabels(IReadOnlyDictionary<string, string> labels) => $"labels-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}\0{label.Value}\0")))))[..16]}";
}
