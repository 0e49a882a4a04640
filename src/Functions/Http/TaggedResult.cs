using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>A reply that whoever has it already need not read again.</summary>
internal sealed class TaggedResult(object reply, string etag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        string tag = $"\"{etag}\"";
        httpContext.Response.Headers.ETag = tag;
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        if (!HttpMethods.IsGet(httpContext.Request.Method) || !EntityTags.NoneMatchNames(httpContext.Request, tag))
            return Results.Json(reply, Json.Options).ExecuteAsync(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
