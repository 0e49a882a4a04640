using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ItsmFunctions.Functions.Telemetry;

/// <summary>Traces and metrics over OTLP, where the standard variables say where to.</summary>
internal static class TelemetryExport
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration) =>
        configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } ? AddExport(services) : services;

    // Apart, because a method that names OpenTelemetry loads it when it is first called.
    private static IServiceCollection AddExport(IServiceCollection services)
    {
        services.AddOpenTelemetry()
            // The variables have the last word.
            .ConfigureResource(resource => resource.AddService("itsm-functions").AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(Instruments.Name, "Azure.*").AddProcessor(new StorageSpans()).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Instruments.Name).AddOtlpExporter());
        return services;
    }

    /// <summary>
    /// Keys of storage hold ids of persons, and they stand in addresses and messages: of a storage span only what is named here goes
    /// out, and an address up to its table, queue or container.
    /// </summary>
    private sealed class StorageSpans : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Kept =
        [
            "az.namespace", "az.client_request_id", "az.service_request_id", "error.type", "http.request.method", "http.request.resend_count", "http.response.status_code",
            "http.method", "http.status_code", "server.address", "server.port", "net.peer.name", "net.peer.port",
        ];

        public override void OnEnd(Activity data)
        {
            if (!data.Source.Name.StartsWith("Azure.", StringComparison.Ordinal))
                return;
            foreach ((string name, object? value) in data.TagObjects.ToArray())
            {
                if (name is "url.full" or "http.url")
                    data.SetTag(name, Resource(value as string));
                else if (!Kept.Contains(name))
                    data.SetTag(name, null);
            }

            if (data.Status == ActivityStatusCode.Error)
                data.SetStatus(ActivityStatusCode.Error);
        }

        // http://host/account/table(PartitionKey='…',RowKey='…')?… and http://host/account/queue/messages/…
        private static string? Resource(string? address)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
                return null;
            int segments = uri.IsLoopback ? 3 : 2;
            string path = string.Concat(uri.Segments.Take(segments));
            int key = path.IndexOf('(', StringComparison.Ordinal);
            return $"{uri.GetLeftPart(UriPartial.Authority)}{(key < 0 ? path : path[..key]).TrimEnd('/')}";
        }
    }
}
