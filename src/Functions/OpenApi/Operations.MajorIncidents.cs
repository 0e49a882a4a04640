using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Major incidents.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfMajorIncidents =>
    [
        Major(Append("DeclareMajor", "Declare a major incident", typeof(MajorBody), new MajorBody("No network in any building."), "By hand; the parameter `major_incidents` has rules by which the desk declares one by itself. Leaders, dispatchers and process management are told.", TransitionNotAllowed)),
        Major(Append("InformAffected", "Tell everybody who is affected", typeof(InformBody), new InformBody("The network is down; we expect it back at noon.", "Netværket er nede; vi venter det tilbage ved middag."), "The requesters and watchers of the incident and of the tickets below it (`link` with the kind `parentOf`), and its stakeholders: each once, in their language. Who is linked later is told then.", NotMajor)),
        Major(Append("PublishStatus", "Publish a status", typeof(StatusBody), new StatusBody(StatusState.Identified, "No network in building 5341.", "Intet netværk i bygning 5341."), "What anybody reads at `/api/status` without a login: name nobody in it.", NotMajor)),
        Major(Change("StandDown", "Stand a major incident down", typeof(StandDownBody), new StandDownBody("The spare was missing; one is kept in each building from now on."), "With the review of what was learnt.", NotMajor)) with { Refuses = [NotMajor, TicketClosed, StaleVersion, PreconditionRequired, .. Written] },
        new("ReadTimeline", "Major incidents", "Timeline of a ticket")
        {
            Description = "Each event: what, when, by whom, what was written, and which mails it led to. For the desk.",
            Takes = ["Accept-Language"],
            Answers = [new(200, "In order.", typeof(TimelineReply))],
            Refuses = [NotFound, .. Always],
        },
        new("ReadStatus", "Major incidents", "Public status")
        {
            Description = "What was published of disruptions that are open, or were news in the last days: no login, and nothing of the tickets.",
            Takes = ["organisation", "days", "If-None-Match"],
            Answers = [new(200, "The latest first.", typeof(StatusReply), Headers: ["ETag (status)"]), new(304, "Nothing has changed since.", MediaType: null, Headers: ["ETag (status)"])],
            Refuses = [InvalidRequest, Unexpected, TryAgain],
        },
    ];

    private static Operation Major(Operation operation) => operation with { Tag = "Major incidents", By = "mia" };
}
