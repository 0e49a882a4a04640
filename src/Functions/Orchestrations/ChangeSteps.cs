using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Tickets;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>The steps of a change: each asks the desk, and may come again.</summary>
public sealed class ChangeSteps(ClockHand clock, TimeProvider time)
{
    /// <summary>Enters the stages that nothing stands in the way of any more, and says where the change is then.</summary>
    [Function(nameof(OpenStage))]
    public async Task<StageInHand> OpenStage([ActivityTrigger] ChangeId change, CancellationToken stop)
    {
        Ticket? ticket;
        bool goesOn;
        do
            (ticket, goesOn) = await DoAsync(change, each => each.Change!.OwesStage ? [new(new ChangeCommand.Carry(), time.GetUtcNow())] : [], stop);
        while (goesOn);
        return ticket is null || ticket.Status.IsOver()
            ? new(ChangeTypes.Over, IsOver: true, null)
            : new(ticket.Change!.Stage, IsOver: false, ticket.Change.OpenReview is { } review ? new(review.Round, [.. review.Reminders], review.DueAt) : null);
    }

    /// <summary>Reminds those who have not voted; a reminder that was sent before is not sent again.</summary>
    [Function(nameof(RemindReviewers))]
    public Task RemindReviewers([ActivityTrigger] ReviewStep step, CancellationToken stop) => TakeAsync(step, stop);

    /// <summary>Does what the rules of the review say of a deadline that passes; once.</summary>
    [Function(nameof(PassDeadline))]
    public Task PassDeadline([ActivityTrigger] ReviewStep step, CancellationToken stop) => TakeAsync(step, stop);

    private Task TakeAsync(ReviewStep step, CancellationToken stop) => DoAsync(
        step.Of,
        ticket => ticket.Change!.OpenReview is { } review && review.Round == step.Round && review.Next <= step.At ? [new(new ChangeCommand.Carry(), step.At)] : [],
        stop);

    private Task<(Ticket? Ticket, bool Changed)> DoAsync(ChangeId change, Func<Ticket, IEnumerable<Owed>> owed, CancellationToken stop) =>
        clock.DoAsync(OrganisationId.Parse(change.Organisation), TicketNumber.Parse(change.Number), ticket => ticket.Status.IsOver() ? [] : owed(ticket), stop);
}
