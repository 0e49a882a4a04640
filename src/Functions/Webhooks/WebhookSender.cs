using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace ItsmFunctions.Functions.Webhooks;

/// <summary>What a name stands for.</summary>
public delegate Task<IPAddress[]> ResolveName(string host, CancellationToken stop);

/// <summary>
/// Sends one delivery. It connects to addresses that it has judged itself, follows no redirect, knows no proxy and no cookie, waits
/// for nobody long, and reads nothing of the answer but its status.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    /// <summary>From the connection to the answer's headers.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an answer that are read, where one is asked for.</summary>
    public const int LargestAnswer = 64 * 1024;

    private readonly HttpClient _client;
    private readonly TimeSpan _limit;

    /// <param name="limit">Real time.</param>
    public WebhookSender(WebhookTarget target, ResolveName resolve, TimeSpan limit)
    {
        _limit = limit;
        _client = new(new SocketsHttpHandler
        {
            ConnectCallback = (context, stop) => ConnectAsync(target, resolve, context.DnsEndPoint, stop),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = limit / 2,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            MaxConnectionsPerServer = 4,
            // A name is asked for anew before long.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        {
            Timeout = limit,
        };
    }

    public void Dispose() => _client.Dispose();

    /// <returns>Null where it was taken (2xx); else a code that says why not.</returns>
    public async Task<string?> SendAsync(Uri url, byte[] body, IEnumerable<(string Name, string Value)> headers, CancellationToken stop) =>
        (await PostAsync(url, body, "application/cloudevents+json", headers, reads: false, stop)).Error;

    /// <summary>Sends what is answered with more than a status.</summary>
    /// <returns>Why it was not taken, if it was not; else the body of the answer, empty where it is larger than <see cref="LargestAnswer"/>.</returns>
    public Task<(string? Error, byte[] Answer)> AskAsync(Uri url, byte[] body, IEnumerable<(string Name, string Value)> headers, CancellationToken stop) =>
        PostAsync(url, body, "application/json", headers, reads: true, stop);

    private async Task<(string? Error, byte[] Answer)> PostAsync(Uri url, byte[] body, string mediaType, IEnumerable<(string Name, string Value)> headers, bool reads, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = "utf-8" } } } };
        request.Headers.UserAgent.Add(new("ItsmFunctions-Webhook", "1.0"));
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!answer.IsSuccessStatusCode)
                return (string.Create(CultureInfo.InvariantCulture, $"status-{(int)answer.StatusCode}"), []);
            return (null, reads ? await ReadAsync(answer.Content, stop) : []);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return ("timeout", []);
        }
        catch (HttpRequestException failure)
        {
            string why = failure switch
            {
                { InnerException: AddressRefusedException } => "address-refused",
                { HttpRequestError: HttpRequestError.NameResolutionError } => "name-not-found",
                { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
                _ => "connection",
            };
            return (why, []);
        }
        catch (UriFormatException)
        {
            // A name that there cannot be, of a webhook that was made before such names were refused.
            return ("name-not-found", []);
        }
        catch (IOException)
        {
            return ("connection", []);
        }
    }

    // What is behind the headers has as long as they had: one that goes on for ever keeps nobody.
    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken stop)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(_limit);
        await using Stream from = await content.ReadAsStreamAsync(limited.Token);
        byte[] answer = new byte[LargestAnswer + 1];
        int length = await from.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, limited.Token);
        return length > LargestAnswer ? [] : answer[..length];
    }

    private static async ValueTask<Stream> ConnectAsync(WebhookTarget target, ResolveName resolve, DnsEndPoint to, CancellationToken stop)
    {
        IPAddress[] addresses = IPAddress.TryParse(to.Host, out IPAddress? literal) ? [literal] : await resolve(to.Host, stop);
        // One that leads inside makes all of them suspect.
        if (addresses.Length == 0 || !addresses.All(target.Allows))
            throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To the very addresses that were judged: a name that stands for another one by now is not asked again.
            await socket.ConnectAsync(addresses, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException : Exception;
}
