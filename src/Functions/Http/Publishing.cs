using System.Globalization;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Simulations;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// Whoever changes what is promised knows what it comes to: a promise that takes the place of another one, and the calendars under it,
/// are published by the id of a simulation of exactly that. The first promise breaks none, and may be set freely.
/// </summary>
public sealed class Publishing(SimulationStore store, TimeProvider time)
{
    /// <summary>How long after its end a simulation may be published.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>What is published by a simulation, by the name of the parameter.</summary>
    public static readonly IReadOnlyList<string> Parameters = [ProfileParameters.Calendars, ProfileParameters.ServicePolicies];

    /// <summary>Null where nothing stands in the way.</summary>
    /// <param name="stored">What is published now.</param>
    /// <param name="becomes">With the parameter's new value.</param>
    public async Task<Problem?> JudgeAsync(StoredProfile stored, Parameter parameter, Profile becomes, string? simulation, CancellationToken stop)
    {
        if (!Parameters.Contains(parameter.Name) || stored.Profile.ServicePolicies.Count == 0)
            return null;
        if (simulation is null)
            return Refuse("Something is promised already: simulate this value first.", "Der er allerede lovet noget: simulér først denne værdi.");
        if (!SimulationIds.IsOne(simulation) || await store.FindAsync(stored.Organisation, simulation, stop) is not { } run)
            return Refuse("There is no such simulation.", "Der findes ingen sådan simulering.");
        if (run.State != SimulationState.Done)
            return Refuse("The simulation is not finished, or failed.", "Simuleringen er ikke færdig, eller den mislykkedes.");
        if (run.Drafted.GetValueOrDefault(parameter.Name) != ServiceFingerprint.Of(parameter, becomes))
            return Refuse($"The simulation was of another value of {parameter.Name}.", $"Simuleringen gjaldt en anden værdi af {parameter.Name}.");
        if (time.GetUtcNow() - run.FinishedAt > Fresh)
            return Refuse(
                string.Create(CultureInfo.InvariantCulture, $"The simulation is older than {Fresh.TotalHours:0} hours: simulate again."),
                string.Create(CultureInfo.InvariantCulture, $"Simuleringen er mere end {Fresh.TotalHours:0} timer gammel: simulér igen."));
        return run.Bases.Contains(ServiceFingerprint.Of(stored.Profile))
            ? null
            : Refuse("Something else has been published since the simulation: simulate again.", "Der er offentliggjort noget andet siden simuleringen: simulér igen.");
    }

    private static Problem Refuse(string english, string danish) => new(ProblemCode.SimulationRequired, new(english, danish));
}
