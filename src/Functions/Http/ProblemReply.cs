using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>What a problem is beside what every ticket is. What is found out is for the desk.</summary>
/// <param name="Stages">The stages of every problem, in order.</param>
/// <param name="Incidents">Numbers of the incidents that it causes.</param>
/// <param name="ProactiveReason">Why it was opened before there was one.</param>
/// <param name="Investigators">Person ids of who looks into it.</param>
/// <param name="Handlers">Person ids of who handles it.</param>
/// <param name="InternalWorkaround">How the desk lives with it.</param>
/// <param name="PublicWorkaround">What end users may read of the workaround.</param>
/// <param name="PublicTitle">What end users read as the title of its known error; missing where they read its category.</param>
/// <param name="KnownError">Id of its known error, open or retired.</param>
/// <param name="CommunicatedAt">When end users were last told the workaround.</param>
/// <param name="Resolvable">Where it was just closed: its incidents that are open still. POST /api/tickets/bulk resolves those that are chosen.</param>
public sealed record ProblemReply(
    StageReply Stage, IReadOnlyList<StageReply> Stages, DateTimeOffset Since, IReadOnlyList<string>? Incidents, string? ProactiveReason, IReadOnlyList<string>? Investigators, IReadOnlyList<string>? Handlers,
    string? RootCause, string? InternalWorkaround, string? PublicWorkaround, string? PublicTitle, string? KnownError, DateTimeOffset? CommunicatedAt, IReadOnlyList<ProblemIncident>? Resolvable = null)
{
    public static ProblemReply Of(Ticket ticket, ProblemState problem, bool desk, string language) => new(
        StageOf(problem.At, language),
        [.. ProblemStages.Omflow.Where(stage => stage.Id != ProblemStages.Cancelled).Select(stage => StageOf(stage, language))],
        problem.Since,
        desk ? [.. ticket.IncidentsCaused().Select(number => number.ToString())] : null,
        desk ? problem.Proactive?.Value : null,
        desk ? problem.Investigators?.Ids.ToArray() : null,
        desk ? problem.Handlers?.Ids.ToArray() : null,
        desk ? problem.RootCause?.Value : null,
        desk ? problem.Workaround?.Value : null,
        problem.PublicWorkaround?.Value,
        problem.PublicTitle?.Value,
        desk && problem.KnownError is not null ? Domain.Problems.KnownError.IdOf(ticket.Number) : null,
        desk ? problem.Communicated?.At : null);

    private static StageReply StageOf(ProblemStage stage, string language) => new(stage.Id, stage.Label(language));
}
