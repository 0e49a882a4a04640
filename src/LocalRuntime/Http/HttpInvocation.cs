using ItsmFunctions.LocalRuntime.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.LocalRuntime.Http;

/// <summary>
/// The layer that <c>ConfigureFunctionsWebApplication</c> adds: inside it there is an <see cref="HttpContext"/>, and
/// what the function returned is written when all inner middleware is through.
/// </summary>
internal sealed class HttpInvocation
{
    public const string ContextKey = "HttpRequestContext";

    private HttpInvocation()
    {
    }

    public static void AddTo(FunctionsApplicationBuilder builder)
    {
        if (builder.Services.Any(d => d.ServiceType == typeof(HttpInvocation)))
            return;

        builder.Services.AddSingleton(new HttpInvocation());
        builder.Services.AddMvcCore();
        builder.Use(next => async context =>
        {
            if (((LocalFunctionContext)context).Source.Http is not { } http)
            {
                await next(context);
                return;
            }

            context.Items[ContextKey] = http;
            await next(context);
            await WriteAsync(context.GetInvocationResult().Value, http);
        });
    }

    /// <summary>Nothing is written for what is no result: a middleware may have answered by itself.</summary>
    private static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        IResult r => r.ExecuteAsync(http),
        IActionResult r => r.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        _ => Task.CompletedTask,
    };
}
