using System.Reflection;
using ItsmFunctions.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>An HTTP function as its attributes declare it.</summary>
/// <param name="Path">With a leading slash, parameters in braces.</param>
/// <param name="Door">Null for a function that the gate lets nobody into.</param>
public sealed record Route(string Function, IReadOnlyList<string> Methods, string Path, Calling? Door);

/// <summary>What this assembly answers over HTTP.</summary>
public static class Routes
{
    public static readonly IReadOnlyList<Route> All = [.. Find().OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Methods[0], StringComparer.Ordinal)];

    private static IEnumerable<Route> Find() =>
        from type in typeof(Routes).Assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
        where function is not null && trigger is not null
        select new Route(function.Name, [.. trigger.Methods ?? []], "/" + (trigger.Route ?? function.Name), method.GetCustomAttribute<DoorAttribute>()?.Calling);
}
