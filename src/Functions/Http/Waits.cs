using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Functions.Http;

/// <summary>What ends a wait from outside, and the command that has a lost one carried again.</summary>
public sealed class Waits(CommandDoor door, Recovery recovery, Replies replies)
{
    [Function("RecordSupplierReply"), Door(Act.SupplierReplied)]
    public Task<IResult> SupplierReplied([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/supplier-replied")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<SupplierReplyBody>(request, number, body => new TicketCommand.SupplierReplied(body.Text ?? ""), stop);

    [Function("RecordDelivery"), Door(Act.Delivered)]
    public Task<IResult> Delivered([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/delivered")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<DeliveryBody>(request, number, body => new TicketCommand.Delivered(body.Note), stop);

    [Function("RecoverTicket"), Door(Act.Recover)]
    public async Task<IResult> Recover(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/recover")] HttpRequest request, string number, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        Caller caller = request.Caller();
        await Bodies.ReadAsync<EmptyBody>(request, stop);
        return TicketNumber.TryParse(number, out TicketNumber ticket) ? await replies.FromAsync(await recovery.RunAsync(caller, ticket, client, stop), caller, stop) : Problem.NotFound();
    }
}

/// <param name="Text">What they say.</param>
public sealed record SupplierReplyBody([property: Required, MaxLength(Texts.LongestNote)] string? Text);

/// <param name="Note">What came, and where it is.</param>
public sealed record DeliveryBody([property: MaxLength(Texts.LongestNote)] string? Note);
