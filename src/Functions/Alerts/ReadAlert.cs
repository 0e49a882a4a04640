using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Alerts;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>One of the alerts of a request: read, or why it cannot be.</summary>
/// <param name="Fingerprint">Of one that cannot be read too, where it says it.</param>
internal sealed record ReadAlert(string? Fingerprint, Alert? Alert, Complaint? Complaint)
{
    public static ReadAlert Of(Alert alert) => new(alert.Fingerprint, alert, null);

    public static ReadAlert Unreadable(string? fingerprint, string pointer, Sentence why) => new(fingerprint, null, new(pointer, why));
}
