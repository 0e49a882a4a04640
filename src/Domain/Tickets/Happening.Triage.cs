using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can happen to a ticket of a desk that triages (FV-05 to FV-14, A7).</summary>
public abstract partial record Happening
{
    /// <summary>One question of the chart was answered; the first of them begins a triage.</summary>
    /// <param name="Grounds">Which of its grounds hold; null of a question that has none.</param>
    /// <param name="Automation">Name of the automation that is to resolve it, where one was chosen.</param>
    public sealed record TriageAnswered(TriageQuestion Question, bool Yes, PersonalText Evidence, IdList? Grounds = null, string? Automation = null) : Happening;

    /// <summary>The answers led somewhere.</summary>
    /// <param name="WentOn">True where what was to resolve it did not (A7).</param>
    public sealed record Triaged(TriagePath Path, bool? WentOn = null) : Happening;

    /// <summary>An automation is to resolve it: its run begins.</summary>
    /// <param name="TimeoutSeconds">As the organisation has it at this time; likewise the attempts.</param>
    public sealed record AutomationStarted(string Automation, int TimeoutSeconds, int Attempts) : Happening;

    /// <summary>The automation was started, or could not be.</summary>
    /// <param name="Run">Version of the event that began the run.</param>
    /// <param name="Attempt">1 is the first.</param>
    /// <param name="Outcome">taken, or a code that says why not.</param>
    /// <param name="WaitsUntil">When the next step is due.</param>
    public sealed record AutomationTried(int Run, int Attempt, string Outcome, DateTimeOffset WaitsUntil) : Happening;

    /// <param name="Detail">What the automation said of it, for the desk.</param>
    public sealed record AutomationEnded(int Run, RunEnd End, PersonalText? Detail = null) : Happening;

    /// <summary>Higher support is to resolve it (FV-12).</summary>
    /// <param name="Target">Id of the target in the organisation's rules.</param>
    /// <param name="From">Id of the team that had it.</param>
    /// <param name="Team">Id of the team that gets it; null where it stays.</param>
    public sealed record Escalated(string Target, HigherSupportKind Kind, string From, string? Team, PersonalText Reason, string? Supplier = null) : Happening;

    /// <summary>One of the three things that show that it is resolved was recorded (FV-10).</summary>
    public sealed record Verified(VerificationCheck Check, VerificationResult Result, PersonalText? Note = null) : Happening;

    /// <summary>What resolved it, in steps, for who meets it again (FV-14).</summary>
    public sealed record ResolutionLogged(PersonalText Steps) : Happening;
}
