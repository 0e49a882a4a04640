using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
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
        complaints.AddRange(SignatureRules.OfMethod(name, method));

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

        complaints.AddRange(SignatureRules.OfTrigger(name, trigger, triggered, method.ReturnType));
        var arguments = ReadArguments(name, trigger, method);
        return complaints.Count > before ? null : new FunctionEntry(name, method, trigger, arguments, IsDisabled(name));
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
                if (type != typeof(DurableTaskClient) || trigger is Trigger.Orchestration)
                    Complain(name, $"takes the durable client as {type.Name}: declare '{parameter.Name}' as {nameof(DurableTaskClient)}, outside orchestrations.");
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

    /// <summary>With dots, or with underscores where an environment takes no dots in names.</summary>
    private bool IsDisabled(string name) =>
        (settings[$"AzureWebJobs.{name}.Disabled"] ?? settings[$"AzureWebJobs_{name}_Disabled"]) is { } value
            && (value == "1" || bool.TryParse(value, out var disabled) && disabled);

    private void Complain(string name, string what) => complaints.Add(SignatureRules.Complaint(name, what));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();
}
