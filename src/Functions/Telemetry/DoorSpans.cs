using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ItsmFunctions.Functions.Telemetry;

/// <summary>A span for each call of a door: HTTP, timer or queue. A replay of an orchestration is no call.</summary>
public sealed class DoorSpans : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!Instruments.Source.HasListeners() || context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "orchestrationTrigger"))
            await next(context);
        else if (context.GetHttpContext() is { } http)
            await AnswerAsync(context, http, next);
        else
            await WorkAsync(context, next);
    }

    private static async Task AnswerAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        ActivityContext caller = Caller(http);
        Activity? server = Activity.Current;
        Activity.Current = null;
        if (Instruments.Source.StartActivity(context.FunctionDefinition.Name, ActivityKind.Server, caller) is not { } span)
        {
            Activity.Current = server;
            await next(context);
            return;
        }

        span.SetTag("faas.trigger", "http");
        span.SetTag("http.request.method", http.Request.Method);
        // What the function returns is written when all middleware is through.
        http.Response.OnCompleted(() =>
        {
            span.SetTag("http.response.status_code", http.Response.StatusCode);
            if (http.Response.StatusCode >= 500)
                span.SetStatus(ActivityStatusCode.Error);
            span.Dispose();
            return Task.CompletedTask;
        });
        await next(context);
    }

    private static async Task WorkAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, isRemote: true, out ActivityContext host);
        using Activity? span = Instruments.Source.StartActivity(context.FunctionDefinition.Name, ActivityKind.Consumer, host);
        span?.SetTag("faas.trigger", context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "timerTrigger") ? "timer" : "pubsub");
        span?.SetStatus(ActivityStatusCode.Error);
        await next(context);
        span?.SetStatus(ActivityStatusCode.Ok);
    }

    // The trace of the request, which problem documents name too. The server's own activity, which nobody exports, is no parent:
    // it says that it is not recorded, and so would everything beneath it.
    private static ActivityContext Caller(HttpContext http)
    {
        if (ActivityContext.TryParse(http.Request.Headers.TraceParent, http.Request.Headers.TraceState, isRemote: true, out ActivityContext caller))
            return caller;
        return Activity.Current is { } server ? new(server.TraceId, default, ActivityTraceFlags.Recorded) : default;
    }
}
