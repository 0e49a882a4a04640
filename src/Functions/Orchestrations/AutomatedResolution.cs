using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using static ItsmFunctions.Functions.Orchestrations.Patience;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>One run of an automation.</summary>
/// <param name="Run">Version of the event that started it.</param>
public sealed record RunOf(string Organisation, string Number, int Run);

/// <summary>What a run was begun with: no later release changes it.</summary>
public sealed record RunInput(RunOf Of, int Attempts);

/// <summary>One start of a run, to be made now.</summary>
public sealed record RunAttempt(RunOf Of, int Attempt);

/// <param name="Stands">Whether its result is still waited for.</param>
/// <param name="Until">Until when.</param>
public sealed record RunInHand(bool Stands, DateTimeOffset Until);

/// <summary>Carries one run of an automation from its first start to its result (docs/decisions/0029).</summary>
public static class AutomatedResolution
{
    /// <summary>The event that says that the run has ended.</summary>
    public const string Over = "over";

    [Function(nameof(AutomatedResolution))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext flow, RunInput run)
    {
        Task<string> over = flow.WaitForExternalEvent<string>(Over);
        for (int attempt = 1; attempt <= run.Attempts; attempt++)
        {
            // A start may come twice: the ticket knows which of them were made, and the automation knows them by their ids.
            RunInHand stands = await flow.CallActivityAsync<RunInHand>(nameof(AutomationSteps.StartAutomation), new RunAttempt(run.Of, attempt), Patiently);
            if (!stands.Stands || await over.ComesBeforeAsync(stands.Until, flow))
                return;
        }

        await flow.CallActivityAsync(nameof(AutomationSteps.GiveUpAutomation), run.Of, Patiently);
    }
}
