using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Http;

/// <summary>
/// One route of ASP.NET Core for each HTTP function. What the host answers by itself is a bare status: 404 for an
/// unknown path and for a method that no function has there, 401 without a key, 500 for an exception.
/// </summary>
internal sealed class HttpDoor(FunctionCatalogue catalogue, Invoker invoker, AccessKeys keys, ILogger<HttpDoor> log)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (function, http) in catalogue.With<Trigger.Http>())
        {
            var endpoint = routes.Map(http.Route, context => ServeAsync(context, function, http));
            endpoint.WithDisplayName(function.Name).WithMetadata(function);
            if (http.Methods is not [])
                endpoint.WithMetadata(new HttpMethodMetadata(http.Methods));
        }
    }

    /// <summary>Turns ASP.NET Core's 405 into the host's 404: there the method is part of the route.</summary>
    public static Task PassOrNotFoundAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is RouteEndpoint)
            return next(http);

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task ServeAsync(HttpContext http, FunctionEntry function, Trigger.Http trigger)
    {
        if (!keys.Opens(trigger.Level, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await invoker.InvokeAsync(function, new InvocationSource(_ => http.Request, http.RequestAborted)
            {
                Http = http,
                BindingData = http.Request.RouteValues.ToDictionary(StringComparer.OrdinalIgnoreCase),
            });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("The caller of {Function} is gone.", function.Name);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Function '{Function}' failed.", function.Name);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
