using System.Net;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What the host answers by itself, and what browsers ask.</summary>
public sealed class The_edge_of_the_contract(ContractDesk desk)
{
    [Theory]
    [InlineData("GET", "api/nothing-here")]
    [InlineData("GET", "")]
    [InlineData("GET", "api/tickets/INC-0000001/resolve")]
    [InlineData("DELETE", "api/tickets/INC-0000001")]
    [InlineData("PUT", "api/incidents")]
    [InlineData("PATCH", "api/catalogue")]
    [InlineData("HEAD", "api/catalogue")]
    [InlineData("POST", "api/openapi.json")]
    [InlineData("POST", "api/tickets/INC-0000001/explode")]
    public async Task Is_a_bare_404_for_a_path_or_a_method_that_there_is_not(string method, string path)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(new(method), path));
        Assert.Equal((HttpStatusCode.NotFound, ""), (reply.StatusCode, await reply.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Allows_no_browser_where_the_setting_names_no_origin()
    {
        using HttpResponseMessage preflight = await AskAsync(desk.Http, HttpMethod.Options, "https://portal.example"), read = await AskAsync(desk.Http, HttpMethod.Get, "https://portal.example");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (preflight.StatusCode, read.StatusCode));
        Assert.DoesNotContain(preflight.Headers.Concat(read.Headers), header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Allows_the_browsers_of_the_origins_that_the_setting_names()
    {
        await using DeskProcess portal = await DeskProcess.StartDeskAsync(
            await (await Azurite.SharedAsync()).ClaimAccountAsync(), new Dictionary<string, string> { ["Itsm__CorsOrigins"] = "https://portal.example, https://other.example" });
        using HttpResponseMessage preflight = await AskAsync(portal.Http, HttpMethod.Options, "https://portal.example");
        using HttpResponseMessage read = await AskAsync(portal.Http, HttpMethod.Get, "https://portal.example"), stranger = await AskAsync(portal.Http, HttpMethod.Get, "https://evil.example");

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("https://portal.example", One(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains("POST", One(preflight, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        foreach (string header in new[] { "if-match", "if-none-match", "idempotency-key", "content-type", "authorization" })
            Assert.Contains(header, One(preflight, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("https://portal.example", One(read, "Access-Control-Allow-Origin"));
        Assert.Contains("etag", One(read, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Origin", One(read, "Vary"), StringComparison.Ordinal);
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", One(stranger, "Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_replies_out_of_caches_and_their_type_as_it_is_said()
    {
        using HttpResponseMessage reply = await AskAsync(desk.Http, HttpMethod.Get, null);
        Assert.True(reply.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", One(reply, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", One(reply, "Referrer-Policy"));
    }

    private static string One(HttpResponseMessage reply, string header) => Assert.Single(reply.Headers.GetValues(header));

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, HttpMethod method, string? origin)
    {
        HttpRequestMessage request = ContractDesk.Agent.Send(method, "api/catalogue");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
        {
            request.Headers.Remove(Principal.HeaderName);
            request.Headers.Add("Access-Control-Request-Method", "GET");
        }

        return http.SendAsync(request);
    }
}
