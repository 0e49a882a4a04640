using ItsmFunctions.LocalRuntime.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.LocalRuntime.Invocation;

/// <summary>Runs a function once: a scope and a context of its own, the app's middleware, then the method.</summary>
internal sealed class Invoker(IServiceScopeFactory scopes, Pipeline pipeline)
{
    /// <returns>What the function, or a middleware in its place, returned.</returns>
    public async Task<object?> InvokeAsync(FunctionEntry function, InvocationSource source)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(function, source, scope.ServiceProvider);
        if (source.Http is { } http)
            http.RequestServices = scope.ServiceProvider;
        await pipeline.RunAsync(context);
        return context.Result.Value;
    }
}
