using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Triage;

/// <summary>What was answered to one question.</summary>
/// <param name="Grounds">Which of its grounds hold; null of a question that has none.</param>
public sealed record TriageAnswer(bool Yes, PersonalText Evidence, IdList? Grounds = null);

/// <summary>The latest triage of a ticket: the fold of its events. Those before it stand in the history.</summary>
/// <param name="Round">Version of the event with its first answer.</param>
/// <param name="Count">How often the ticket was triaged.</param>
public sealed record TriageState(int Round, DateTimeOffset At, string By, int Count)
{
    public TriageAnswer? Automated { get; init; }

    /// <summary>Assessed whatever the first answer was (A7).</summary>
    public TriageAnswer? HighImpact { get; init; }
    public TriageAnswer? Critical { get; init; }

    /// <summary>Name of the automation that was chosen.</summary>
    public string? Automation { get; init; }

    /// <summary>Where it leads now.</summary>
    public TriagePath Path { get; init; }

    /// <summary>What was to resolve it did not, and it went on (A7).</summary>
    public bool WentOn { get; init; }

    /// <summary>The path through the chart that was taken.</summary>
    public TriageRow Row => TriageChart.Find(Automated?.Yes == true, HighImpact?.Yes == true, Critical?.Yes) ?? throw new InvalidOperationException("The chart has no such path.");
}

/// <summary>What shows that an issue is resolved (FV-10).</summary>
public enum VerificationCheck
{
    UserConfirmation,
    SystemTests,
    LogAnalysis,
}

public enum VerificationResult
{
    Passed,
    Failed,
    NotApplicable,
}

/// <param name="Note">What showed it, or why it does not apply; null only of what passed.</param>
public sealed record VerificationRecord(VerificationResult Result, PersonalText? Note, DateTimeOffset At, string By);

/// <summary>What was recorded of a resolution; anew after each reopening.</summary>
public sealed record Verification
{
    public static readonly Verification None = new();

    public VerificationRecord? UserConfirmation { get; init; }
    public VerificationRecord? SystemTests { get; init; }
    public VerificationRecord? LogAnalysis { get; init; }

    public VerificationRecord? this[VerificationCheck check] => check switch
    {
        VerificationCheck.UserConfirmation => UserConfirmation,
        VerificationCheck.SystemTests => SystemTests,
        VerificationCheck.LogAnalysis => LogAnalysis,
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    /// <summary>All three are recorded, none failed, and at least one says that it is resolved.</summary>
    public bool Confirms => All.All(record => record is { Result: not VerificationResult.Failed }) && All.Any(record => record is { Result: VerificationResult.Passed });

    public Verification With(VerificationCheck check, VerificationRecord record) => check switch
    {
        VerificationCheck.UserConfirmation => this with { UserConfirmation = record },
        VerificationCheck.SystemTests => this with { SystemTests = record },
        VerificationCheck.LogAnalysis => this with { LogAnalysis = record },
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    private IEnumerable<VerificationRecord?> All => [UserConfirmation, SystemTests, LogAnalysis];
}

/// <summary>An escalation to higher support (FV-12).</summary>
/// <param name="Target">Id of the target in the organisation's rules.</param>
/// <param name="Team">Id of the team that it went to; null where it stayed.</param>
public sealed record HigherSupportRecord(string Target, HigherSupportKind Kind, string? Team, PersonalText Reason, DateTimeOffset At, string By);
