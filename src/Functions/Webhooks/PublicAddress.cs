using System.Net;
using System.Net.Sockets;

namespace ItsmFunctions.Functions.Webhooks;

/// <summary>Which addresses somebody outside may have the desk connect to: those of the public internet, and no other.</summary>
public static class PublicAddress
{
    // IANA's special-purpose registries (IPv4 and IPv6), multicast, and what clouds keep for themselves.
    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's own: platform, DNS and health probes answer here from inside.
            "168.63.129.16/32",
            // Teredo, benchmarking, ORCHID, documentation, 6to4: tunnels and names, or an IPv4 address in disguise.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // All that is global unicast; what lies outside is loopback, link-local, unique local, multicast, mapped, translated or unassigned.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address)) && !Refused.Any(network => network.Contains(address));
    }
}
