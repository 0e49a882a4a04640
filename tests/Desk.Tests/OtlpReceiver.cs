using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Desk.Tests;

/// <summary>A collector: takes OTLP over HTTP (protobuf) and keeps what arrives, as bytes and read.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> bodies = new();
    private readonly ConcurrentQueue<OtlpSpan> spans = new();
    private readonly ConcurrentQueue<OtlpPoint> points = new();

    private OtlpReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(TakeAsync);
    }

    public string Address => app.Urls.Single();

    public IReadOnlyCollection<byte[]> Bodies => bodies;

    public IReadOnlyCollection<OtlpSpan> Spans => spans;

    public IReadOnlyCollection<OtlpPoint> Points => points;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        byte[] body = buffer.ToArray();
        bodies.Enqueue(body);
        if (http.Request.Path == "/v1/traces")
            OtlpSpan.Read(body).ForEach(spans.Enqueue);
        else if (http.Request.Path == "/v1/metrics")
            OtlpPoint.Read(body).ForEach(points.Enqueue);
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

/// <param name="Scope">Name of the source.</param>
internal sealed record OtlpSpan(string Scope, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes)
{
    // ExportTraceServiceRequest: resource_spans 1 · scope_spans 2 · scope 1, spans 2.
    public static List<OtlpSpan> Read(byte[] request) =>
    [
        .. from resource in Protobuf.Read(request).Messages(1)
           from scope in resource.Messages(2)
           let name = scope.Messages(1).Single().Text(1)
           from span in scope.Messages(2)
           select new OtlpSpan(name, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), span.Attributes(9)),
    ];
}

/// <param name="Count">The sum of a counter, or how many values a histogram holds.</param>
internal sealed record OtlpPoint(string Scope, string Name, double Count, IReadOnlyDictionary<string, string> Attributes)
{
    // ExportMetricsServiceRequest: resource_metrics 1 · scope_metrics 2 · metrics 2 · sum 7 or histogram 9 · data_points 1.
    public static List<OtlpPoint> Read(byte[] request) =>
    [
        .. from resource in Protobuf.Read(request).Messages(1)
           from scope in resource.Messages(2)
           let source = scope.Messages(1).Single().Text(1)
           from metric in scope.Messages(2)
           from point in Points(metric)
           select new OtlpPoint(source, metric.Text(1), point.Count, point.Attributes),
    ];

    private static IEnumerable<(double Count, IReadOnlyDictionary<string, string> Attributes)> Points(Protobuf metric) =>
        metric.Messages(7).SelectMany(sum => sum.Messages(1)).Select(point => ((double)(long)point.Number(6), point.Attributes(7)))
            .Concat(metric.Messages(9).SelectMany(histogram => histogram.Messages(1)).Select(point => ((double)point.Number(4), point.Attributes(9))));
}
