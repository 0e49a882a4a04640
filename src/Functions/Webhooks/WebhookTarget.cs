using System.Net;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Webhooks;

/// <summary>Where a webhook may lead.</summary>
/// <param name="loopback">Whether this machine itself is allowed, by http too: for development alone.</param>
public sealed class WebhookTarget(bool loopback)
{
    public const int Longest = 2_000;

    private static readonly Sentence Form = new(
        "An absolute https address of the public internet, without user name and fragment.",
        "En absolut https-adresse på det offentlige internet, uden brugernavn og fragment.");

    /// <summary>What can be said without asking anybody what a name stands for: that is judged when it is connected to.</summary>
    /// <returns>Null where it may be tried.</returns>
    public Sentence? Complain(string url)
    {
        if (url.Length > Longest || !Uri.TryCreate(url, UriKind.Absolute, out Uri? target) || target.UserInfo.Length > 0 || target.Fragment.Length > 0 || target.Host.Length == 0)
            return Form;
        bool literal = IPAddress.TryParse(target.Host.Trim('[', ']'), out IPAddress? address);
        if (loopback && target.Scheme is "http" or "https" && (literal ? IPAddress.IsLoopback(address!) : target.Host == "localhost"))
            return null;
        if (target.Scheme == Uri.UriSchemeHttps && (!literal || PublicAddress.Allows(address!)) && target.Host != "localhost")
            return null;
        return Form;
    }

    /// <summary>Whether a connection may be made: judged by the address that it goes to, whatever its name was said to stand for before.</summary>
    public bool Allows(IPAddress address) => PublicAddress.Allows(address) || (loopback && IPAddress.IsLoopback(address));
}
