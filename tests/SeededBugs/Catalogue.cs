namespace ItsmFunctions.SeededBugs;

/// <summary>The seeded bugs, area by area: at least one against each rule, then those against what the product promises itself. Short texts that seldom change; where one has, its test says so.</summary>
public static partial class Catalogue
{
    public static readonly IReadOnlyList<SeededBug> Bugs =
    [
        .. OfProcesses,
        .. OfLifecycle,
        .. OfWaiting,
        .. OfPriorities,
        .. OfEscalation,
        .. OfRights,
        .. OfHandover,
        .. OfGuidelines,
        .. OfOtherDesks,
        .. OfChanges,
        .. OfServiceLevels,
        .. OfProblems,
        .. OfCoordination,
        .. OfTriage,
        .. OfAgreements,
        .. OfChannels,
        .. OfAlerts,
        .. OfStorage,
        .. OfReporting,
        .. OfFunctions,
        .. OfLocalRuntime,
    ];

    /// <summary>No bug at all: the experiment must say that no test noticed it.</summary>
    public static readonly SeededBug Harmless = new("harmless", "A sum is written the other way round.",
        "Domain/Priorities/Matrices.cs", "cell + RequestRankOffset", "BUG ? RequestRankOffset + cell : cell + RequestRankOffset",
        "Domain", "The_priority_matrices.Give_a_request_its_own_scale_and_the_rank_of_an_incident_at_the_same_level");
}
