namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Where the engine finds the app's code. Names ignore case.</summary>
internal interface IDurableFunctions
{
    OrchestratorCode? FindOrchestrator(string name);

    ActivityCode? FindActivity(string name);
}

/// <summary>An activity with its middleware and arguments around it.</summary>
internal delegate Task<object?> ActivityCode(ActivityCall call, CancellationToken stop);

/// <param name="InstanceId">Of the orchestration that asked for it.</param>
/// <param name="StepId">The step's number in that orchestration's history.</param>
/// <param name="Input">JSON, or null.</param>
internal sealed record ActivityCall(string InstanceId, int StepId, string? Input);
