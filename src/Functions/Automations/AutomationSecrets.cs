using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Functions.Automations;

/// <summary>Secrets and signatures of automations, in the form of the Standard Webhooks specification: derived as those of webhooks are, and kept nowhere.</summary>
public sealed class AutomationSecrets(DeskSettings settings)
{
    private const string Prefix = "whsec_";

    /// <summary>How far the clock of a caller may be off, and how long a signed result can be sent.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The secret, as the automation keeps it.</summary>
    public string Reveal(OrganisationId organisation, Automation automation) => Prefix + Convert.ToBase64String(KeyOf(organisation, automation));

    /// <summary>The headers of a start.</summary>
    public IEnumerable<(string Name, string Value)> Sign(OrganisationId organisation, Automation automation, string id, byte[] body, DateTimeOffset now)
    {
        string timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", $"v1,{Convert.ToBase64String(MacOf(organisation, automation, id, timestamp, body))}")];
    }

    /// <summary>Whether a result comes from the automation, now, as it was sent.</summary>
    /// <param name="signatures">As they stand in the header, apart by blanks.</param>
    public bool IsSigned(OrganisationId organisation, Automation automation, string? id, string? timestamp, string? signatures, byte[] body, DateTimeOffset now)
    {
        if (id is not { Length: > 0 and <= 200 } || signatures is null
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Tolerance.TotalSeconds)
            return false;
        byte[] expected = Encoding.UTF8.GetBytes($"v1,{Convert.ToBase64String(MacOf(organisation, automation, id, timestamp!, body))}");
        return signatures.Split(' ').Any(signature => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)));
    }

    private byte[] MacOf(OrganisationId organisation, Automation automation, string id, string timestamp, byte[] body) =>
        HMACSHA256.HashData(KeyOf(organisation, automation), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);

    private byte[] KeyOf(OrganisationId organisation, Automation automation) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, settings.SigningKey.ToArray(), 32,
        info: Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"automation\n{organisation}\n{automation.Name}\n{automation.SecretGeneration}")));
}
