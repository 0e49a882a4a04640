using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>A function of the app, as the catalogue found it: ready to be called.</summary>
internal sealed class FunctionEntry
{
    private readonly ObjectFactory? create;
    private readonly Func<Task, object?>? result;

    public FunctionEntry(string name, MethodInfo method, Trigger trigger, ImmutableArray<Argument> arguments, bool isDisabled)
    {
        (Name, Method, Trigger, Arguments, IsDisabled) = (name, method, trigger, arguments, isDisabled);
        create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        result = ResultOf(method.ReturnType);
        Definition = new EntryDefinition(this);
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public Trigger Trigger { get; }

    public ImmutableArray<Argument> Arguments { get; }

    /// <summary>The setting <c>AzureWebJobs.NAME.Disabled</c> is true: its trigger does not start it.</summary>
    public bool IsDisabled { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>Calls the method on a fresh instance and waits; null where it returns nothing.</summary>
    public async ValueTask<object?> CallAsync(IServiceProvider services, object?[] arguments)
    {
        var instance = create?.Invoke(services, null);
        var returned = Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is not Task task)
            return returned;

        await task;
        return result?.Invoke(task);
    }

    private static Func<Task, object?>? ResultOf(Type returned) =>
        returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>)
            ? typeof(FunctionEntry)
                .GetMethod(nameof(Result), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(returned.GetGenericArguments())
                .CreateDelegate<Func<Task, object?>>()
            : null;

    private static object? Result<T>(Task task) => ((Task<T>)task).Result;
}
