using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using static ItsmFunctions.Functions.Orchestrations.Patience;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>One wait of one ticket.</summary>
/// <param name="Wait">Version of the event that names it.</param>
public sealed record WaitId(string Organisation, string Number, int Wait);

/// <param name="Step">1 is the first.</param>
/// <param name="Work">What is done, for whoever reads the instance's input.</param>
public sealed record PlannedStep(int Step, DateTimeOffset At, string Work);

/// <summary>What a wait was begun with: no later release changes it.</summary>
public sealed record WaitInput(WaitId Of, PlannedStep[] Steps);

/// <summary>One step of a wait, to be taken now.</summary>
public sealed record WaitStepInput(WaitId Of, PlannedStep Step);

/// <summary>Carries one wait, from the moment at which the ticket became pending until it is pending for that no more (docs/decisions/0019).</summary>
public static class PendingWait
{
    /// <summary>The event that says that the ticket waits no more.</summary>
    public const string Over = "over";

    [Function(nameof(PendingWait))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext flow, WaitInput wait)
    {
        Task<string> over = flow.WaitForExternalEvent<string>(Over);
        // A start may come twice, and the ticket may have gone on since.
        if (!await flow.CallActivityAsync<bool>(nameof(WaitSteps.StillWaits), wait.Of, Patiently))
            return;

        foreach (PlannedStep step in wait.Steps)
        {
            if (await over.ComesBeforeAsync(step.At, flow))
                return;
            if (!await flow.CallActivityAsync<bool>(nameof(WaitSteps.TakeWaitStep), new WaitStepInput(wait.Of, step), Patiently))
                return;
        }

        await over;
    }
}
