using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>
/// Reads CloudEvents 1.0, in each of their modes over HTTP. The envelope says neither whether a thing fires nor how grave it is: an
/// attribute does, or a member of the data, or the last word of the type.
/// </summary>
internal static class CloudEvents
{
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";

    private const string Source = "cloudevents";
    private const string Prefix = "ce-";

    private static readonly string[] Firing = ["firing", "fired", "fire", "triggered", "raised", "opened", "open", "active", "alerting"];
    private static readonly string[] Over = ["resolved", "resolve", "recovered", "cleared", "closed", "ok", "inactive"];

    public static bool IsBinary(HttpRequest request) => request.Headers.ContainsKey($"{Prefix}specversion");

    public static bool Is(JsonElement body) => body.Member("specversion") is not null;

    /// <param name="body">Null where the event has no data.</param>
    public static ReadAlert ReadBinary(HttpRequest request, JsonElement? body) => Read(
        name => request.Headers.TryGetValue(Prefix + name, out var value) ? Uri.UnescapeDataString(value.ToString()) : null, body, "");

    public static ReadAlert Read(JsonElement envelope, string pointer) => envelope.ValueKind != JsonValueKind.Object
        ? ReadAlert.Unreadable(null, pointer, new("An event is an object.", "En hændelse er et objekt."))
        : Read(name => envelope.Text(name), envelope.Member("data"), pointer);

    private static ReadAlert Read(Func<string, string?> attribute, JsonElement? data, string pointer)
    {
        JsonElement said = data ?? default;
        string? source = Attribute("source"), type = Attribute("type");
        string? own = Attribute("fingerprint") ?? said.Text("fingerprint");
        if (Attribute("specversion")?.StartsWith("1.", StringComparison.Ordinal) != true)
            return ReadAlert.Unreadable(own, $"{pointer}/specversion", new("CloudEvents 1.0.", "CloudEvents 1.0."));
        foreach ((string name, string? value) in new[] { ("id", Attribute("id")), ("source", source), ("type", type) })
        {
            if (value is null)
                return ReadAlert.Unreadable(own, $"{pointer}/{name}", Domain.Texts.Required);
        }

        (string kind, string? last) = Split(type!);
        string? status = Attribute("status") ?? said.Text("status") ?? last;
        bool? fires = status is null || Firing.Contains(status.ToLowerInvariant()) ? true : Over.Contains(status.ToLowerInvariant()) ? false : null;
        string fingerprint = own ?? $"{source}\n{Attribute("subject")}\n{kind}";
        if (fires is not { } firing)
            return ReadAlert.Unreadable(own ?? kind, $"{pointer}/data/status", Sentence.OneOf([.. Firing, .. Over]));
        return ReadAlert.Of(new(
            Source,
            fingerprint,
            firing,
            LenientJson.Instant(said.Text("startsAt")),
            (firing ? null : LenientJson.Instant(said.Text("endsAt"))) ?? LenientJson.Instant(Attribute("time")),
            MailText.Line(said.Text("title") ?? said.Text("summary") ?? string.Join(": ", new[] { kind, Attribute("subject") }.OfType<string>()), Domain.Texts.LongestTitle),
            MailText.Lines(said.Text("description") ?? said.Text("message") ?? said.Text(), 20_000, "…"),
            Alertmanager.Severity(Attribute("severity") ?? said.Text("severity")),
            LenientJson.WebAddress(said.Text("url")),
            Labels(said, source!, Attribute("subject"), type!)));

        string? Attribute(string name) => attribute(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }

    private static Dictionary<string, string> Labels(JsonElement data, string source, string? subject, string type)
    {
        var labels = new Dictionary<string, string>(data.Member("labels").Texts());
        labels.TryAdd("source", source);
        labels.TryAdd("type", type);
        if (subject is not null)
            labels.TryAdd("subject", subject);
        return labels;
    }

    // "com.example.disk.resolved" is about the same as "com.example.disk.firing".
    private static (string Kind, string? Status) Split(string type)
    {
        int dot = type.LastIndexOf('.');
        string last = type[(dot + 1)..].ToLowerInvariant();
        return dot > 0 && (Firing.Contains(last) || Over.Contains(last)) ? (type[..dot], last) : (type, null);
    }
}
