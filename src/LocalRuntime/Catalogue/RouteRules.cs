using System.ComponentModel;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>
/// What the host and the worker agree on. The host takes the first function, in the order of names, whose route
/// matches; the worker prefers literals. Two routes that can match the same request are therefore served by one
/// function here and by another there: none may exist.
/// </summary>
internal static class RouteRules
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    public static string Join(string prefix, string route) =>
        string.Join('/', new[] { prefix.Trim('/'), route.Trim('/') }.Where(part => part.Length > 0));

    public static RoutePattern? TryParse(string route)
    {
        try
        {
            return RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException)
        {
            return null;
        }
    }

    /// <summary>Whether a route value, which is text, can become one.</summary>
    public static bool CanConvertTo(Type type) =>
        type == typeof(string) || TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).CanConvertFrom(typeof(string));

    public static IEnumerable<string> Complaints(IEnumerable<FunctionEntry> functions)
    {
        var routes = functions
            .Where(f => f.Trigger is Trigger.Http)
            .Select(f => (f.Name, Http: (Trigger.Http)f.Trigger, Pattern: TryParse(((Trigger.Http)f.Trigger).Route)))
            .ToList();
        foreach (var (name, http, pattern) in routes)
        {
            if (pattern is null)
                yield return $"Function '{name}' has the route '{http.Route}', which cannot be read: write segments and {{parameters}} between slashes.";
            if (Reserved.Any(word => http.Route.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
                yield return $"Function '{name}' has the route '{http.Route}': the host keeps what begins with 'admin' or 'runtime' to itself; choose another.";
        }

        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = i + 1; j < routes.Count; j++)
            {
                var (one, other) = (routes[i], routes[j]);
                if (one.Pattern is { } a && other.Pattern is { } b && ShareAMethod(one.Http, other.Http) && MayMatchTheSame(a, b))
                {
                    yield return $"Functions '{one.Name}' ({one.Http.Route}) and '{other.Name}' ({other.Http.Route}) can match the same request, " +
                        "and the two routers of the cloud would choose differently: make the routes or the methods disjoint.";
                }
            }
        }
    }

    public static bool MayMatchTheSame(RoutePattern a, RoutePattern b) => MayMatch(a.PathSegments, 0, b.PathSegments, 0);

    private static bool ShareAMethod(Trigger.Http a, Trigger.Http b) =>
        a.Methods is [] || b.Methods is [] || a.Methods.Intersect(b.Methods).Any();

    private static bool MayMatch(IReadOnlyList<RoutePatternPathSegment> a, int i, IReadOnlyList<RoutePatternPathSegment> b, int j)
    {
        if (i < a.Count && IsCatchAll(a[i]) || j < b.Count && IsCatchAll(b[j]))
            return true;
        if (i < a.Count && j < b.Count && MayMatch(a[i], b[j]) && MayMatch(a, i + 1, b, j + 1))
            return true;
        if (i == a.Count && j == b.Count)
            return true;

        // Optional segments stand at the end: one route may stop where the other's are left out.
        return i == a.Count && b.Skip(j).All(IsOptional) || j == b.Count && a.Skip(i).All(IsOptional);
    }

    private static bool MayMatch(RoutePatternPathSegment a, RoutePatternPathSegment b) =>
        (Literal(a), Literal(b)) is not ({ } x, { } y) || string.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    private static string? Literal(RoutePatternPathSegment segment) =>
        segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } ? literal.Content : null;

    private static bool IsCatchAll(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternParameterPart { IsCatchAll: true }];

    private static bool IsOptional(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternParameterPart part] && (part.IsOptional || part.IsCatchAll || part.Default is not null);
}
