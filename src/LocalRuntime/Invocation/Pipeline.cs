using Microsoft.Azure.Functions.Worker.Middleware;

namespace ItsmFunctions.LocalRuntime.Invocation;

/// <summary>The app's middleware around the call of the function; the first one added is the outermost.</summary>
internal sealed class Pipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> layers = [];
    private FunctionExecutionDelegate? composed;

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => layers.Add(middleware);

    public Task RunAsync(LocalFunctionContext context) => (composed ??= Compose())(context);

    private FunctionExecutionDelegate Compose() =>
        Enumerable.Reverse(layers).Aggregate((FunctionExecutionDelegate)(context => ((LocalFunctionContext)context).CallAsync()), (next, layer) => layer(next));
}
