using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Invocation;
using Microsoft.DurableTask;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The app's orchestrators and activities, called like every other function: scope, middleware, arguments.</summary>
internal sealed class CatalogueFunctions(FunctionCatalogue catalogue, Invoker invoker, DataConverter converter) : IDurableFunctions
{
    private readonly Dictionary<string, FunctionEntry> orchestrators = catalogue.With<Trigger.Orchestration>()
        .ToDictionary(entry => entry.Trigger.Name, entry => entry.Function, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, FunctionEntry> activities = catalogue.With<Trigger.Activity>()
        .ToDictionary(entry => entry.Trigger.Name, entry => entry.Function, StringComparer.OrdinalIgnoreCase);

    public OrchestratorCode? FindOrchestrator(string name) => orchestrators.TryGetValue(name, out var function)
        ? flow => invoker.InvokeAsync(function, new InvocationSource(_ => flow, CancellationToken.None)
        {
            Input = type => InputAs(type, ((OrchestratorContext)flow).SerializedInput),
        })
        : null;

    public ActivityCode? FindActivity(string name) => activities.TryGetValue(name, out var function)
        ? (call, stop) => invoker.InvokeAsync(function, new InvocationSource(type => InputAs(type, call.Input), stop)
        {
            BindingData = new Dictionary<string, object?> { ["instanceId"] = call.InstanceId },
        })
        : null;

    private object? InputAs(Type type, string? json) => json is not null
        ? converter.Deserialize(json, type)
        : type.IsValueType ? Activator.CreateInstance(type) : null;
}
