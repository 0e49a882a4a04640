using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Attachments;

/// <param name="Attachments">In the order in which they came; a requester gets the public ones.</param>
public sealed record AttachmentsReply(string Number, IReadOnlyList<AttachmentReply> Attachments);

/// <summary>A file on a ticket.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the bytes, in lower-case hexadecimal.</param>
/// <param name="By">Person id; the desk's persons are not named to a requester.</param>
/// <param name="Href">Where its bytes are.</param>
public sealed record AttachmentReply(
    string Id, string Name, string MediaType, long Length, string Sha256, Visibility Visibility, ScanVerdict Verdict, string? By, bool FromRequester, DateTimeOffset At, string Href)
{
    internal static AttachmentReply Of(Attachment file, TicketNumber number, Caller caller) => new(
        file.Id, file.Name.Value, file.MediaType, file.Length, file.Sha256, file.Visibility, file.Verdict,
        caller.ReadsAsDesk || file.By == caller.Actor.Id ? file.By : null, file.FromRequester, file.At, $"/api/tickets/{number}/attachments/{file.Id}");
}

internal sealed record AttachmentResult(TicketNumber Ticket, AttachmentReply File, bool Replayed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = File.Href;
        if (Replayed)
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return Results.Json(File, Json.Options, statusCode: StatusCodes.Status201Created).ExecuteAsync(httpContext);
    }
}

/// <summary>
/// The bytes of a file, to be saved and not shown: whatever it is, a browser makes no page of it (its type is not told, it is not
/// guessed, and where it is shown nevertheless it may do nothing).
/// </summary>
internal sealed class FileResult(Attachment file, Stream content) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using Stream bytes = content;
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/octet-stream";
        response.ContentLength = file.Length;
        response.Headers.ContentDisposition = FileNames.Disposition(file.Name.Value);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-site";
        response.Headers.XContentTypeOptions = "nosniff";
        await bytes.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
