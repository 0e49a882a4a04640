using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Triage;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Runs of automations (FV-05, A7): what comes twice, or too late, changes nothing.</summary>
public static partial class TicketDesk
{
    public const string ClosureAutomated = "automated";

    private static Complaint? ComplaintOf(AutomatedAnswer automated, Ticket ticket, Profile profile)
    {
        const string At = "/automatedResolution/automation";
        if (automated.Automation is not { } name)
            return null;
        if (!automated.Yes)
            return new(At, new("What is not resolved automatically starts no automation.", "Det, der ikke løses automatisk, starter ingen automation."));
        string[] fitting = [.. profile.Automations.Where(one => one.IsFor(ticket.Classification)).Select(one => one.Name)];
        return fitting.Contains(name) ? null : new(At, fitting.Length > 0 ? Sentence.OneOf(fitting) : new("No automation is for tickets of this category.", "Ingen automation er til sager af denne kategori."));
    }

    private static Happening[] Started(TriagePath path, AutomatedAnswer automated, Profile profile) =>
        path == TriagePath.Automation && profile.FindAutomation(automated.Automation) is { } automation ? [new Happening.AutomationStarted(automation.Name, automation.TimeoutSeconds, automation.Attempts)] : [];

    private static Decision TryRun(Ticket ticket, TriageCommand.TryRun tried) =>
        ticket.Dossier.StandingRun is { } run && run.Version == tried.Run && run.Attempted < tried.Attempt
            ? Accept(new Happening.AutomationTried(tried.Run, tried.Attempt, tried.Outcome, tried.WaitsUntil))
            : Accept();

    private static Decision EndRun(Ticket ticket, TriageCommand.EndRun end, Actor by, DateTimeOffset at, Profile profile)
    {
        if (ticket.Dossier.StandingRun is not { } run || run.Version != end.Run)
            return Accept();
        RunReport report = end.Report ?? new();
        var ended = new Happening.AutomationEnded(run.Version, end.End, report.Detail is { } detail ? Text(ticket, detail) : null);
        if (end.End != RunEnd.Succeeded)
            return Accept([ended, .. GoOn(ticket, profile)]);

        Happening.Verified[] records = [.. Verified(ticket, report, run.Automation, profile)];
        if (records.Any(record => record.Result == VerificationResult.Failed))
            return Accept([ended, .. records, .. GoOn(ticket, profile)]);

        Verification stands = records.Aggregate(Verification.None, (all, record) => all.With(record.Check, new(record.Result, record.Note, at, by.Id)));
        Happening.ClosureChecked[] checks = [.. Checked(ticket, stands, profile)];
        Ticket verified = ticket with
        {
            Verification = stands,
            ClosureChecks = ticket.ClosureChecks.SetItems(checks.Select(check => KeyValuePair.Create(check.Check, new ClosureRecord(check.Applies, check.Reason, at, by.Id)))),
        };
        // Open tasks stand in the way of resolving (AU-11): then somebody has to look.
        if (!MayEnd(verified, profile))
            return Accept([ended, .. records, .. checks, .. ticket.UpdateFlagSince is null ? [new Happening.UpdateFlagRaised()] : Array.Empty<Happening>()]);
        return Accept([ended, .. records, .. checks, .. Ending(verified, report.Solution ?? SolvedBy(run.Automation, profile), ClosureAutomated, by, at, profile)]);
    }

    // FV-10: all three are recorded, as the automation reports them; it has asked no user unless it says so.
    private static IEnumerable<Happening.Verified> Verified(Ticket ticket, RunReport report, string automation, Profile profile)
    {
        bool danish = profile.Language == "da";
        yield return Record(VerificationCheck.UserConfirmation, report.UserConfirmation, VerificationResult.NotApplicable, danish ? "Løst automatisk: brugeren er ikke spurgt." : "Resolved automatically: its user was not asked.");
        yield return Record(VerificationCheck.SystemTests, report.SystemTests, VerificationResult.Passed, danish ? $"Automationen {automation} meldte, at det lykkedes." : $"The automation {automation} reported success.");
        yield return Record(VerificationCheck.LogAnalysis, report.LogAnalysis, VerificationResult.NotApplicable, danish ? "Automationen meldte intet om logge." : "The automation reported nothing of logs.");

        Happening.Verified Record(VerificationCheck check, VerificationAnswer? said, VerificationResult otherwise, string note) =>
            said?.Result is { } result ? new(check, result, said.Note is null ? null : Text(ticket, said.Note)) : new(check, otherwise, Text(ticket, note));
    }

    private static IEnumerable<Happening.ClosureChecked> Checked(Ticket ticket, Verification stands, Profile profile)
    {
        foreach (ClosureCheck check in Unchecked(ticket, profile))
        {
            if (check.Id == ClosureCheck.ResolutionConfirmed && stands.Confirms)
                yield return new(check.Id, true, Text(ticket, Confirmed(profile)));
            else if (check.Id == ClosureCheck.FollowUpsComplete && !ticket.Dossier.OpenFollowUps.Any())
                yield return new(check.Id, false, Text(ticket, profile.Language == "da" ? "Løst automatisk: ingen opfølgning er aftalt." : "Resolved automatically: no follow-up was arranged."));
        }
    }

    private static string SolvedBy(string automation, Profile profile) =>
        profile.Language == "da" ? $"Sagen er løst automatisk ({automation})." : $"The case was resolved automatically ({automation}).";
}
