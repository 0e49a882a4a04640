using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.LocalRuntime.Invocation;

/// <summary>What a trigger hands over: its value as the type that the function declares, and what it knows beside it.</summary>
/// <param name="Trigger">Makes the trigger's value of the declared type.</param>
/// <param name="Stop">Fires when nobody waits for the outcome any more.</param>
internal sealed record InvocationSource(Func<Type, object?> Trigger, CancellationToken Stop)
{
    /// <summary>Orchestrations only: makes the input of the declared type.</summary>
    public Func<Type, object?>? Input { get; init; }

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>HTTP only.</summary>
    public HttpContext? Http { get; init; }
}
