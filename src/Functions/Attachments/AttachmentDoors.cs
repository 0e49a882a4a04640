using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Attachments;

/// <summary>Files on a ticket: put there, listed, fetched. Bytes are streamed, and never shown by a browser as a page of this origin.</summary>
public sealed class AttachmentDoors(Desk desk, Replies replies, AttachmentKeeper keeper, ProfileStore profiles)
{
    private const int Peek = 512;
    private static readonly string[] Known = ["name", "visibility"];

    [Function("Attach"), Door(Act.Reply)]
    public async Task<IResult> Attach([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/attachments")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (!TicketNumber.TryParse(number, out TicketNumber ticket))
            return Problem.NotFound();
        NewAttachment file = Announced(request, caller);
        // Before the bytes are taken: who may not attach them does not send them for nothing.
        Outcome rehearsed = await desk.RehearseAsync(caller, ticket, new TicketCommand.Attach(file), new Guard.None(), stop);
        if (rehearsed is not Outcome.Rehearsed && !await WasSentBeforeAsync(request, caller, ticket, stop))
            return await replies.FromAsync(rehearsed, caller, stop);
        AttachmentRules rules = (await profiles.ReadAsync(caller.Organisation, stop)).Attachments;
        byte[] first = await PeekAsync(request.Body, stop);
        if (first.Length == 0)
            return Problem.Invalid(new("The file is empty.", "Filen er tom."));
        if (rules.Refuses(file.Name, file.MediaType, first) is { } refusal)
            return new Problem(ProblemCode.AttachmentTypeRefused, refusal);

        await keeper.AnnounceAsync(caller.Organisation, ticket, [file.Id], stop);
        await using var content = new MeasuredStream(first, request.Body, rules.Largest);
        ScanVerdict verdict = await keeper.KeepAsync(caller.Organisation, ticket, file.Id, content, stop);
        if (verdict == ScanVerdict.Infected)
            throw AttachmentKeeper.Infected();
        file = file with { Length = content.Length, Sha256 = content.TakeHash(), Verdict = verdict };
        RequestKey? key = IdempotencyKeys.ReadRaw(request, caller, SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Name}\n{file.MediaType}\n{file.Visibility}\n{file.Sha256}")));
        Outcome outcome = await desk.CommandAsync(caller, ticket, new TicketCommand.Attach(file), new Guard.None(), key, stop);
        if (outcome is Outcome.Done { Replayed: false } done)
            return new AttachmentResult(ticket, AttachmentReply.Of(done.Ticket.Attachments!.Last(kept => kept.Id == file.Id), ticket, caller), Replayed: false);

        await keeper.ForgetAsync(caller.Organisation, ticket, file.Id, stop);
        return outcome is Outcome.Done replayed
            ? new AttachmentResult(ticket, AttachmentReply.Of(replayed.Ticket.Attachments![^1], ticket, caller), Replayed: true)
            : await replies.FromAsync(outcome, caller, stop);
    }

    [Function("ListAttachments"), Door(Act.Read)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/attachments")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return await FindAsync(caller, number, stop) is { } ticket
            ? Results.Json(new AttachmentsReply(ticket.Number.ToString(), [.. Seen(ticket, caller).Select(file => AttachmentReply.Of(file, ticket.Number, caller))]), Json.Options)
            : Problem.NotFound();
    }

    [Function("ReadAttachment"), Door(Act.Read)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/attachments/{id}")] HttpRequest request, string number, string id, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (await FindAsync(caller, number, stop) is not { } ticket || Seen(ticket, caller).FirstOrDefault(kept => kept.Id == id) is not { } file)
            return Problem.NotFound();
        return await keeper.OpenAsync(ticket, file, stop) is { } content ? new FileResult(file, content) : Problem.NotFound();
    }

    // Whether it is the same file shows only when its bytes are here; that the key came before shows at once.
    private async Task<bool> WasSentBeforeAsync(HttpRequest request, Caller caller, TicketNumber ticket, CancellationToken stop) =>
        IdempotencyKeys.ReadRaw(request, caller, new byte[SHA256.HashSizeInBytes]) is { } key && await desk.RepeatAsync(caller, ticket, key, stop) is not null;

    // A requester has the public ones; the internal ones do not exist for them.
    private static IEnumerable<Attachment> Seen(Ticket ticket, Caller caller) =>
        (ticket.Attachments ?? []).Where(file => caller.ReadsAsDesk || file.Visibility == Visibility.Public);

    private async Task<Ticket?> FindAsync(Caller caller, string number, CancellationToken stop) =>
        TicketNumber.TryParse(number, out TicketNumber ticket) ? await desk.ReadAsync(caller, ticket, stop) : null;

    /// <exception cref="UnreadableRequestException">It has no name, or says something that is not known here: 400.</exception>
    private static NewAttachment Announced(HttpRequest request, Caller caller)
    {
        request.Query.MayName(Known);
        string name = FileNames.Of(request);
        if (name.Length == 0)
            throw new UnreadableRequestException(Problem.Invalid(new("The file has no name.", "Filen har intet navn."), new Domain.Complaint("", "Say it in Content-Disposition: attachment; filename*=UTF-8''…, or as ?name=.")));
        Visibility visibility = caller.ReadsAsDesk ? Visibility.Internal : Visibility.Public;
        if (request.Query.TryGetValue("visibility", out var asked) && !Json.OneOf<Visibility>.Values.TryGetValue(asked.ToString(), out visibility))
            throw Queries.Wrong("visibility", $"One of {string.Join(", ", Json.OneOf<Visibility>.Values.Keys)}.");
        string type = Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var said) && said.MediaType.Length <= 255 ? said.MediaType.ToString().ToLowerInvariant() : "application/octet-stream";
        if (type == "multipart/form-data")
            throw new UnreadableRequestException(new Problem(ProblemCode.UnsupportedMediaType, new(
                "A form is not taken apart here: send the bytes of the file themselves as the body, with the file's own Content-Type, and its name in Content-Disposition or ?name=.",
                "En formular pakkes ikke ud her: send selve filens bytes som indhold, med filens egen Content-Type og dens navn i Content-Disposition eller ?name=.")));
        return new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), name, type, 0, "", visibility, ScanVerdict.Unscanned);
    }

    private static async Task<byte[]> PeekAsync(Stream body, CancellationToken stop)
    {
        byte[] first = new byte[Peek];
        return first[..await body.ReadAtLeastAsync(first, Peek, throwOnEndOfStream: false, stop)];
    }
}
