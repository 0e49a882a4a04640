// Follows Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using ItsmFunctions.LocalRuntime.Http;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker
{
    public static class FunctionContextExtensions
    {
        /// <summary>The request of an HTTP function; null for every other trigger.</summary>
        public static HttpContext? GetHttpContext(this FunctionContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            return context.Items.TryGetValue(HttpInvocation.ContextKey, out var http) ? http as HttpContext : null;
        }
    }
}

namespace Microsoft.Azure.Functions.Worker.Builder
{
    public static class FunctionsApplicationBuilderAspNetCoreExtensions
    {
        /// <summary>HTTP functions take ASP.NET Core's own request and return its results.</summary>
        public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            HttpInvocation.AddTo(builder);
            return builder;
        }
    }
}
