using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// Stops a mail bomb: so many mails an hour (desk time) to one recipient from the tickets of one requester. It counts in memory,
/// so each instance grants its own share; a repeat of a mail that was granted is granted again.
/// </summary>
public sealed class HourlyCap(MailSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Beyond so many pairs of requester and recipient, those that fell silent are forgotten.</summary>
    private const int MostRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(OrganisationId, string Requester, string Recipient), Dictionary<Guid, DateTimeOffset>> _granted = [];

    public bool Grants(OrganisationId organisation, string requester, string recipient, Guid notification)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (_granted.Count >= MostRemembered)
                Forget(now);
            if (!_granted.TryGetValue((organisation, requester, recipient), out Dictionary<Guid, DateTimeOffset>? granted))
                _granted.Add((organisation, requester, recipient), granted = []);
            if (granted.ContainsKey(notification))
                return true;
            if (granted.Count >= settings.HourlyCap)
                Drop(granted, now);
            return granted.Count < settings.HourlyCap && granted.TryAdd(notification, now);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (Dictionary<Guid, DateTimeOffset> granted in _granted.Values)
            Drop(granted, now);
        foreach (var pair in _granted.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToArray())
            _granted.Remove(pair);
    }

    private static void Drop(Dictionary<Guid, DateTimeOffset> granted, DateTimeOffset now)
    {
        foreach (Guid id in granted.Where(entry => now - entry.Value >= Window).Select(entry => entry.Key).ToArray())
            granted.Remove(id);
    }
}
