using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>What a method must be to be a function, and what its trigger and its return type must be.</summary>
internal static partial class SignatureRules
{
    public static string Complaint(string name, string what) => $"Function '{name}' {what}";

    public static IEnumerable<string> OfMethod(string name, MethodInfo method)
    {
        if (!ValidName().IsMatch(name))
            yield return Complaint(name, "has a name that the host rejects: begin with a letter, go on with letters, digits, '_' and '-', at most 128.");
        if (!method.IsPublic || method.DeclaringType is not { IsVisible: true })
            yield return Complaint(name, $"is not public: make the method {method.Name} and its class public.");
        if (method.ContainsGenericParameters || method.DeclaringType!.ContainsGenericParameters)
            yield return Complaint(name, "is generic: declare it on a closed type, without type parameters.");
        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            yield return Complaint(name, "stands on an abstract class, of which no instance can be made: move it to a sealed one.");
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            yield return Complaint(name, "is async void, so that nobody could wait for it: return Task.");
        if (ValueOf(method.ReturnType).Name.StartsWith("ValueTask", StringComparison.Ordinal))
            yield return Complaint(name, "returns a ValueTask, for which the worker does not wait: return Task.");
    }

    public static IEnumerable<string> OfTrigger(string name, Trigger trigger, ParameterInfo parameter, Type returned)
    {
        var type = parameter.ParameterType;
        var (fits, wanted) = trigger switch
        {
            Trigger.Http => (type == typeof(HttpRequest), nameof(HttpRequest)),
            Trigger.Schedule => (type == typeof(TimerInfo), nameof(TimerInfo)),
            Trigger.Orchestration => (type == typeof(TaskOrchestrationContext), nameof(TaskOrchestrationContext)),
            _ => (!type.IsByRef && !type.IsInterface, "a string or a class that JSON can make"),
        };
        if (!fits)
            yield return Complaint(name, $"takes its trigger as {type.Name}: declare '{parameter.Name}' as {wanted}.");

        var value = ValueOf(returned);
        if (trigger is Trigger.Http && !value.IsAssignableTo(typeof(IResult)) && !value.IsAssignableTo(typeof(IActionResult)))
            yield return Complaint(name, $"returns {value.Name}: return Task<IResult>.");
        if (trigger is Trigger.Schedule or Trigger.Queue && value != typeof(void))
            yield return Complaint(name, $"returns {value.Name}, which would be an output binding: return Task, and write through a client.");
    }

    private static Type ValueOf(Type returned) =>
        returned == typeof(Task) ? typeof(void)
        : returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? returned.GetGenericArguments()[0]
        : returned;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex ValidName();
}
