using System.Globalization;
using Azure.Storage.Queues;
using ItsmFunctions.LocalRuntime.Hosting;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Queues;

/// <summary>The section <c>extensions.queues</c> of host.json, with the defaults of the extension.</summary>
internal sealed class QueueSettings
{
    private readonly IConfiguration section;

    /// <exception cref="StartException">A value is out of the extension's range.</exception>
    public QueueSettings(HostJson host)
    {
        section = host.Queues;
        BatchSize = Number("batchSize", 16, 1, 32);
        NewBatchThreshold = Number("newBatchThreshold", BatchSize / 2, 0, int.MaxValue);
        MaxDequeueCount = Number("maxDequeueCount", 5, 1, int.MaxValue);
        MaxPollingInterval = Span("maxPollingInterval", TimeSpan.FromMinutes(1));
        VisibilityTimeout = Span("visibilityTimeout", TimeSpan.Zero);
        Encoding = section["messageEncoding"]?.ToUpperInvariant() switch
        {
            null or "BASE64" => QueueMessageEncoding.Base64,
            "NONE" => QueueMessageEncoding.None,
            var other => throw Bad("messageEncoding", other, "base64 or none"),
        };
    }

    /// <summary>How many messages are taken at once.</summary>
    public int BatchSize { get; }

    /// <summary>A new batch is taken when no more than this many messages are still running.</summary>
    public int NewBatchThreshold { get; }

    public int MaxDequeueCount { get; }

    public TimeSpan MaxPollingInterval { get; }

    /// <summary>How long a message rests after it failed.</summary>
    public TimeSpan VisibilityTimeout { get; }

    public QueueMessageEncoding Encoding { get; }

    private int Number(string name, int otherwise, int least, int most) => section[name] switch
    {
        null => otherwise,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw Bad(name, text, $"a number from {least} to {most}"),
    };

    private TimeSpan Span(string name, TimeSpan otherwise) => section[name] switch
    {
        null => otherwise,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero => span,
        var text => throw Bad(name, text, "a time span such as 00:00:02"),
    };

    private static StartException Bad(string name, string text, string wanted) =>
        new($"host.json says extensions.queues.{name} = '{text}': write {wanted}.");
}
