using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Storage.Feed;

namespace ItsmFunctions.Functions.Webhooks;

/// <summary>
/// Secrets and signatures, in the form of the Standard Webhooks specification. A secret is derived from the desk's own key and the
/// webhook's identity and stands nowhere: not in storage, not in a backup, not in a log. It is shown where it is made, and not again.
/// </summary>
public sealed class WebhookSecrets(DeskSettings settings)
{
    private const string Prefix = "whsec_";

    /// <summary>How long the secret that was replaced last still signs, beside its successor.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>The secret that counts, as its receiver keeps it.</summary>
    public string Reveal(Webhook webhook) => Prefix + Convert.ToBase64String(KeyOf(webhook, webhook.Generation));

    /// <summary>The headers of a delivery: its id, when it was sent, and a signature for each secret that counts, of which there are two at most.</summary>
    public IEnumerable<(string Name, string Value)> Sign(Webhook webhook, string id, byte[] body, DateTimeOffset now)
    {
        string timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        IEnumerable<string> signatures = Generations(webhook, now).Select(generation => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(webhook, generation), signed))}");
        return [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", string.Join(' ', signatures))];
    }

    /// <summary>Until when the secret of before signs beside the one that counts; null where it does not.</summary>
    public static DateTimeOffset? PreviousUntil(Webhook webhook, DateTimeOffset now) =>
        webhook.Rotations is [.., var last] && now - last < Overlap ? last + Overlap : null;

    // The latest first. Those before these two sign nothing any more, however soon they were replaced: a delivery has two signatures at most.
    private static IEnumerable<int> Generations(Webhook webhook, DateTimeOffset now) =>
        PreviousUntil(webhook, now) is null ? [webhook.Generation] : [webhook.Generation, webhook.Generation - 1];

    private byte[] KeyOf(Webhook webhook, int generation) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, settings.SigningKey.ToArray(), 32,
        info: Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"webhook\n{webhook.Organisation}\n{webhook.Id}\n{webhook.CreatedAt.UtcTicks}\n{generation}")));
}
