using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What is asked of a ticket by a desk that triages.</summary>
public abstract record TriageCommand(Act Act) : TicketCommand(Act)
{
    /// <summary>Answers the questions of the chart, and does what follows.</summary>
    public sealed record Decide(TriageAnswers Answers) : TriageCommand(Act.Triage);

    /// <summary>The desk's own: an automation was started, or could not be.</summary>
    /// <param name="Run">Version of the event that began the run.</param>
    public sealed record TryRun(int Run, int Attempt, string Outcome, DateTimeOffset WaitsUntil) : TriageCommand(Act.RunAutomation);

    /// <summary>The desk's own: a run has come to its end.</summary>
    public sealed record EndRun(int Run, RunEnd End, RunReport? Report) : TriageCommand(Act.RunAutomation);

    /// <summary>Escalates to higher support (FV-12).</summary>
    /// <param name="Target">Id of one of the organisation's targets.</param>
    public sealed record Escalate(string Target, string Reason) : TriageCommand(Act.Escalate);

    /// <summary>Records what shows that it is resolved (FV-10): what is null stays as it was recorded.</summary>
    public sealed record Verify(VerificationAnswer? UserConfirmation, VerificationAnswer? SystemTests, VerificationAnswer? LogAnalysis) : TriageCommand(Act.Verify);
}

/// <param name="Note">Mandatory unless it passed.</param>
public sealed record VerificationAnswer(VerificationResult? Result, string? Note);
