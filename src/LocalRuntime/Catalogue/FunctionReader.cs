using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>Reads one method at a time; what it cannot host it puts among the complaints.</summary>
internal sealed partial class FunctionReader(string routePrefix, IConfiguration settings)
{
    private readonly List<string> complaints = [];

    public IReadOnlyList<string> Complaints => complaints;

    public FunctionEntry? Read(string name, MethodInfo method)
    {
        var before = complaints.Count;
        CheckMethod(name, method);

        var triggers = method.GetParameters()
            .Select(p => (Parameter: p, Attribute: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(p => p.Attribute is not null)
            .ToList();
        if (triggers is not [var (triggered, attribute)])
        {
            Complain(name, triggers is []
                ? "has no trigger: put a trigger attribute on one parameter."
                : $"has {triggers.Count} triggers: make a function of each.");
            return null;
        }

        var trigger = ReadTrigger(name, attribute!);
        if (trigger is null)
            return null;

        CheckTriggerParameter(name, trigger, triggered);
        CheckReturn(name, trigger, method.ReturnType);
        var arguments = ReadArguments(name, trigger, method);
        return complaints.Count > before ? null : new FunctionEntry(name, method, trigger, arguments, IsDisabled(name));
    }

    private void CheckMethod(string name, MethodInfo method)
    {
        if (!ValidName().IsMatch(name))
            Complain(name, "has a name that the host rejects: begin with a letter, go on with letters, digits, '_' and '-', at most 128.");
        if (!method.IsPublic || method.DeclaringType is not { IsVisible: true })
            Complain(name, $"is not public: make the method {method.Name} and its class public.");
        if (method.ContainsGenericParameters || method.DeclaringType!.ContainsGenericParameters)
            Complain(name, "is generic: declare it on a closed type, without type parameters.");
        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            Complain(name, "stands on an abstract class, of which no instance can be made: move it to a sealed one.");
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            Complain(name, "is async void, so that nobody could wait for it: return Task.");
    }

    private Trigger? ReadTrigger(string name, TriggerBindingAttribute attribute)
    {
        switch (attribute)
        {
            case HttpTriggerAttribute http:
                return new Trigger.Http(
                    http.AuthLevel,
                    [.. (http.Methods ?? []).Select(m => m.ToUpperInvariant())],
                    RouteRules.Join(routePrefix, string.IsNullOrWhiteSpace(http.Route) ? name : http.Route));
            case TimerTriggerAttribute timer:
                return new Trigger.Schedule(Resolve(name, timer.Schedule), timer.UseMonitor, timer.RunOnStartup);
            case QueueTriggerAttribute queue:
                return new Trigger.Queue(Resolve(name, queue.QueueName), queue.Connection ?? "AzureWebJobsStorage");
            case OrchestrationTriggerAttribute orchestration:
                return new Trigger.Orchestration(orchestration.Orchestration ?? name);
            case ActivityTriggerAttribute activity:
                return new Trigger.Activity(activity.Activity ?? name);
            default:
                Complain(name, $"has a {attribute.GetType().Name}, which the local runtime lacks: add it in src/LocalRuntime/Catalogue/Trigger.cs.");
                return null;
        }
    }

    /// <summary>Puts settings in the place of <c>%NAME%</c>, as the host does in every attribute.</summary>
    private string Resolve(string name, string text) => Setting().Replace(text, match =>
    {
        var key = match.Groups[1].Value;
        if (settings[key.Replace("__", ":", StringComparison.Ordinal)] is { } value)
            return value;

        Complain(name, $"needs the setting '{key}', which has no value: set it in the environment or in local.settings.json.");
        return match.Value;
    });

    private void CheckTriggerParameter(string name, Trigger trigger, ParameterInfo parameter)
    {
        var (fits, wanted) = trigger switch
        {
            Trigger.Http => (parameter.ParameterType == typeof(HttpRequest), nameof(HttpRequest)),
            Trigger.Schedule => (parameter.ParameterType == typeof(TimerInfo), nameof(TimerInfo)),
            Trigger.Orchestration => (DurableTypes.IsOrchestrationContext(parameter.ParameterType), DurableTypes.OrchestrationContext),
            _ => (!parameter.ParameterType.IsByRef && !parameter.ParameterType.IsInterface, "a string or a class that JSON can make"),
        };
        if (!fits)
            Complain(name, $"takes its trigger as {parameter.ParameterType.Name}: declare '{parameter.Name}' as {wanted}.");
    }

    private void CheckReturn(string name, Trigger trigger, Type returned)
    {
        var value = returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>)
            ? returned.GetGenericArguments()[0]
            : returned == typeof(Task) ? typeof(void) : returned;
        switch (trigger)
        {
            case Trigger.Http when !value.IsAssignableTo(typeof(IResult)) && !value.IsAssignableTo(typeof(IActionResult)):
                Complain(name, $"returns {value.Name}: return Task<IResult>.");
                break;
            case Trigger.Schedule or Trigger.Queue when value != typeof(void):
                Complain(name, $"returns {value.Name}, which would be an output binding: return Task, and write through a client.");
                break;
            case Trigger.Activity or Trigger.Orchestration when value.Name.StartsWith("ValueTask", StringComparison.Ordinal):
                Complain(name, $"returns {returned.Name}, for which the worker does not wait: return Task.");
                break;
        }
    }

    private ImmutableArray<Argument> ReadArguments(string name, Trigger trigger, MethodInfo method)
    {
        var routeValues = trigger is Trigger.Http http && RouteRules.TryParse(http.Route) is { } pattern
            ? pattern.Parameters.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];
        var hasInput = false;
        return [.. method.GetParameters().Select(Read)];

        Argument Read(ParameterInfo parameter)
        {
            var type = parameter.ParameterType;
            if (type == typeof(FunctionContext))
                return new Argument.Context();
            if (parameter.IsDefined(typeof(TriggerBindingAttribute)))
                return new Argument.TriggerValue(type);
            if (type == typeof(CancellationToken) && trigger is not Trigger.Orchestration)
                return new Argument.Stop();
            if (parameter.IsDefined(typeof(DurableClientAttribute)))
            {
                if (!DurableTypes.IsClient(type) || trigger is Trigger.Orchestration)
                    Complain(name, $"takes the durable client as {type.Name}: declare '{parameter.Name}' as {DurableTypes.Client}, outside orchestrations.");
                return new Argument.Service(type);
            }

            if (routeValues.Contains(parameter.Name!) && RouteRules.CanConvertTo(type))
                return new Argument.RouteValue(parameter.Name!, type);
            if (trigger is Trigger.Orchestration && !hasInput && !type.IsByRef && !type.IsInterface)
            {
                hasInput = true;
                return new Argument.OrchestrationInput(type);
            }

            Complain(name, $"has a parameter '{parameter.Name}' of type {type.Name} that nothing fills: " +
                "take a value of the route by its name, FunctionContext, CancellationToken or [DurableClient], and all else through the constructor.");
            return new Argument.Context();
        }
    }

    private bool IsDisabled(string name) =>
        bool.TryParse(settings[$"AzureWebJobs.{name}.Disabled"] ?? settings[$"AzureWebJobs:{name}:Disabled"], out var disabled) && disabled;

    private void Complain(string name, string what) => complaints.Add($"Function '{name}' {what}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex ValidName();

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();
}
