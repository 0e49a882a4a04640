using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Invocation;

namespace ItsmFunctions.LocalRuntime.Queues;

/// <summary>A queue function as something that takes a message.</summary>
internal sealed class QueueFunction(FunctionEntry function, Invoker invoker)
{
    /// <summary>As the worker reads: the names of members ignore case, all else is the serializer's default.</summary>
    private static readonly JsonSerializerOptions IgnoringCase = new() { PropertyNameCaseInsensitive = true };

    public string Name => function.Name;

    public Task RunAsync(QueueMessage message, CancellationToken stop) => RunAsync(message.Body, DataOf(message), stop);

    /// <summary>Runs with a text that never was in the queue.</summary>
    public Task RunAsync(string text, CancellationToken stop) =>
        RunAsync(BinaryData.FromString(text), ImmutableDictionary<string, object?>.Empty.Add("QueueTrigger", text), stop);

    private Task RunAsync(BinaryData body, IReadOnlyDictionary<string, object?> data, CancellationToken stop) =>
        invoker.InvokeAsync(function, new InvocationSource(type => Value(body, type), stop) { BindingData = data });

    private static object? Value(BinaryData body, Type type) =>
        type == typeof(string) ? body.ToString()
        : type == typeof(BinaryData) ? body
        : type == typeof(byte[]) ? body.ToArray()
        : JsonSerializer.Deserialize(body, type, IgnoringCase);

    /// <summary>As the worker gets them: what is no text arrives as JSON.</summary>
    private static Dictionary<string, object?> DataOf(QueueMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = message.Body.ToString(),
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["InsertionTime"] = JsonSerializer.Serialize(message.InsertedOn),
        ["ExpirationTime"] = JsonSerializer.Serialize(message.ExpiresOn),
        ["NextVisibleTime"] = JsonSerializer.Serialize(message.NextVisibleOn),
    };
}
