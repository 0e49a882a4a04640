using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using static ItsmFunctions.Functions.Orchestrations.Patience;

namespace ItsmFunctions.Functions.Orchestrations;

public sealed record ChangeId(string Organisation, string Number);

/// <summary>The stage that a change has come to.</summary>
/// <param name="IsOver">It is closed or cancelled: there is none.</param>
/// <param name="Review">Where it is one that nobody has decided.</param>
public sealed record StageInHand(string Stage, bool IsOver, ReviewInHand? Review);

/// <param name="Round">Version of the event that opened it.</param>
/// <param name="Reminders">In order; those that were sent already are not among them.</param>
public sealed record ReviewInHand(int Round, DateTimeOffset[] Reminders, DateTimeOffset DueAt);

/// <summary>One step of a review, to be taken now.</summary>
/// <param name="At">When it was due: from then on it counts.</param>
public sealed record ReviewStep(ChangeId Of, int Round, DateTimeOffset At);

/// <summary>Carries one change through its stages, until it is closed or cancelled (OM-17 to OM-22, docs/decisions/0022).</summary>
public static class CarriedChange
{
    /// <summary>The event that says that something came of what the change waited for.</summary>
    public const string Moved = "moved";

    [Function(nameof(CarriedChange))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext flow, ChangeId change)
    {
        // Listens before it asks, so that what moves in between is heard.
        Task<int> moved = flow.WaitForExternalEvent<int>(Moved);

        // The stage that it has come to is opened: the group is told, or the reviewers are asked.
        StageInHand stage = await flow.CallActivityAsync<StageInHand>(nameof(ChangeSteps.OpenStage), change, Patiently);
        if (stage.IsOver)
            return;

        // Nobody is hurried but reviewers: the author hands it in, the group carries it out and closes it.
        if (stage.Review is { } review)
            await ReviewAsync(flow, change, review, moved);
        else
            await moved;

        // What has come of it stands in the ticket: the next stage, the same one with more time, an earlier one.
        flow.ContinueAsNew(change, preserveUnprocessedEvents: true);
    }

    private static async Task ReviewAsync(TaskOrchestrationContext flow, ChangeId change, ReviewInHand review, Task moved)
    {
        // Those who have not voted are reminded.
        foreach (DateTimeOffset at in review.Reminders)
        {
            if (await moved.ComesBeforeAsync(at, flow))
                return;
            await flow.CallActivityAsync(nameof(ChangeSteps.RemindReviewers), new ReviewStep(change, review.Round, at), Patiently);
        }

        // What nobody has decided by its deadline is escalated, extended or rejected: approved never.
        if (!await moved.ComesBeforeAsync(review.DueAt, flow))
            await flow.CallActivityAsync(nameof(ChangeSteps.PassDeadline), new ReviewStep(change, review.Round, review.DueAt), Patiently);
    }
}
