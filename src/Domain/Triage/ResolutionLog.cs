using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Triage;

/// <summary>What resolved a ticket, in steps, in the organisation's language (FV-14).</summary>
public static class ResolutionLog
{
    public static string Of(Ticket ticket, string solution, Verification verification, Profile profile)
    {
        bool danish = profile.Language == "da";
        var steps = new List<string>();
        if (ticket.Triage is { } triage)
            steps.Add($"Triage: {Words(triage.Path, danish)}{(triage.Automation is { } automation ? $" ({automation})" : "")}.");
        foreach (HigherSupportRecord escalated in ticket.Dossier.Escalations)
            steps.Add($"{(danish ? "Eskaleret til" : "Escalated to")} {profile.Triage.FindTarget(escalated.Target)?.Label(profile.Language) ?? escalated.Target}: {escalated.Reason.Value}");
        foreach (TicketTask task in ticket.Dossier.Tasks.Where(task => task.State == TaskState.Done))
            steps.Add($"{(task.FollowUp ? danish ? "Opfølgning" : "Follow-up" : danish ? "Opgave" : "Task")}: {task.Title.Value}");
        foreach (VerificationCheck check in Enum.GetValues<VerificationCheck>())
        {
            if (verification[check] is { } record)
                steps.Add($"{Words(check, danish)}: {Words(record.Result, danish)}{(record.Note is { } note ? $" – {note.Value}" : "")}");
        }

        steps.Add($"{(danish ? "Løsning" : "Solution")}: {solution}");
        return string.Join('\n', steps.Select((step, index) => $"{index + 1}. {step}"));
    }

    private static string Words(TriagePath path, bool danish) => path switch
    {
        TriagePath.Automation => danish ? "automatisk løsning" : "automated resolution",
        TriagePath.SupportTeam => danish ? "til supportteamet" : "to the support team",
        TriagePath.HighImpact => danish ? "stor påvirkning" : "high impact",
        TriagePath.Critical => danish ? "kritisk" : "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(path)),
    };

    private static string Words(VerificationCheck check, bool danish) => check switch
    {
        VerificationCheck.UserConfirmation => danish ? "Brugerens bekræftelse" : "User confirmation",
        VerificationCheck.SystemTests => danish ? "Systemtest" : "System tests",
        VerificationCheck.LogAnalysis => danish ? "Gennemgang af logge" : "Log analysis",
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    private static string Words(VerificationResult result, bool danish) => result switch
    {
        VerificationResult.Passed => danish ? "bestået" : "passed",
        VerificationResult.Failed => danish ? "ikke bestået" : "failed",
        VerificationResult.NotApplicable => danish ? "ikke relevant" : "not applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
