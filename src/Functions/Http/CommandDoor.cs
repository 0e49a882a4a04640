using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>What every command over HTTP has in common: body, If-Match, Idempotency-Key, reply.</summary>
public sealed class CommandDoor(Desk desk, Replies replies)
{
    /// <summary>A change of state: needs If-Match.</summary>
    /// <param name="mayBeDry">The command takes <c>?dryRun=true</c>: what would be refused is, and nothing changes; then If-Match is honoured, not needed.</param>
    public Task<IResult> ChangeAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, CancellationToken stop, bool mayBeDry = false)
    {
        bool dry = mayBeDry && request.Query.Flag("dryRun");
        return RunAsync(request, number, read, dry ? new Guard.None() : new Guard.Missing(), stop, dry);
    }

    /// <summary>A message, a note or a flag: appends, and If-Match is honoured only where it was sent.</summary>
    public Task<IResult> AppendAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, CancellationToken stop) =>
        RunAsync(request, number, read, new Guard.None(), stop);

    private async Task<IResult> RunAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, Guard otherwise, CancellationToken stop, bool dry = false)
    {
        Caller caller = request.Caller();
        Guard guard = EntityTags.ReadIfMatch(request.Headers.IfMatch) is { } tags ? new Guard.Match(tags) : otherwise;
        (TBody body, byte[] bytes) = await Bodies.ReadAsync<TBody>(request, stop);
        if (!TicketNumber.TryParse(number, out TicketNumber ticket))
            return Problem.NotFound();
        Outcome outcome = dry
            ? await desk.RehearseAsync(caller, ticket, read(body), guard, stop)
            : await desk.CommandAsync(caller, ticket, read(body), guard, IdempotencyKeys.Read(request, caller, bytes), stop);
        return await replies.FromAsync(outcome, caller, stop);
    }
}

internal static class RequestCaller
{
    /// <summary>Who calls: the gate put it there.</summary>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("The gate let a request without a caller pass.");
}
