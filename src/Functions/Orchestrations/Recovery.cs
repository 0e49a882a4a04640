using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>Starts again what carries a ticket, where it was lost or terminated, at the stage at which the ticket stands.</summary>
public sealed class Recovery(Desk desk, ProfileStore profiles, ClockHand clock, Conversations conversations, TimeProvider time)
{
    /// <summary>Nothing where all that stands is carried, or nothing stands. A wait from before waits had plans gets one.</summary>
    public async Task<Outcome> RunAsync(Caller caller, TicketNumber number, DurableTaskClient client, CancellationToken stop)
    {
        if (await desk.ReadAsync(caller, number, stop) is not { } ticket)
            return new Outcome.NotFound();
        if (Policy.Denies(Act.Recover, caller.Actor, ticket, await profiles.ReadAsync(caller.Organisation, stop)) is { } denied)
            return new Outcome.Refused(denied.Refusal, ticket);
        // A change in review is pending too, and waits for nothing but its reviewers.
        if (ticket is { Change: null, Pending: { Wait: null } })
            ticket = (await clock.DoAsync(caller.Organisation, number, waiting => waiting.Pending is { Wait: null } ? [new(new TicketCommand.PlanWait(), time.GetUtcNow())] : [], stop)).Ticket ?? ticket;
        await conversations.EnsureAsync(client, ticket, stop);
        return new Outcome.Done(ticket, Replayed: false);
    }
}
