using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Functions.Http;

/// <summary>What was decided of an incident, and where it led.</summary>
/// <param name="Path">automation, supportTeam, highImpact or critical.</param>
/// <param name="WentOn">True where what was to resolve it did not, and it went on from there.</param>
/// <param name="HighImpact">Whether the impact is high, whatever the path.</param>
/// <param name="Count">How often it was triaged; the events tell of each time.</param>
/// <param name="Protocol">What the team of its class does with it.</param>
/// <param name="Runs">Runs of automations, of every triage that the ticket had.</param>
public sealed record TriageReply(
    TriagePath Path, bool? WentOn, bool HighImpact, DateTimeOffset At, string By, int Count, IReadOnlyList<TriageAnswerReply> Answers, string? Protocol, IReadOnlyList<AutomationRunLine>? Runs)
{
    public static TriageReply Of(Ticket ticket, TriageState triage, Profile profile, string language) => new(
        triage.Path, triage.WentOn ? true : null, triage.HighImpact?.Yes == true, triage.At, triage.By, triage.Count,
        [
            .. new[] { (TriageQuestion.AutomatedResolution, triage.Automated), (TriageQuestion.HighImpact, triage.HighImpact), (TriageQuestion.Critical, triage.Critical) }
                .Where(asked => asked.Item2 is not null).Select(asked => TriageAnswerReply.Of(asked.Item1, asked.Item2!)),
        ],
        profile.Triage.ClassOf(ticket.Classification)?.Protocol(language),
        ticket.Dossier.Runs.IsEmpty ? null : [.. ticket.Dossier.Runs.Select(AutomationRunLine.Of)]);
}

/// <param name="Grounds">Which of the question's grounds hold.</param>
public sealed record TriageAnswerReply(TriageQuestion Question, bool Answer, IReadOnlyList<string>? Grounds, string Evidence)
{
    public static TriageAnswerReply Of(TriageQuestion question, TriageAnswer answer) => new(question, answer.Yes, answer.Grounds is { } grounds ? [.. grounds.Ids] : null, answer.Evidence.Value);
}

/// <param name="Confirms">All three are recorded, none failed, and at least one passed.</param>
public sealed record VerificationReply(VerificationRecordReply? UserConfirmation, VerificationRecordReply? SystemTests, VerificationRecordReply? LogAnalysis, bool Confirms)
{
    public static VerificationReply Of(Verification of) =>
        new(VerificationRecordReply.Of(of.UserConfirmation), VerificationRecordReply.Of(of.SystemTests), VerificationRecordReply.Of(of.LogAnalysis), of.Confirms);
}

public sealed record VerificationRecordReply(VerificationResult Result, string? Note, DateTimeOffset At, string By)
{
    public static VerificationRecordReply? Of(VerificationRecord? record) => record is null ? null : new(record.Result, record.Note?.Value, record.At, record.By);
}

/// <param name="Target">Id of the target.</param>
/// <param name="Team">Id of the team that it went to; missing where it stayed.</param>
public sealed record EscalationReply(string Target, string Label, HigherSupportKind Kind, string? Team, string Reason, DateTimeOffset At, string By)
{
    public static EscalationReply Of(HigherSupportRecord of, Profile profile, string language) =>
        new(of.Target, profile.Triage.FindTarget(of.Target)?.Label(language) ?? of.Target, of.Kind, of.Team, of.Reason.Value, of.At, of.By);
}

/// <summary>One run of an automation.</summary>
/// <param name="State">running, succeeded, failed, timed-out or superseded.</param>
/// <param name="Attempts">How often it is started at most.</param>
/// <param name="Attempted">How often it was started.</param>
/// <param name="Outcome">What came of the latest start: taken, or a code that says why not.</param>
/// <param name="WaitsUntil">When the next step is due, while it runs.</param>
public sealed record AutomationRunLine(string Automation, string State, DateTimeOffset StartedAt, int Attempts, int Attempted, string? Outcome, DateTimeOffset? WaitsUntil)
{
    public static AutomationRunLine Of(AutomationRun run) =>
        new(run.Automation, AutomationRunState.Of(run), run.StartedAt, run.Attempts, run.Attempted, run.Outcome, run.Stands ? run.WaitsUntil : null);
}
