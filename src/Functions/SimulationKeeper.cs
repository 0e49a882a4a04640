using ItsmFunctions.Domain;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Simulations;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions;

/// <summary>
/// Looks after simulations: has them counted, and removes them when they are kept no longer. A row of the due index stands for each as
/// long as it is kept, so whatever becomes of a process, one that was accepted is counted or given up.
/// </summary>
public sealed partial class SimulationKeeper(SimulationStore store, DueIndex due, Conversations conversations, ILogger<SimulationKeeper> log)
{
    /// <summary>How often one that is not over is looked at.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(2);

    /// <summary>Keeps a simulation and begins to count it.</summary>
    public async Task AcceptAsync<T>(SimulationRun run, T draft, DurableTaskClient client, CancellationToken stop)
    {
        // Before the row: the index forgets nothing, and finds nothing to do where the row was never written.
        await due.WriteSimulationLookAsync(run.Organisation, run.Id, run.CreatedAt + Glance, stop);
        await store.AddAsync(run, draft, stop);
        try
        {
            await EnsureAsync(run, client, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // It is kept by now, and the tick begins what did not begin here.
            LogNotBegun(run.Organisation, run.Id, failure);
        }
    }

    /// <summary>What the tick does with one.</summary>
    public async Task LookAsync(OrganisationId organisation, string id, DateTimeOffset now, DurableTaskClient client, CancellationToken stop)
    {
        if (await store.FindAsync(organisation, id, stop) is not { } run)
        {
            await conversations.RemoveAsync(client, InstanceOf(organisation, id), stop);
            return;
        }

        if (!run.IsOver && now - run.CreatedAt > SimulationRun.Tried)
        {
            // Where it has just gone on, the next look decides.
            await store.ReplaceAsync(run with { State = SimulationState.Failed, Failure = SimulationFailure.Abandoned, FinishedAt = now }, stop);
            await due.WriteSimulationLookAsync(organisation, id, now + Glance, stop);
        }
        else if (!run.IsOver)
        {
            await EnsureAsync(run, client, stop);
            await due.WriteSimulationLookAsync(organisation, id, now + Glance, stop);
        }
        else if (run.FinishedAt is { } finished && finished + SimulationRun.Kept > now)
        {
            await conversations.RemoveAsync(client, InstanceOf(organisation, id), stop);
            await due.WriteSimulationLookAsync(organisation, id, finished + SimulationRun.Kept, stop);
        }
        else
            await store.RemoveAsync(run, stop);
    }

    private Task<bool> EnsureAsync(SimulationRun run, DurableTaskClient client, CancellationToken stop) =>
        conversations.EnsureAsync(client, InstanceOf(run.Organisation, run.Id), nameof(CountedSimulation), new SimulationId(run.Organisation.Value, run.Id), stop);

    private static string InstanceOf(OrganisationId organisation, string id) => $"simulation-{organisation}-{id}";

    [LoggerMessage(LogLevel.Warning, "The simulation {Organisation} {Id} was accepted and not begun; the tick will begin it.")]
    private partial void LogNotBegun(OrganisationId organisation, string id, Exception failure);
}
