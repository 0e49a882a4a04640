using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Alerts;

/// <summary>What the desk says about an alert, in the organisation's language.</summary>
internal static class AlertWords
{
    public static string Untitled(Alert alert, string language)
    {
        string name = alert.Label("alertname") ?? (language == "da" ? "Alarm uden titel" : "Alert without a title");
        return alert.Label("instance", "host", "node") is { } where ? $"{name}: {where}" : name;
    }

    public static string Changed(string language) => language == "da" ? "Overvågningen melder noget nyt:" : "The monitoring reports something new:";

    public static string Again(int occurrence, string language) => language == "da"
        ? $"Overvågningen melder fejlen igen, for {occurrence}. gang:"
        : $"The monitoring reports it again, occurrence {occurrence}:";

    public static string StillFiring(string language) => language == "da"
        ? "Sagen er løst, men overvågningen melder stadig fejlen:"
        : "The ticket is resolved, and the monitoring reports the fault still:";

    public static string Over(Alert alert, AlertRecord known, Profile profile)
    {
        bool danish = profile.Language == "da";
        string said = danish ? "Overvågningen melder, at fejlen er væk." : "The monitoring reports that it is over.";
        string since = known.Occurrences > 1
            ? danish ? $"\nDen har været der {known.Occurrences} gange." : $"\nIt has occurred {known.Occurrences} times."
            : "";
        return $"{said}{since}\n{Fingerprint(Channels.MailText.Line(alert.Fingerprint, Texts.LongestTitle), profile.Language)}";
    }

    public static string Since(string at, string language) => language == "da" ? $"Siden: {at}" : $"Since: {at}";

    public static string Link(string address, string language) => language == "da" ? $"Kilde: {address}" : $"Source: {address}";

    public static string Fingerprint(string fingerprint, string language) => language == "da" ? $"Fingeraftryk: {fingerprint}" : $"Fingerprint: {fingerprint}";

    public static string Cut(string language) => language == "da" ? "[Forkortet: alarmen er længere.]" : "[Cut: the alert is longer.]";
}
