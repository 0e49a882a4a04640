using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// The last line of defence against two robots that answer one another without saying what they are: so many mails from one address
/// in an hour (desk time). It counts in memory, so each instance grants its own share; a mail that was granted is granted again.
/// </summary>
public sealed class SenderCap(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Beyond so many senders, those that fell silent are forgotten.</summary>
    private const int MostRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(OrganisationId, string Sender), Dictionary<string, DateTimeOffset>> _granted = [];

    /// <param name="sender">The address; "" for all mails that have none together.</param>
    /// <param name="mail">What tells one mail from another.</param>
    public bool Grants(OrganisationId organisation, string sender, string mail, int most)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (_granted.Count >= MostRemembered)
                Forget(now);
            if (!_granted.TryGetValue((organisation, sender), out Dictionary<string, DateTimeOffset>? granted))
                _granted.Add((organisation, sender), granted = []);
            if (granted.ContainsKey(mail))
                return true;
            if (granted.Count >= most)
                Drop(granted, now);
            return granted.Count < most && granted.TryAdd(mail, now);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (Dictionary<string, DateTimeOffset> granted in _granted.Values)
            Drop(granted, now);
        foreach (var sender in _granted.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToArray())
            _granted.Remove(sender);
    }

    private static void Drop(Dictionary<string, DateTimeOffset> granted, DateTimeOffset now)
    {
        foreach (string mail in granted.Where(entry => now - entry.Value >= Window).Select(entry => entry.Key).ToArray())
            granted.Remove(mail);
    }
}
