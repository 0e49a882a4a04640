using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Triage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Triage, higher support and verification (FV-05 to FV-12).</summary>
public sealed class TriageDoors(CommandDoor door)
{
    [Function("Triage"), Door(Act.Triage)]
    public Task<IResult> Triage([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/triage")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<TriageBody>(request, number, body => new TriageCommand.Decide(body.ToAnswers()), stop);

    [Function("Escalate"), Door(Act.Escalate)]
    public Task<IResult> Escalate([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/escalate")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<EscalateBody>(request, number, body => new TriageCommand.Escalate(body.Target ?? "", body.Reason ?? ""), stop);

    [Function("Verify"), Door(Act.Verify)]
    public Task<IResult> Verify([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/verify")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<VerifyBody>(request, number, body => new TriageCommand.Verify(body.UserConfirmation?.ToAnswer(), body.SystemTests?.ToAnswer(), body.LogAnalysis?.ToAnswer()), stop);
}

/// <summary>The answers to the questions of the flowchart, in its order, each with what shows it.</summary>
/// <param name="AutomatedResolution">Can a reboot, a script or the system itself resolve it?</param>
/// <param name="HighImpact">Whom and what it touches: assessed whatever the first answer is.</param>
/// <param name="Critical">What it threatens: mandatory where the impact is high, refused where it is not.</param>
public sealed record TriageBody([property: Required] AutomatedResolutionBody? AutomatedResolution, [property: Required] HighImpactBody? HighImpact, CriticalBody? Critical)
{
    internal TriageAnswers ToAnswers() => new(
        AutomatedResolution is { } automated ? new(automated.Answer ?? throw Missing("/automatedResolution/answer"), automated.Evidence, automated.Automation) : null,
        HighImpact is { } impact ? new(impact.CriticalFunction ?? false, impact.LargeUserGroup ?? false, impact.EssentialService ?? false, impact.Evidence) : null,
        Critical is { } critical ? new(critical.SystemSecurity ?? false, critical.DataIntegrity ?? false, critical.CoreInfrastructure ?? false, critical.Evidence) : null);

    private static UnreadableRequestException Missing(string pointer) => new(Problem.Invalid("The request has members that cannot be accepted.", new Complaint(pointer, Texts.Required)));
}

/// <param name="Answer">Whether it can be resolved without a support team.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Automation">Name of the automation that is to be started, one of the parameter automations; left out, somebody does it by hand.</param>
public sealed record AutomatedResolutionBody([property: Required] bool? Answer, [property: Required, MaxLength(Texts.LongestReason)] string? Evidence, [property: MaxLength(Texts.LongestName)] string? Automation);

/// <summary>The impact is high as soon as one of these holds; what is left out does not.</summary>
/// <param name="CriticalFunction">It touches critical business functions.</param>
/// <param name="LargeUserGroup">It touches large groups of users.</param>
/// <param name="EssentialService">It touches essential services.</param>
/// <param name="Evidence">What shows it, or that none holds.</param>
public sealed record HighImpactBody(bool? CriticalFunction, bool? LargeUserGroup, bool? EssentialService, [property: Required, MaxLength(Texts.LongestReason)] string? Evidence);

/// <summary>It is critical as soon as one of these holds; what is left out does not.</summary>
/// <param name="SystemSecurity">It threatens the security of systems.</param>
/// <param name="DataIntegrity">It threatens the integrity of data.</param>
/// <param name="CoreInfrastructure">It threatens the core infrastructure.</param>
/// <param name="Evidence">What shows it, or that none holds.</param>
public sealed record CriticalBody(bool? SystemSecurity, bool? DataIntegrity, bool? CoreInfrastructure, [property: Required, MaxLength(Texts.LongestReason)] string? Evidence);

/// <param name="Target">Id of one of the organisation's targets; the parameter triage lists them.</param>
/// <param name="Reason">Why it needs them.</param>
public sealed record EscalateBody([property: Required] string? Target, [property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <summary>What is left out stays as it was recorded.</summary>
/// <param name="UserConfirmation">Whether its user confirms that it is resolved.</param>
/// <param name="SystemTests">Whether tests of the system show it.</param>
/// <param name="LogAnalysis">Whether the logs show it.</param>
public sealed record VerifyBody(VerificationBody? UserConfirmation, VerificationBody? SystemTests, VerificationBody? LogAnalysis);

/// <param name="Result">passed, failed or notApplicable.</param>
/// <param name="Note">What showed it, or why it does not apply: mandatory unless it passed.</param>
public sealed record VerificationBody([property: Required] VerificationResult? Result, [property: MaxLength(Texts.LongestReason)] string? Note)
{
    internal VerificationAnswer ToAnswer() => new(Result, Note);
}
