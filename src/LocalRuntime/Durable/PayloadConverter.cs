using System.Text.Json;
using Microsoft.DurableTask;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The worker's own JSON settings: payloads of orchestrations look like everything else that the worker writes.</summary>
internal sealed class PayloadConverter(JsonSerializerOptions options) : DataConverter
{
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
