using System.Text.Json;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Http;
using ItsmFunctions.LocalRuntime.Queues;
using ItsmFunctions.LocalRuntime.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.LocalRuntime.Admin;

/// <summary>
/// <c>POST /admin/functions/NAME</c> runs a function now, as the host does: 202 at once, the outcome in the log. The body
/// is JSON, <c>{}</c> for a timer, <c>{"input": "…"}</c> with the message for a queue function.
/// </summary>
internal sealed class FunctionsDoor(FunctionCatalogue catalogue, TimerDoor timers, QueueDoor queues, AccessKeys keys, IHostApplicationLifetime lifetime, ILogger<FunctionsDoor> log)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("admin/functions/{name}", StartAsync);

    private async Task<IResult> StartAsync(string name, HttpRequest request)
    {
        if (!keys.OpensAdmin(request))
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (!request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);

        string input;
        try
        {
            var body = await request.ReadFromJsonAsync<Invocation>(JsonSerializerOptions.Web, request.HttpContext.RequestAborted);
            if (body is null)
                return Results.BadRequest();
            input = body.Input ?? "";
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }

        if (catalogue.Find(name) is not { } function)
            return Results.NotFound();

        var stop = lifetime.ApplicationStopping;
        Func<Task>? run =
            timers.Find(function) is { } timer ? () => timer.RunNowAsync(stop)
            : queues.Find(function) is { } queue ? () => queue.RunAsync(input, stop)
            : null;
        if (run is null)
        {
            return Results.Problem(
                $"The local runtime starts only timer and queue functions on request, not '{function.Name}': add its trigger in src/LocalRuntime/Admin/FunctionsDoor.cs.",
                statusCode: StatusCodes.Status501NotImplemented);
        }

        // The host answers before the function runs. The run belongs to no request, so it takes none of its context along.
        using (ExecutionContext.SuppressFlow())
            _ = RunAsync(function, run);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task RunAsync(FunctionEntry function, Func<Task> run)
    {
        await Task.Yield();
        try
        {
            await run();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Function '{Function}' failed.", function.Name);
        }
    }

    private sealed record Invocation(string? Input);
}
