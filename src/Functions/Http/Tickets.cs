using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Reads one ticket: itself, its history, its journal.</summary>
public sealed class Tickets(Desk desk, Replies replies, TicketStore store, ProfileStore profiles, TimeProvider time)
{
    [Function("ReadTicket"), Door(Act.Read)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return await FindAsync(caller, number, stop) is { } ticket ? await replies.OfAsync(ticket, caller, stop) : Problem.NotFound();
    }

    [Function("ReadEvents"), Door(Act.Read)]
    public async Task<IResult> ReadEvents([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/events")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return await FindAsync(caller, number, stop) is { } ticket
            ? Results.Json(EventsReply.Of(ticket, await EventsAsync(ticket, stop), caller, (await profiles.ReadAsync(caller.Organisation, stop)).In(ticket.Area), time.GetUtcNow()), Json.Options)
            : Problem.NotFound();
    }

    [Function("ReadJournal"), Door(Act.Read)]
    public async Task<IResult> ReadJournal([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/journal")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return await FindAsync(caller, number, stop) is { } ticket
            ? Results.Json(new JournalReply(ticket.Number.ToString(), JournalEntry.Of(ticket, await EventsAsync(ticket, stop), caller)), Json.Options)
            : Problem.NotFound();
    }

    private async Task<Ticket?> FindAsync(Caller caller, string number, CancellationToken stop) =>
        TicketNumber.TryParse(number, out TicketNumber ticket) ? await desk.ReadAsync(caller, ticket, stop) : null;

    private Task<IReadOnlyList<StoredEvent>> EventsAsync(Ticket ticket, CancellationToken stop) =>
        store.ReadEventsAsync(ticket.Organisation, ticket.Number, ticket.Version, stop);
}
