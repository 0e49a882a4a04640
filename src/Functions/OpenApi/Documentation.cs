using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>The HTTP contract, for machines and for people.</summary>
public sealed class Documentation
{
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [Function("OpenApi"), Door(Calling.Public)]
    public IResult Document([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Results.Text(OpenApiDocument.Text, "application/json");

    [Function("Docs"), Door(Calling.Public)]
    public IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        // The examples call the desk that shows them.
        string desk = Prose.Text($"{request.Scheme}://{request.Host.ToUriComponent()}");
        return Results.Text(DocsPage.Html.Replace(FirstSteps.Desk, desk, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    [Function("DocsStyle"), Door(Calling.Public)]
    public IResult Style([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/docs.css")] HttpRequest request) =>
        Results.Text(DocsPage.Style, "text/css; charset=utf-8");
}
