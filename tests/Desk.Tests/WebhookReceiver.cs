using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Desk.Tests;

/// <summary>One delivery as it came.</summary>
/// <param name="Signatures">As they stand in the header.</param>
internal sealed record Delivery(string Id, string Timestamp, string[] Signatures, string Body, int Answered)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Type => Json["type"]!.GetValue<string>();

    public string Subject => Json["subject"]!.GetValue<string>();

    public int Version => Json["data"]!["version"]!.GetValue<int>();

    /// <summary>As docs/webhooks.md tells a receiver to, and as any library for Standard Webhooks does.</summary>
    public bool IsSignedBy(string secret)
    {
        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        string expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signatures.Any(signature => signature == $"v1,{expected}");
    }
}

/// <summary>A machine of somebody else's, with an address that stays while it is down.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Delivery> deliveries = new();
    private readonly WebApplication app;

    private WebhookReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(TakeAsync);
    }

    public string Url => $"{app.Urls.Single()}/hook?token=of-the-receiver";

    /// <summary>What it answers: 204 while it is well.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>Events that it answers with 422, whatever else it takes.</summary>
    public Func<Delivery, bool> Refuses { get; set; } = _ => false;

    /// <summary>All that came, taken or not.</summary>
    public IReadOnlyList<Delivery> Heard => [.. deliveries];

    /// <summary>What it took.</summary>
    public IReadOnlyList<Delivery> Taken => [.. deliveries.Where(delivery => delivery.Answered < 300)];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        IHeaderDictionary headers = http.Request.Headers;
        var delivery = new Delivery(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString().Split(' '), await reader.ReadToEndAsync(), Status);
        if (Refuses(delivery))
            delivery = delivery with { Answered = StatusCodes.Status422UnprocessableEntity };
        Assert.True(long.TryParse(delivery.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        deliveries.Enqueue(delivery);
        http.Response.StatusCode = delivery.Answered;
    }
}
