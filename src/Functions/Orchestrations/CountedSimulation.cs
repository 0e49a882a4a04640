using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Simulations;
using ItsmFunctions.Storage.Simulations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using static ItsmFunctions.Functions.Orchestrations.Patience;

namespace ItsmFunctions.Functions.Orchestrations;

public sealed record SimulationId(string Organisation, string Id);

/// <summary>Counts one simulation to its end, a segment of the reports a step (docs/decisions/0030).</summary>
public static class CountedSimulation
{
    [Function(nameof(CountedSimulation))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext flow, SimulationId simulation)
    {
        while (await flow.CallActivityAsync<bool>(nameof(SimulationSteps.CountSegment), simulation, Patiently))
        {
        }
    }
}

/// <summary>The step of a simulation: it may come again.</summary>
public sealed class SimulationSteps(SimulationStore store, Simulator simulator)
{
    /// <summary>Counts what is next of a simulation; nothing where somebody has taken it away.</summary>
    /// <returns>Whether there is more.</returns>
    [Function(nameof(CountSegment))]
    public async Task<bool> CountSegment([ActivityTrigger] SimulationId simulation, CancellationToken stop) =>
        await store.FindAsync(OrganisationId.Parse(simulation.Organisation), simulation.Id, stop) is { } run && await simulator.GoOnAsync(run, stop);
}
