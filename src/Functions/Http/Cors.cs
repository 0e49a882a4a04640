using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>Lets browsers of the named origins call the API: a setting of the app, so that both runtimes behave alike.</summary>
public sealed class Cors(DeskSettings settings)
{
    private const string Methods = "GET, POST, PUT, DELETE";
    private const string RequestHeaders = "content-type, if-match, if-none-match, idempotency-key, accept-language, authorization, x-ms-client-principal";
    private const string ReadableHeaders = "etag, location, idempotency-replayed, retry-after";

    public void Announce(HttpContext http)
    {
        string origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || settings.CorsOrigins.Count == 0)
            return;

        http.Response.Headers.Append("Vary", "Origin");
        if (!settings.CorsOrigins.Contains("*") && !settings.CorsOrigins.Contains(origin))
            return;
        http.Response.Headers.AccessControlAllowOrigin = settings.CorsOrigins.Contains("*") ? "*" : origin;
        http.Response.Headers.AccessControlExposeHeaders = ReadableHeaders;
        if (!HttpMethods.IsOptions(http.Request.Method))
            return;
        http.Response.Headers.AccessControlAllowMethods = Methods;
        http.Response.Headers.AccessControlAllowHeaders = RequestHeaders;
        http.Response.Headers.AccessControlMaxAge = "600";
    }
}
