using System.Diagnostics;
using System.Security.Cryptography;
using ItsmFunctions.LocalRuntime.Catalogue;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.LocalRuntime.Invocation;

internal sealed class LocalFunctionContext : FunctionContext
{
    private readonly FunctionEntry function;

    public LocalFunctionContext(FunctionEntry function, InvocationSource source, IServiceProvider services)
    {
        this.function = function;
        (Source, InstanceServices, BindingContext) = (source, services, new Data(source.BindingData));
        Features = new InvocationFeatures();
        Features.Set<InvocationResult>(Result);
    }

    public InvocationSource Source { get; }

    public InvocationResult Result { get; } = new Slot();

    public override string InvocationId { get; } = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    public override string FunctionId => function.Definition.Id;

    public override TraceContext TraceContext { get; } = new Trace();

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; } = new NoRetry();

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; }

    public override CancellationToken CancellationToken => Source.Stop;

    /// <summary>The innermost step: binds the parameters, calls the method, keeps what it returned.</summary>
    public async Task CallAsync()
    {
        var arguments = new object?[function.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Bind(function.Arguments[i]);
        Result.Value = await function.CallAsync(InstanceServices, arguments);
    }

    private object? Bind(Argument argument) => argument switch
    {
        Argument.TriggerValue value => Source.Trigger(value.Type),
        Argument.RouteValue route => RouteValues.Convert(Source.BindingData.GetValueOrDefault(route.Name), route),
        Argument.OrchestrationInput input => Source.Input?.Invoke(input.Type),
        Argument.Context => this,
        Argument.Stop => Source.Stop,
        Argument.Service service => InstanceServices.GetService(service.Type) ?? throw new InvalidOperationException(
            $"Nothing provides {service.Type.Name}: see src/LocalRuntime/Durable."),
        _ => throw new UnreachableException(),
    };

    private sealed class Slot : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    private sealed class NoRetry : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class Trace : TraceContext
    {
        private readonly Activity? current = Activity.Current;

        public override string TraceParent => current?.Id ?? "";

        public override string TraceState => current?.TraceStateString ?? "";
    }
}
