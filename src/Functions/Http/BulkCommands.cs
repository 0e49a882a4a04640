using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Http;

/// <summary>One command over a selection of tickets: each is judged, done and answered for itself, as if it had been sent alone.</summary>
public sealed class BulkCommands(Desk desk, ProfileStore profiles, ILogger<BulkCommands> log)
{
    public const int Most = 100;

    /// <summary>Tickets that one request works on at the same time.</summary>
    private const int Width = 8;

    /// <summary>The commands that make sense for many tickets, by the name of their route.</summary>
    internal static readonly IReadOnlyDictionary<string, Kind> Kinds = new Dictionary<string, Kind>
    {
        ["assign"] = Of<AssignBody>((body, _) => body.ToCommand()),
        ["begin-work"] = Of<EmptyBody>((_, _) => new TicketCommand.BeginWork()),
        ["pend"] = Of<PendBody>((body, caller) => body.ToCommand(caller.Organisation)),
        ["resume"] = Of<EmptyBody>((_, _) => new TicketCommand.Resume()),
        ["set-priority"] = Of<SetPriorityBody>((body, _) => body.ToCommand()),
        ["reclassify"] = Of<ReclassifyBody>((body, _) => body.ToCommand()),
        ["resolve"] = Of<ResolveBody>((body, _) => body.ToCommand()),
        ["dispatch"] = Of<DispatchBody>((body, _) => body.ToCommand()),
        ["accept"] = Of<EmptyBody>((_, _) => new TicketCommand.Accept(), appends: true),
        ["reply"] = Of<ReplyBody>((body, _) => body.ToCommand(), appends: true),
        ["journal"] = Of<JournalBody>((body, _) => body.ToCommand(), appends: true),
        ["flags"] = Of<FlagsBody>((body, _) => body.ToCommand(), appends: true),
        ["correct-service-level"] = Of<CorrectionBody>((body, _) => body.ToCommand(), appends: true),
    };

    [Function("BulkCommand"), Door(Act.Read)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/bulk")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (BulkBody body, byte[] bytes) = await Bodies.ReadAsync<BulkBody>(request, stop);
        (Kind kind, TicketCommand command) = Read(body, caller);
        RequestKey? key = IdempotencyKeys.Read(request, caller, bytes);
        var lines = new ConcurrentDictionary<int, BulkLine>();
        await Parallel.ForEachAsync(body.Tickets!.Index(), new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (ticket, token) =>
            lines[ticket.Index] = await OneAsync(caller, ticket.Item, command, kind.Appends, key, token));
        BulkLine[] results = [.. Enumerable.Range(0, body.Tickets!.Count).Select(at => lines[at])];
        return Results.Json(new BulkReply(results.Count(line => line.Status < 400), results.Count(line => line.Status >= 400), results), Json.Options);
    }

    private async Task<BulkLine> OneAsync(Caller caller, BulkTicket ticket, TicketCommand command, bool appends, RequestKey? key, CancellationToken stop)
    {
        Guard guard = ticket.Etag is { } tag ? new Guard.Match([tag]) : appends ? new Guard.None() : new Guard.Missing();
        Outcome outcome = new Outcome.NotFound();
        try
        {
            if (TicketNumber.TryParse(ticket.Number, out TicketNumber number))
                outcome = await desk.CommandAsync(caller, number, command, guard, key, stop);
            return Replies.LineOf(ticket.Number!, outcome, caller, await profiles.ReadAsync(caller.Organisation, stop));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // The others are not undone by this one: it says for itself that it may be sent again.
            return BulkLine.Of(ticket.Number!, Gate.Answer(failure, "/api/tickets/bulk", log), caller.Language);
        }
    }

    private static (Kind Kind, TicketCommand Command) Read(BulkBody body, Caller caller)
    {
        Complaint[] complaints =
        [
            .. body.Command is not null && Kinds.ContainsKey(body.Command) ? Array.Empty<Complaint>() : [new("/command", Sentence.OneOf(Kinds.Keys))],
            .. body.Tickets is { Count: > 0 and <= Most } ? Array.Empty<Complaint>() : [new("/tickets", new($"1 to {Most} tickets.", $"1 til {Most} sager."))],
            .. (body.Tickets ?? []).Index().Where(ticket => ticket.Item?.Number is null).Select(ticket => new Complaint($"/tickets/{ticket.Index}/number", Texts.Required)),
            .. (body.Tickets ?? []).Index().Where(ticket => ticket.Item?.Number is not null).GroupBy(ticket => ticket.Item.Number).SelectMany(twins => twins.Skip(1)).Select(twin => new Complaint($"/tickets/{twin.Index}/number", new("Each ticket once.", "Hver sag én gang."))),
        ];
        if (complaints.Length > 0)
            throw new UnreadableRequestException(Problem.Invalid(new("The request has members that cannot be accepted.", "Anmodningen har felter, som ikke kan godtages."), complaints));
        Kind kind = Kinds[body.Command!];
        return (kind, kind.Read(body.Body, caller));
    }

    private static Kind Of<TBody>(Func<TBody, Caller, TicketCommand> read, bool appends = false) =>
        new((body, caller) => read(Bodies.Parse<TBody>(body is JsonElement sent ? JsonSerializer.SerializeToUtf8Bytes(sent) : "{}"u8.ToArray(), "/body"), caller), appends);

    /// <param name="Appends">It needs no ETag.</param>
    internal sealed record Kind(Func<object?, Caller, TicketCommand> Read, bool Appends);
}

/// <summary>One command for many tickets.</summary>
/// <param name="Command">Its name as in the route of one ticket: assign, begin-work, pend, resume, set-priority, reclassify, resolve, dispatch, accept, reply, journal, flags or correct-service-level.</param>
/// <param name="Tickets">At most 100.</param>
/// <param name="Body">What the command takes, the same for all of them.</param>
public sealed record BulkBody([property: Required] string? Command, [property: Required, MinLength(1), MaxLength(BulkCommands.Most)] IReadOnlyList<BulkTicket>? Tickets, object? Body);

/// <param name="Etag">The version that the decision was made for: needed where the command alone needs If-Match.</param>
public sealed record BulkTicket([property: Required] string? Number, string? Etag);

/// <param name="Results">In the order of the tickets.</param>
public sealed record BulkReply(int Done, int Refused, IReadOnlyList<BulkLine> Results);

/// <summary>What became of one ticket.</summary>
/// <param name="Status">As the command alone would have answered it.</param>
/// <param name="Etag">Of the ticket as it stands now.</param>
/// <param name="Code">Of the problem, where it was refused.</param>
/// <param name="Prompts">What whoever has the ticket is reminded of.</param>
public sealed record BulkLine(string Number, int Status, string? Etag, string? Code, string? Detail, IReadOnlyList<ProblemError>? Errors, IReadOnlyList<PromptReply>? Prompts = null)
{
    internal static BulkLine Of(string number, Problem problem, string language) =>
        new(number, problem.Status, problem.CurrentETag, problem.Code, problem.Detail.In(language), ProblemError.Of(problem.Errors, language));
}
