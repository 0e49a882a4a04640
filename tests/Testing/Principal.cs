using System.Text;
using System.Text.Json;

namespace ItsmFunctions.Testing;

/// <summary>Somebody who calls the desk, as App Service authentication would announce them.</summary>
/// <param name="Roles">Claim values: Requester, Agent.L1, Dispatcher, ….</param>
public sealed record Principal(string Id, string Name, string Mail, params string[] Roles)
{
    public const string HeaderName = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The tenant that signed them in; null leaves it to the desk's default organisation.</summary>
    public string? Tenant { get; init; }

    /// <summary><c>en</c> or <c>da</c>; null leaves it to the desk.</summary>
    public string? Language { get; init; }

    /// <summary>The value of the header: base64 JSON of claims.</summary>
    public string Header => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "aad",
        claims = Claims().Select(claim => new { typ = claim.Type, val = claim.Value }),
    }));

    public static Principal Requester(string name = "rikke") => Of(name, "Requester");

    public static Principal Agent(string name = "anders") => Of(name, "Agent.L1");

    /// <summary>Somebody whose id is the name, at example.org.</summary>
    public static Principal Of(string name, params string[] roles) => new(name, $"{char.ToUpperInvariant(name[0])}{name[1..]}", $"{name}@example.org", roles);

    /// <summary>The request, sent by this person.</summary>
    public HttpRequestMessage Send(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add(HeaderName, Header);
        if (body is not null)
        {
            var json = body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }
        return request;
    }

    private IEnumerable<(string Type, string Value)> Claims()
    {
        yield return ("http://schemas.microsoft.com/identity/claims/objectidentifier", Id);
        yield return ("name", Name);
        yield return ("preferred_username", Mail);
        if (Tenant is not null) yield return ("http://schemas.microsoft.com/identity/claims/tenantid", Tenant);
        if (Language is not null) yield return ("xms_pl", Language);
        foreach (var role in Roles) yield return ("roles", role);
    }
}
