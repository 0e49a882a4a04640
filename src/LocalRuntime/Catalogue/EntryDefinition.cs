using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>A function as middleware sees it.</summary>
internal sealed class EntryDefinition(FunctionEntry entry) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. entry.Method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType))];

    public override string PathToAssembly { get; } = entry.Method.DeclaringType!.Assembly.Location;

    public override string EntryPoint { get; } = $"{entry.Method.DeclaringType!.FullName}.{entry.Method.Name}";

    public override string Id => entry.Name;

    public override string Name => entry.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = InputBindingsOf(entry);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = entry.Trigger is Trigger.Http
        ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new Metadata("$return", "http", BindingDirection.Out))
        : ImmutableDictionary<string, BindingMetadata>.Empty;

    private static ImmutableDictionary<string, BindingMetadata> InputBindingsOf(FunctionEntry entry)
    {
        var bindings = ImmutableDictionary.CreateBuilder<string, BindingMetadata>();
        foreach (var (parameter, argument) in entry.Method.GetParameters().Zip(entry.Arguments))
        {
            var type = argument switch
            {
                Argument.TriggerValue => entry.Trigger.BindingType,
                Argument.Service => "durableClient",
                _ => null,
            };
            if (type is not null)
                bindings.Add(parameter.Name!, new Metadata(parameter.Name!, type, BindingDirection.In));
        }

        return bindings.ToImmutable();
    }

    private sealed class Metadata(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
