using System.Reflection;
using ItsmFunctions.LocalRuntime.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>
/// Every function of the app. It is stricter than the worker, whose build step rejects signatures that reflection
/// would accept: what could fail in the cloud fails here at start, all of it at once, each with its mend.
/// </summary>
internal sealed class FunctionCatalogue
{
    private readonly Dictionary<string, FunctionEntry> byName;

    private FunctionCatalogue(IReadOnlyList<FunctionEntry> functions)
    {
        Functions = functions;
        byName = functions.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order of their names, as the host sorts them.</summary>
    public IReadOnlyList<FunctionEntry> Functions { get; }

    /// <summary>The functions with such a trigger, also those that are disabled: they still run on request.</summary>
    public IEnumerable<(FunctionEntry Function, T Trigger)> Declared<T>() where T : Trigger =>
        from function in Functions
        where function.Trigger is T
        select (function, (T)function.Trigger);

    /// <summary>The functions with such a trigger that it starts.</summary>
    public IEnumerable<(FunctionEntry Function, T Trigger)> With<T>() where T : Trigger =>
        Declared<T>().Where(f => !f.Function.IsDisabled);

    public FunctionEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="StartException">One line for each function that cannot be hosted.</exception>
    public static FunctionCatalogue Of(IEnumerable<Type> types, HostJson host, IConfiguration settings)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
            | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var reader = new FunctionReader(host.RoutePrefix, settings);
        var functions = (
            from type in types
            from method in type.GetMethods(declared)
            let attribute = method.GetCustomAttribute<FunctionAttribute>()
            where attribute is not null
            orderby attribute.Name
            select reader.Read(attribute.Name, method)).OfType<FunctionEntry>().ToList();

        string[] complaints =
        [
            .. reader.Complaints,
            .. DuplicateNames(functions),
            .. RouteRules.Complaints(functions),
        ];
        return complaints is [] ? new FunctionCatalogue(functions) : throw new StartException(string.Join(Environment.NewLine, complaints));
    }

    private static IEnumerable<string> DuplicateNames(IEnumerable<FunctionEntry> functions) =>
        from function in functions
        group function by function.Name.ToUpperInvariant() into same
        where same.Count() > 1
        select $"Function '{same.First().Name}' is declared by {string.Join(" and ", same.Select(f => f.Definition.EntryPoint))}: " +
            "give each function a name of its own.";
}
