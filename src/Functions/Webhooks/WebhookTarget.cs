using System.Net;
using System.Net.Sockets;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Webhooks;

/// <summary>What a webhook's name stands for.</summary>
public enum NameVerdict
{
    Good,

    /// <summary>One of its addresses at least leads inside, or there can be no such name.</summary>
    Inside,

    /// <summary>Nothing answers for it.</summary>
    Unknown,
}

/// <summary>Where a webhook may lead.</summary>
/// <param name="loopback">Whether this machine itself is allowed, by http too: for development alone.</param>
public sealed class WebhookTarget(bool loopback)
{
    public const int Longest = 2_000;

    // Of the DNS.
    private const int LongestName = 253, LongestLabel = 63;

    /// <summary>How long a name may take, in real time: whoever makes a webhook waits for it.</summary>
    private static readonly TimeSpan NameLimit = TimeSpan.FromSeconds(3);

    internal static readonly Sentence LeadsInside = new(
        "Its name stands for an address that is not of the public internet.", "Navnet står for en adresse, der ikke er på det offentlige internet.");

    internal static readonly Sentence StandsForNothing = new(
        "Its name stands for no address at this time: what is sent to it waits until it does, and is parked in the end.",
        "Navnet står ikke for nogen adresse lige nu: det, der sendes dertil, venter, til det gør, og parkeres til sidst.");

    private static readonly Sentence Form = new(
        "An absolute https address of the public internet, without user name and fragment.",
        "En absolut https-adresse på det offentlige internet, uden brugernavn og fragment.");

    /// <summary>What can be said without asking anybody what a name stands for: that is judged when it is connected to.</summary>
    /// <returns>Null where it may be tried.</returns>
    public Sentence? Complain(string url)
    {
        // Blanks and line breaks are no part of an address: Uri would drop or rewrite them.
        if (url.Length > Longest || url.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)) || !Uri.TryCreate(url, UriKind.Absolute, out Uri? target))
            return Form;
        if (target.UserInfo.Length > 0 || target.Fragment.Length > 0 || target.Port == 0 || HostOf(target) is not { } host)
            return Form;
        bool literal = IPAddress.TryParse(host, out IPAddress? address), here = literal ? IPAddress.IsLoopback(address!) : IsThisMachine(host);
        if (loopback && here && target.Scheme is "http" or "https")
            return null;
        if (target.Scheme == Uri.UriSchemeHttps && (literal ? PublicAddress.Allows(address!) : !here))
            return null;
        return Form;
    }

    /// <summary>
    /// What a name stands for when the webhook is made. One that leads inside is refused at once; one that stands for nothing yet may be
    /// tried, since names are often made after what they are for. Either is judged again at each connection.
    /// </summary>
    public async Task<NameVerdict> JudgeNameAsync(string url, ResolveName resolve, CancellationToken stop)
    {
        if (HostOf(new Uri(url)) is not { } host)
            return NameVerdict.Inside;
        if (IPAddress.TryParse(host, out IPAddress? literal))
            return Allows(literal) ? NameVerdict.Good : NameVerdict.Inside;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(NameLimit);
        try
        {
            IPAddress[] addresses = await resolve(host, limited.Token).WaitAsync(limited.Token);
            return addresses.Length == 0 ? NameVerdict.Unknown : addresses.All(Allows) ? NameVerdict.Good : NameVerdict.Inside;
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return NameVerdict.Unknown;
        }
    }

    /// <summary>Whether a connection may be made: judged by the address that it goes to, whatever its name was said to stand for before.</summary>
    public bool Allows(IPAddress address) => PublicAddress.Allows(address) || (loopback && IPAddress.IsLoopback(address));

    // RFC 6761: whatever a resolver says of them.
    private static bool IsThisMachine(string host) => host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    /// <summary>
    /// The host as it is connected to: digits and dots of other scripts are those of an address by then. Without the dot that may end
    /// a name; null where it is neither an address nor a name that there can be.
    /// </summary>
    private static string? HostOf(Uri url)
    {
        try
        {
            string host = url.IdnHost.Trim('[', ']').ToLowerInvariant();
            host = host.EndsWith('.') ? host[..^1] : host;
            return IPAddress.TryParse(host, out _) || IsName(host) ? host : null;
        }
        catch (Exception unwritable) when (unwritable is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsName(string host) =>
        host.Length <= LongestName && host.Split('.').All(label => label.Length is > 0 and <= LongestLabel && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
}
