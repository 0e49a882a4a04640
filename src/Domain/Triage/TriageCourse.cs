using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Triage;

/// <summary>What the events of triage, higher support and verification make of a ticket.</summary>
internal static class TriageCourse
{
    /// <returns>Null for an event of anything else.</returns>
    public static Ticket? Of(Ticket ticket, Happening what, string by, DateTimeOffset at) => what switch
    {
        Happening.TriageAnswered answered => ticket with { Triage = Answered(ticket, answered, by, at) },
        Happening.Triaged triaged => ticket with { Triage = ticket.Triage! with { Path = triaged.Path, WentOn = triaged.WentOn == true } },
        Happening.Escalated escalated => ticket with
        {
            Handover = escalated.Team is { } team ? (ticket.Handover ?? HandoverState.None).Passed(escalated.From, team) : ticket.Handover,
            Dossier = ticket.Dossier with
            {
                Escalations = ticket.Dossier.Escalations.Add(new(escalated.Target, escalated.Kind, escalated.Team, escalated.Reason, at, by)),
                Supplier = escalated.Supplier is { } supplier && ticket.Dossier.Supplier?.Supplier != supplier ? new(supplier, null) : ticket.Dossier.Supplier,
            },
        },
        Happening.Verified verified => ticket with
        {
            Verification = (ticket.Verification ?? Verification.None).With(verified.Check, new(verified.Result, verified.Note, at, by)),
            ClosureChecks = verified.Result == VerificationResult.Failed ? ticket.ClosureChecks.Remove(ClosureCheck.ResolutionConfirmed) : ticket.ClosureChecks,
        },
        Happening.AutomationStarted started => ticket with
        {
            Dossier = ticket.Dossier with { Runs = ticket.Dossier.Runs.Add(new(ticket.Version + 1, started.Automation, at, started.TimeoutSeconds, started.Attempts, at)) },
        },
        Happening.AutomationTried tried => OfRun(ticket, tried.Run, run => run with { Attempted = tried.Attempt, Outcome = tried.Outcome, WaitsUntil = tried.WaitsUntil }),
        Happening.AutomationEnded ended => OfRun(ticket, ended.Run, run => run with { Ended = ticket.Version + 1, End = ended.End }),
        Happening.ResolutionLogged logged => ticket with { ResolutionLog = logged.Steps },
        _ => null,
    };

    /// <summary>A run ends too with what makes it needless: another triage, another path, a resolution.</summary>
    public static Ticket Superseding(Ticket before, Ticket after, Happening what)
    {
        bool superseded = what is Happening.TriageAnswered { Question: TriageQuestion.AutomatedResolution } or Happening.Triaged { WentOn: true }
            || after.Status == TicketStatus.Resolved || after.Status.IsOver();
        return superseded && after.Dossier.StandingRun is { } run ? OfRun(after, run.Version, each => each with { Ended = before.Version + 1, End = RunEnd.Superseded }) : after;
    }

    private static Ticket OfRun(Ticket ticket, int version, Func<AutomationRun, AutomationRun> change) =>
        ticket with { Dossier = ticket.Dossier with { Runs = [.. ticket.Dossier.Runs.Select(run => run.Version == version ? change(run) : run)] } };

    // The first question begins a triage: what an earlier one answered stands in the history.
    private static TriageState Answered(Ticket ticket, Happening.TriageAnswered answered, string by, DateTimeOffset at)
    {
        TriageState state = answered.Question == TriageQuestion.AutomatedResolution || ticket.Triage is null
            ? new(ticket.Version + 1, at, by, (ticket.Triage?.Count ?? 0) + 1) { Automation = answered.Automation }
            : ticket.Triage;
        var answer = new TriageAnswer(answered.Yes, answered.Evidence, answered.Grounds);
        return answered.Question switch
        {
            TriageQuestion.AutomatedResolution => state with { Automated = answer },
            TriageQuestion.HighImpact => state with { HighImpact = answer },
            TriageQuestion.Critical => state with { Critical = answer },
            _ => throw new InvalidOperationException($"Nobody asks {answered.Question}."),
        };
    }
}
