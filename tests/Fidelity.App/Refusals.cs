using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ItsmFunctions.Fidelity.App;

public sealed class TeapotException(string message) : Exception(message);

/// <summary>Turns one exception into an answer, as an app's own middleware does.</summary>
public sealed class Refusals : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
            if (context.GetHttpContext() is { } http && http.Request.Headers.ContainsKey("x-replace"))
                context.GetInvocationResult().Value = Results.Text("replaced");
        }
        catch (TeapotException refusal)
        {
            context.GetInvocationResult().Value = Results.Text(refusal.Message, statusCode: StatusCodes.Status418ImATeapot);
        }
    }
}
