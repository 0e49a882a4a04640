using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The services of the orchestration engine.</summary>
internal static class DurableRegistration
{
    public static void AddDurable(this IServiceCollection services) => services.AddOptions();
}
