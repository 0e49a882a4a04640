using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>What is answered, by itself or inside the answer to a transaction.</summary>
internal sealed record TableAnswer(int Status, string Reason, IReadOnlyList<HttpHeader> Headers, byte[] Body)
{
    private static readonly HttpHeader json = new("Content-Type", "application/json;odata=minimalmetadata;streaming=true;charset=utf-8");

    public static TableAnswer NoContent(params HttpHeader[] headers) => new(204, "No Content", headers, []);

    public static TableAnswer Json(int status, string reason, byte[] body, params HttpHeader[] headers) => new(status, reason, [json, .. headers], body);

    public static TableAnswer Of(TableFailure failure) => Json(failure.Status, failure.Reason, JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object> { ["odata.error"] = new { code = failure.Code, message = new { lang = "en-US", value = failure.Message } } }));
}

/// <summary>The service refuses: nothing has changed.</summary>
internal sealed class TableFailure(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public string Reason => status switch
    {
        400 => "Bad Request",
        404 => "Not Found",
        409 => "Conflict",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        _ => "Not Implemented",
    };

    /// <summary>The operation of a transaction that was refused stands before the message.</summary>
    public TableFailure At(int index) => new(status, code, $"{index}:{Message}");

    public static TableFailure Invalid(string message) => new(400, "InvalidInput", message);

    public static TableFailure NotImplemented(string what) => new(501, "NotImplemented", $"{what} is not part of the table service in memory.");
}

internal sealed class TableResponse(TableAnswer answer, string clientRequestId) : Response
{
    private Stream? content = new MemoryStream(answer.Body, writable: false);

    public override int Status => answer.Status;

    public override string ReasonPhrase => answer.Reason;

    public override Stream? ContentStream
    {
        get => content;
        set => content = value;
    }

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose() => content?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = answer.Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => answer.Headers;
}
