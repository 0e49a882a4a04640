using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Fidelity.App;

/// <summary>A service of which each invocation has its own.</summary>
public sealed class PerInvocation
{
    public int Uses { get; private set; }

    public int Use() => ++Uses;
}

public sealed class HttpProbes(PerInvocation mine, IConfiguration settings)
{
    [Function("Alive")]
    public static IResult Alive([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "alive")] HttpRequest request) =>
        Results.Text($"alive by {request.Method}");

    [Function("Setting")]
    public IResult Setting([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settings/{name}")] HttpRequest request, string name) =>
        Results.Json(new { value = settings[name], request.Method });

    [Function("Echo")]
    public static async Task<IResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "put")] HttpRequest request, CancellationToken stop)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Json(new { request.Method, body = await reader.ReadToEndAsync(stop), query = request.Query["q"].ToString() });
    }

    [Function("RouteValues")]
    public static Task<IResult> RouteValues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "places/{country}/{number:int}/{id:guid}")] HttpRequest request,
        string country,
        int number,
        Guid id) =>
        Task.FromResult(Results.Json(new { country, number, id, path = request.Path.Value }));

    [Function("OptionalValue")]
    public static IResult OptionalValue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{value?}")] HttpRequest request, string? value) =>
        Results.Json(new { value, request.Method });

    [Function("CatchAll")]
    public static IResult CatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string? path) =>
        Results.Json(new { path, request.Method });

    [Function("ReadOrder")]
    public static IResult ReadOrder([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders")] HttpRequest request) =>
        Results.Text($"read by {request.Method}");

    [Function("WriteOrder")]
    public static IResult WriteOrder([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest request) =>
        Results.Text($"written by {request.Method}", statusCode: StatusCodes.Status201Created);

    [Function("ActionResult")]
    public static IActionResult ActionResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action-result")] HttpRequest request) =>
        new ContentResult { Content = request.Method, StatusCode = StatusCodes.Status202Accepted, ContentType = "text/plain" };

    [Function("Throws")]
    public static Task<IResult> Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request) =>
        throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Teapot")]
    public static Task<IResult> Teapot([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teapot")] HttpRequest request) =>
        throw new TeapotException($"short and stout at {request.Path}");

    [Function("Keyed")]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest request) =>
        Results.Text(request.Method);

    [Function("Context")]
    public IResult Context([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context")] HttpRequest request, FunctionContext context) =>
        Results.Json(new
        {
            context.InvocationId,
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            trigger = context.FunctionDefinition.InputBindings.Values.Single().Type,
            sameRequest = context.GetHttpContext()?.Request == request,
            uses = mine.Use() + ((PerInvocation)context.InstanceServices.GetService(typeof(PerInvocation))!).Use(),
        });
}
