using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>Where the runtime may stand: on a developer's machine, heard by that machine alone.</summary>
internal static class Place
{
    private const int DefaultPort = 7071;

    /// <summary>
    /// What App Service, Flex Consumption and Container Apps set. CONTAINER_NAME is not among them: many a build
    /// container has it, and in the cloud it never stands alone.
    /// </summary>
    private static readonly string[] SignsOfTheCloud =
        ["WEBSITE_INSTANCE_ID", "WEBSITE_SITE_NAME", "WEBSITE_POD_NAME", "LEGION_SERVICE_HOST", "MANAGED_ENVIRONMENT"];

    /// <exception cref="StartException">A variable of the cloud is set.</exception>
    public static void RefuseTheCloud(IConfiguration settings)
    {
        if (SignsOfTheCloud.FirstOrDefault(name => !string.IsNullOrEmpty(settings[name])) is { } sign)
        {
            throw new StartException(
                $"This is the local runtime, and {sign} says that it stands in the cloud: publish with -p:FunctionsRuntime=Azure.");
        }
    }

    /// <summary>In this order: <c>--port</c>, <c>--urls</c>, ASPNETCORE_URLS, LocalHttpPort of local.settings.json, 7071.</summary>
    public static string Address(string[] args, IConfiguration settings, int? localHttpPort)
    {
        var port = new ConfigurationBuilder().AddCommandLine(args).Build()["port"];
        if (port is null && settings["urls"] is { Length: > 0 } urls)
            return urls;
        return $"http://127.0.0.1:{port ?? (localHttpPort ?? DefaultPort).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    /// <exception cref="StartException">An address is not loopback, cannot be read, or is taken.</exception>
    public static void CheckAddress(string addresses)
    {
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
                throw new StartException($"'{address}' is no address to listen at: write http://127.0.0.1:PORT.");
            if (!uri.IsLoopback)
                throw new StartException($"'{address}' can be reached from other machines, and the local runtime guards nothing: listen at http://127.0.0.1:{uri.Port}.");
            if (uri.Port != 0 && IsTaken(uri))
                throw new StartException(TakenSentence(uri.Port));
        }
    }

    public static string TakenSentence(int port) =>
        $"Port {port} is in use: end the program that listens there, or choose another with --port N.";

    private static bool IsTaken(Uri uri)
    {
        var host = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback;
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(host, uri.Port));
            return false;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }
}
