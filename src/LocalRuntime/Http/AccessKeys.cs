using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Http;

/// <summary>
/// The host's keys, sent as <c>x-functions-key</c> or <c>?code=</c>, from the settings <c>LocalRuntime__FunctionKey</c>
/// and <c>LocalRuntime__MasterKey</c>. The master key opens everything. Without a key in the settings a function of the
/// level Function or Admin stays shut, as in the cloud, and /admin is open to this machine, as with <c>func start</c>.
/// </summary>
internal sealed class AccessKeys(IConfiguration settings)
{
    private readonly string? function = settings["LocalRuntime:FunctionKey"];
    private readonly string? master = settings["LocalRuntime:MasterKey"];

    public bool Opens(AuthorizationLevel level, HttpRequest request) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => Matches(function, request) || Matches(master, request),
        _ => Matches(master, request),
    };

    public bool OpensAdmin(HttpRequest request) => master is null ? IsOfThisMachine(request) : Matches(master, request);

    // A page of any origin can have its browser send here, and a name of its own can be made to lead here.
    private static bool IsOfThisMachine(HttpRequest request) =>
        IsLoopback(request.Host.Host)
        && (request.Headers.Origin is not [{ } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host)));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool Matches(string? key, HttpRequest request)
    {
        var sent = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        return !string.IsNullOrEmpty(key) && sent is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(sent));
    }
}
