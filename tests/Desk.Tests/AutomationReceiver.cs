using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Desk.Tests;

/// <summary>One start as it came.</summary>
internal sealed record Start(string Id, string Timestamp, string Signature, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Run => Json["run"]!.GetValue<string>();

    public bool IsSignedBy(string secret) => Signature == AutomationReceiver.Sign(secret, Id, Timestamp, Body);
}

/// <summary>An automation of somebody else's: a little HTTP server that is started, and says what came of it at once or later.</summary>
internal sealed class AutomationReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Start> starts = new();
    private readonly WebApplication app;

    private AutomationReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(TakeAsync);
    }

    public string Url => $"{app.Urls.Single()}/restart";

    /// <summary>What it answers to a start: 202 and nothing where it takes longer.</summary>
    public Func<Start, (int Status, string Body)> Answers { get; set; } = _ => (StatusCodes.Status202Accepted, "");

    public IReadOnlyList<Start> Starts => [.. starts];

    public static async Task<AutomationReceiver> StartAsync()
    {
        var receiver = new AutomationReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>As docs/triage.md tells an automation to, and as any library for Standard Webhooks does.</summary>
    public static string Sign(string secret, string id, string timestamp, string body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        IHeaderDictionary headers = http.Request.Headers;
        var start = new Start(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), await reader.ReadToEndAsync());
        starts.Enqueue(start);
        (http.Response.StatusCode, string body) = Answers(start);
        await http.Response.WriteAsync(body);
    }
}
