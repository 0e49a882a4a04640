using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What another promise would have come to.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfSimulations =>
    [
        new("SimulateServiceLevels", "Service levels", "Simulate a draft of service levels")
        {
            Description = "Counts the tickets that were opened in a period by what is published and by a draft of the parameters `service_policies` and `calendars`, each as if it had held throughout, and as the tickets stood at its end. It is counted in the background from the reports; no ticket is read, and none is written to. The draft is checked as the parameters are. Its id publishes the draft within 24 hours: `PUT /api/parameters/{name}` takes it in `simulation`. Kept for 30 days, at most 100 of an organisation. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(SimulationBody),
            Example = Examples.Draft,
            By = "mia",
            Answers = [new(202, "It is accepted: ask where `Location` says until its state is `done` or `failed`.", typeof(SimulationReply), Example: Examples.QueuedSimulation, Headers: ["Location (simulation)", "Retry-After"])],
            Refuses = [InvalidRequest, NotAllowed, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReadSimulation", "Service levels", "Read a simulation")
        {
            Description = "How far it is and, once it is done, what it came to: met, breached, cancelled, superseded and running promises by handling rank, team and target under what is published and under the draft, and each promise that comes to something else. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Takes = ["after (flips)", "top"],
            Answers = [new(200, "The simulation.", typeof(SimulationReply), Example: Examples.Simulation, Headers: ["Retry-After (unfinished)"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, .. Always],
        },
        new("DeleteSimulation", "Service levels", "Take a simulation away")
        {
            Description = "Where it is not over, nothing more is counted. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Answers = [new(204, "It is gone.", MediaType: null)],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
    ];
}
