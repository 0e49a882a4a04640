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
