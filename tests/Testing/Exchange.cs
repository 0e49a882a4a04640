using System.Net;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Testing;

/// <summary>One request and its answer, carried over unchanged between the two sides of <see cref="StorageProxy"/>.</summary>
internal static class Exchange
{
    private static readonly HashSet<string> ofTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "Host", "Content-Length", "Expect",
    };

    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    public static HttpRequestMessage Copy(HttpRequest request, Uri host, string target, byte[] body)
    {
        // Uri would tidy the escapes of the path, and with them break the signature.
        var address = new Uri($"{host.GetLeftPart(UriPartial.Authority)}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (body.Length > 0 || request.ContentLength is not null) message.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers)
        {
            if (ofTheConnection.Contains(name)) continue;
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        // Storage writes its own address into answers: it has to be the one that the client knows.
        message.Headers.Host = request.Host.Value;
        return message;
    }

    public static async Task AnswerAsync(HttpContext http, HttpResponseMessage answer, byte[] content, bool cut)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!ofTheConnection.Contains(name)) http.Response.Headers[name] = values.ToArray();
        }
        if (http.Request.Method == "HEAD" || answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            if (http.Request.Method == "HEAD") http.Response.ContentLength = answer.Content.Headers.ContentLength;
            return;
        }
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content.AsMemory(0, cut ? content.Length / 2 : content.Length), http.RequestAborted);
        if (!cut) return;
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    public static async Task RefuseAsync(HttpContext http, string service, int status, string code)
    {
        const string Text = "Injected by the test.";
        http.Response.StatusCode = status;
        http.Response.Headers["x-ms-error-code"] = code;
        var (type, body) = service == "tables"
            ? ("application/json", $$$"""{"odata.error":{"code":"{{{code}}}","message":{"lang":"en-US","value":"{{{Text}}}"} } }""")
            : ("application/xml", $"""<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{Text}</Message></Error>""");
        http.Response.ContentType = type;
        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}
