using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>The steps of a wait: each asks the desk, and may come again.</summary>
public sealed class WaitSteps(ClockHand clock)
{
    /// <summary>Whether the ticket waits, and for this.</summary>
    [Function(nameof(StillWaits))]
    public Task<bool> StillWaits([ActivityTrigger] WaitId wait, CancellationToken stop) => DoAsync(wait, _ => [], stop);

    /// <summary>Does what the wait owes by now; a step that was taken before is not taken again. It counts from the instant at which it was due.</summary>
    /// <returns>Whether the wait goes on.</returns>
    [Function(nameof(TakeWaitStep))]
    public Task<bool> TakeWaitStep([ActivityTrigger] WaitStepInput input, CancellationToken stop)
    {
        var step = new TicketCommand.WakeUp(input.Of.Wait, input.Step.Step);
        return DoAsync(input.Of, ticket => TicketDesk.Owes(ticket, step, input.Step.At) ? [new(step, input.Step.At)] : [], stop);
    }

    private async Task<bool> DoAsync(WaitId wait, Func<Ticket, IEnumerable<Owed>> owed, CancellationToken stop) =>
        await clock.DoAsync(OrganisationId.Parse(wait.Organisation), TicketNumber.Parse(wait.Number), owed, stop) is ({ Pending.Wait: { } stands }, _) && stands.Version == wait.Wait;
}
