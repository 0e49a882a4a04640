using System.Collections.Concurrent;
using System.Reflection;
using Azure;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Http;

/// <summary>Stands before every HTTP function: who may come in, and what an exception may say outside.</summary>
public sealed partial class Gate(Callers callers, Cors cors, ILogger<Gate> log) : IFunctionsWorkerMiddleware
{
    private static readonly ConcurrentDictionary<string, DoorAttribute?> Doors = new();

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        cors.Announce(http);
        SafetyHeaders(http.Response.Headers);
        if (Refuses(context, http) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await Answer(failure, http.Request.Path, log).ExecuteAsync(http);
        }
    }

    private Problem? Refuses(FunctionContext context, HttpContext http)
    {
        switch (Doors.GetOrAdd(context.FunctionDefinition.EntryPoint, FindDoor))
        {
            case { Calling: Calling.Public or Calling.SignedLink }:
                return null;
            case { Calling: Calling.Token, Act: { } act, AtTheGate: var judged } when callers.Find(http.Request) is { } caller:
                http.Features.Set(caller);
                return judged && Policy.Denies(act, caller.Actor) is { } denied ? new Problem(ProblemCode.NotAllowed, denied.Refusal.Detail) : null;
            case { Calling: Calling.Token }:
                return Problem.NotSignedIn();
            default:
                return Problem.NotFound();
        }
    }

    /// <summary>What a failure may say outside; the whole of it is logged.</summary>
    internal static Problem Answer(Exception failure, PathString path, ILogger log)
    {
        Exception cause = failure is AggregateException { InnerException: { } inner } ? inner : failure;
        switch (cause)
        {
            case UnreadableRequestException unreadable:
                return unreadable.Problem;
            // Of the server beneath: an IOException, and yet the request's fault.
            case BadHttpRequestException broken:
                return broken.StatusCode == 413 ? new(ProblemCode.TooLarge, "The body is too large.") : Problem.Invalid("The body could not be read to its end.");
            case DeskBusyException or IOException or OperationCanceledException or TimeoutException:
            case RequestFailedException { Status: 0 or 408 or 429 or >= 500 }:
                LogUnavailable(log, path, cause);
                return Problem.Unavailable();
            case NumbersExhaustedException exhausted:
                LogFailed(log, path, exhausted);
                return Problem.Unavailable();
            default:
                LogFailed(log, path, cause);
                return Problem.Unexpected();
        }
    }

    private static void SafetyHeaders(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    private static DoorAttribute? FindDoor(string entryPoint)
    {
        int method = entryPoint.LastIndexOf('.');
        return typeof(Gate).Assembly.GetType(entryPoint[..method])?.GetMethod(entryPoint[(method + 1)..])?.GetCustomAttribute<DoorAttribute>();
    }

    [LoggerMessage(LogLevel.Warning, "{Path}: storage does not answer in time.")]
    private static partial void LogUnavailable(ILogger log, PathString path, Exception failure);

    [LoggerMessage(LogLevel.Error, "{Path} failed.")]
    private static partial void LogFailed(ILogger log, PathString path, Exception failure);
}
