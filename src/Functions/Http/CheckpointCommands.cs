using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Commands that only some profiles have: back to assignment, and the checks before closing.</summary>
public sealed class CheckpointCommands(CommandDoor door)
{
    [Function("ReturnToAssignment"), Door(Act.ReturnToAssignment)]
    public Task<IResult> ReturnToAssignment([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/return-to-assignment")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ReturnBody>(request, number, body => new TicketCommand.ReturnToAssignment(body.Reason ?? ""), stop);

    [Function("CheckClosure"), Door(Act.CheckClosure)]
    public Task<IResult> CheckClosure([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/check-closure")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<CheckClosureBody>(request, number, body => new TicketCommand.CheckClosure(body.Check ?? "", body.Applies ?? true, body.Reason ?? ""), stop);
}

/// <param name="Reason">Mandatory.</param>
public sealed record ReturnBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <param name="Check">Id of the check; the catalogue lists those of the profile.</param>
/// <param name="Applies">False where it does not apply to this ticket, if it may; true if left out.</param>
/// <param name="Reason">How it was met, or why it does not apply.</param>
public sealed record CheckClosureBody([property: Required] string? Check, bool? Applies, [property: Required, MaxLength(Texts.LongestReason)] string? Reason);
