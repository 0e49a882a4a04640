using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Triage;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Triage, higher support and verification: the flowchart, version 2 (FV-05 to FV-14, A7).</summary>
public static partial class TicketDesk
{
    /// <summary>Why what is critical has rank 1, word for word.</summary>
    public const string Critical = "critical";

    private static Decision DecideTriage(Ticket ticket, TriageCommand command, Actor by, DateTimeOffset at, Profile profile) => command switch
    {
        TriageCommand.Decide decide => Answer(ticket, decide.Answers, profile),
        TriageCommand.Escalate escalate => Escalate(ticket, escalate, profile),
        TriageCommand.TryRun tried => TryRun(ticket, tried),
        TriageCommand.EndRun end => EndRun(ticket, end, by, at, profile),
        TriageCommand.Verify verify => Verify(ticket, verify, at, profile),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    private static Decision Answer(Ticket ticket, TriageAnswers answers, Profile profile)
    {
        if (ComplaintsOf(answers, ticket, profile) is { IsEmpty: false } complaints)
            return Reject(complaints);
        AutomatedAnswer automated = answers.Automated!;
        string[] impact = [.. answers.HighImpact!.Grounds], threats = [.. answers.Critical?.Grounds ?? []];
        TriageRow row = TriageChart.Find(automated.Yes, impact.Length > 0, answers.Critical is null ? null : threats.Length > 0)!;
        var asked = new List<Happening>
        {
            new Happening.TriageAnswered(TriageQuestion.AutomatedResolution, automated.Yes, Text(ticket, automated.Evidence!), Automation: automated.Automation),
            new Happening.TriageAnswered(TriageQuestion.HighImpact, impact.Length > 0, Text(ticket, answers.HighImpact.Evidence!), new([.. impact])),
        };
        if (answers.Critical is { } critical)
            asked.Add(new Happening.TriageAnswered(TriageQuestion.Critical, threats.Length > 0, Text(ticket, critical.Evidence!), new([.. threats])));
        return Accept([.. asked, new Happening.Triaged(row.Path), .. Started(row.Path, automated, profile), .. Consequences(ticket, row.Path, profile)]);
    }

    private static ImmutableArray<Complaint> ComplaintsOf(TriageAnswers answers, Ticket ticket, Profile profile)
    {
        bool high = answers.HighImpact?.Grounds.Any() == true;
        Complaint?[] found =
        [
            answers.Automated is null ? new("/automatedResolution", Texts.Required) : Texts.Complain("/automatedResolution/evidence", answers.Automated.Evidence, Texts.LongestReason, required: true),
            answers.Automated is { } automated ? ComplaintOf(automated, ticket, profile) : null,
            answers.HighImpact is null ? new("/highImpact", Texts.Required) : Texts.Complain("/highImpact/evidence", answers.HighImpact.Evidence, Texts.LongestReason, required: true),
            answers.Critical is { } critical ? Texts.Complain("/critical/evidence", critical.Evidence, Texts.LongestReason, required: true) : null,
            answers is { HighImpact: not null, Critical: not null } && !high
                ? new("/critical", new(
                    "Critical is asked of high impact alone: none of the grounds of highImpact holds. Leave critical out, or correct highImpact.",
                    "Kritisk spørges der kun om ved stor påvirkning: ingen af grundene i highImpact gælder. Udelad critical, eller ret highImpact."))
                : null,
            answers.Critical is null && high
                ? new("/critical", new("The impact is high: say whether it is critical.", "Påvirkningen er stor: angiv, om den er kritisk."))
                : null,
        ];
        return [.. found.OfType<Complaint>()];
    }

    /// <summary>What a path lets happen to a ticket that came to it.</summary>
    private static Happening[] Consequences(Ticket ticket, TriagePath path, Profile profile) => path switch
    {
        TriagePath.Automation => [],
        TriagePath.SupportTeam => ToClass(ticket, profile),
        TriagePath.HighImpact => [.. Raised(ticket, profile), .. ToClass(ticket, profile)],
        // The rank comes first, so that its leader is told once, and of the highest.
        TriagePath.Critical => [.. Topmost(ticket), .. Raised(ticket, profile), .. ToCriticalTarget(ticket, profile)],
        _ => throw new ArgumentOutOfRangeException(nameof(path)),
    };

    /// <summary>What was to resolve it did not: it goes on where it would be had nothing been tried (A7).</summary>
    private static IEnumerable<Happening> GoOn(Ticket ticket, Profile profile)
    {
        if (ticket.Triage is not { Path: TriagePath.Automation, Row.IfAutomationFails: { } path })
            return [];
        return [new Happening.Triaged(path, WentOn: true), .. Consequences(ticket, path, profile)];
    }

    // FV-06: at least a department is touched.
    private static IEnumerable<Happening> Raised(Ticket ticket, Profile profile)
    {
        if (ticket.Classification.Assessment is not Assessment.OfIncident { Impact: Impact.Individual } assessment)
            return [];
        Classification raised = ticket.Classification with { Assessment = assessment with { Impact = Impact.Department } };
        return [new Happening.Reclassified(raised, raised.Assessment.In(profile.MatricesOf(ticket.Area)), ticket.Markers)];
    }

    private static IEnumerable<Happening> Topmost(Ticket ticket) =>
        ticket.Override?.HandlingRank == Priority.HighestRank ? [] : [new Happening.RankOverridden(Priority.HighestRank, Text(ticket, Critical))];

    // FV-04, FV-08: the class selects the team; where it names none, whoever has the ticket keeps it.
    private static Happening[] ToClass(Ticket ticket, Profile profile) =>
        profile.FindTeam(profile.Triage.ClassOf(ticket.Classification)?.Team) is { } team && team.Id != ticket.Team ? Move(ticket, team.Id, null) : [];

    private static Happening[] ToCriticalTarget(Ticket ticket, Profile profile) =>
        profile.Triage.FindTarget(profile.Triage.CriticalTarget) is { } target ? Escalated(ticket, target, Critical, profile) : ToClass(ticket, profile);

    private static Decision Escalate(Ticket ticket, TriageCommand.Escalate escalate, Profile profile)
    {
        if (profile.Triage.FindTarget(escalate.Target) is not { } target)
            return Reject(RefusalCode.InvalidRequest, Sentence.OneOf((profile.Triage.Targets ?? []).Select(one => one.Id)), "/target");
        return Objection(Texts.Complain("/reason", escalate.Reason, Texts.LongestReason, required: true)) ?? Accept(Escalated(ticket, target, escalate.Reason, profile));
    }

    private static Happening[] Escalated(Ticket ticket, HigherSupport target, string reason, Profile profile)
    {
        string? team = profile.FindTeam(target.Team) is { } found && found.Id != ticket.Team ? found.Id : null;
        var escalated = new Happening.Escalated(target.Id, target.Kind, ticket.Team, team, Text(ticket, reason), Texts.Normalized(target.Supplier));
        return team is null ? [escalated] : [escalated, .. Move(ticket, team, null)];
    }

    private static Happening[] Move(Ticket ticket, string team, string? assignee)
    {
        var assigned = new Happening.Assigned(team, assignee);
        // A8, as with every handover.
        return ticket.Status == TicketStatus.Pending && ticket.WorkBegunAt is not null ? [assigned, new Happening.Resumed(ResumeCause.HandedOver)] : [assigned];
    }

    private static Decision Verify(Ticket ticket, TriageCommand.Verify verify, DateTimeOffset at, Profile profile)
    {
        (VerificationCheck Check, string At, VerificationAnswer? Answer)[] asked =
        [
            (VerificationCheck.UserConfirmation, "/userConfirmation", verify.UserConfirmation),
            (VerificationCheck.SystemTests, "/systemTests", verify.SystemTests),
            (VerificationCheck.LogAnalysis, "/logAnalysis", verify.LogAnalysis),
        ];
        if (asked.All(each => each.Answer is null))
            return Reject(RefusalCode.InvalidRequest, new(
                "Record at least one of userConfirmation, systemTests, logAnalysis.", "Registrér mindst én af userConfirmation, systemTests, logAnalysis."), "");
        if (Objection([.. asked.Where(each => each.Answer is not null).SelectMany(each => new[]
            {
                each.Answer!.Result is { } said && Enum.IsDefined(said) ? null : new Complaint($"{each.At}/result", Sentence.OneOf(["passed", "failed", "notApplicable"])),
                Texts.Complain($"{each.At}/note", each.Answer.Note, Texts.LongestReason, required: each.Answer.Result != VerificationResult.Passed),
            })]) is { } wrong)
            return wrong;

        Happening.Verified[] records =
        [
            .. asked.Where(each => each.Answer is not null).Select(each => new Happening.Verified(each.Check, each.Answer!.Result!.Value, each.Answer.Note is { } note ? Text(ticket, note) : null)),
        ];
        if (records.Any(record => record.Result == VerificationResult.Failed))
            return Accept([.. Undone(ticket), .. records, .. GoOn(ticket, profile)]);

        Verification stands = records.Aggregate(ticket.Verification ?? Verification.None, (all, record) => all.With(record.Check, new(record.Result, record.Note, at, "")));
        bool confirms = stands.Confirms && profile.ClosureChecks.Any(check => check.Id == ClosureCheck.ResolutionConfirmed) && !ticket.ClosureChecks.ContainsKey(ClosureCheck.ResolutionConfirmed);
        return Accept(confirms
            ? Met(ticket, [.. records, new Happening.ClosureChecked(ClosureCheck.ResolutionConfirmed, true, Text(ticket, Confirmed(profile)))], ClosureCheck.ResolutionConfirmed, stands, at, profile)
            : records);
    }

    // Whatever it was resolved by, it is not (FV-10). What the desk found is its own: the end user reads that it is open again.
    private static Happening[] Undone(Ticket ticket) => ticket.Status == TicketStatus.Resolved ? [new Happening.Reopened(null, MasterOf(ticket))] : [];

    private static Rejected Untriaged(Ticket ticket, Profile profile) => Reject(RefusalCode.TransitionNotAllowed, profile.Triage.Enabled
        ? new($"{ticket.Number} is a request: incidents are triaged.", $"{ticket.Number} er en request: det er hændelser, der triageres.")
        : new("There is no triage here: the parameter triage turns it on.", "Her er ingen triage: parameteren triage slår den til."));

    private static string Confirmed(Profile profile) =>
        profile.Language == "da" ? "Verificeret: brugerens bekræftelse, systemtest og gennemgang af logge er registreret." : "Verified: user confirmation, system tests and log analysis are recorded.";
}
