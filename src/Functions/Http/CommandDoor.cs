using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Tickets;
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

    /// <summary>Likewise, with a reply of its own.</summary>
    public Task<IResult> ChangeAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, Func<Outcome, Caller, CancellationToken, Task<IResult>> reply, CancellationToken stop) =>
        RunAsync<TBody>(request, number, (body, _, _) => Task.FromResult<TicketCommand?>(read(body)), new Guard.Missing(), stop, reply: reply);

    /// <summary>Likewise, of a command that needs more than its body says; null where something that it names is not there for the caller.</summary>
    public Task<IResult> ChangeAsync<TBody>(HttpRequest request, string number, Func<TBody, Caller, TicketNumber, Task<TicketCommand?>> read, CancellationToken stop) =>
        RunAsync(request, number, read, new Guard.Missing(), stop);

    /// <summary>Likewise, of one that appends.</summary>
    public Task<IResult> AppendAsync<TBody>(HttpRequest request, string number, Func<TBody, Caller, TicketNumber, Task<TicketCommand?>> read, CancellationToken stop) =>
        RunAsync(request, number, read, new Guard.None(), stop);

    private async Task<IResult> RunAsync<TBody>(HttpRequest request, string number, Func<TBody, Caller, TicketNumber, Task<TicketCommand?>> read, Guard otherwise, CancellationToken stop, bool dry = false, Func<Outcome, Caller, CancellationToken, Task<IResult>>? reply = null)
    {
        Caller caller = request.Caller();
        Guard guard = EntityTags.ReadIfMatch(request.Headers.IfMatch) is { } tags ? new Guard.Match(tags) : otherwise;
        (TBody body, byte[] bytes) = await Bodies.ReadAsync<TBody>(request, stop);
        if (!TicketNumber.TryParse(number, out TicketNumber ticket))
            return Problem.NotFound();
        RequestKey? key = dry ? null : IdempotencyKeys.Read(request, caller, bytes);
        if (await read(body, caller, ticket) is not { } command)
            return await replies.FromAsync((key is null ? null : await desk.RepeatAsync(caller, ticket, key, stop)) ?? new Outcome.NotFound(), caller, stop);
        if (dry)
            return await (reply ?? replies.FromAsync)(await desk.RehearseAsync(caller, ticket, command, guard, stop), caller, stop);
        Outcome outcome = command is TicketCommand.Split split
            ? await desk.SplitAsync(caller, ticket, split, guard, key, stop)
            : await desk.CommandAsync(caller, ticket, command, guard, key, stop);
        return await (reply ?? replies.FromAsync)(outcome, caller, stop);
    }

    /// <summary>A message, a note or a flag: appends, and If-Match is honoured only where it was sent.</summary>
    public Task<IResult> AppendAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, CancellationToken stop) =>
        RunAsync(request, number, read, new Guard.None(), stop);

    /// <summary>Likewise, with a reply of its own.</summary>
    /// <param name="mayBeDry">It takes <c>?dryRun=true</c>.</param>
    public Task<IResult> AppendAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, Func<Outcome, Caller, CancellationToken, Task<IResult>> reply, CancellationToken stop, bool mayBeDry = false) =>
        RunAsync<TBody>(request, number, (body, _, _) => Task.FromResult<TicketCommand?>(read(body)), new Guard.None(), stop, mayBeDry && request.Query.Flag("dryRun"), reply);

    private Task<IResult> RunAsync<TBody>(HttpRequest request, string number, Func<TBody, TicketCommand> read, Guard otherwise, CancellationToken stop, bool dry = false) =>
        RunAsync<TBody>(request, number, (body, _, _) => Task.FromResult<TicketCommand?>(read(body)), otherwise, stop, dry);
}

internal static class RequestCaller
{
    /// <summary>Who calls: the gate put it there.</summary>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("The gate let a request without a caller pass.");
}
