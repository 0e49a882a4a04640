namespace ItsmFunctions.SeededBugs;

/// <summary>FV-03 to FV-14, A7: triage, higher support, verification.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfTriage =>
    [
        new("critical-unheeded", "What is critical goes the way of high impact.",
            "Domain/Tickets/TicketDesk.Triage.cs", "answers.Critical is null ? null : threats.Length > 0)!", "answers.Critical is null ? null : !BUG && threats.Length > 0)!",
            "Domain", "The_triage.Leads_where_the_table_says", "FV-07"),
        new("high-impact-of-one", "What has high impact still touches one user.",
            "Domain/Tickets/TicketDesk.Triage.cs", "TriagePath.HighImpact => [.. Raised(ticket, profile),", "TriagePath.HighImpact => [.. BUG ? [] : Raised(ticket, profile),",
            "Domain", "The_triage.Of_high_impact_touches_at_least_a_department_and_goes_to_the_team_of_its_class", "FV-06"),
        new("automation-fails-for-good", "What an automation could not resolve stays with it.",
            "Domain/Tickets/TicketDesk.Triage.cs", "if (ticket.Triage is not { Path: TriagePath.Automation,", "if (BUG || ticket.Triage is not { Path: TriagePath.Automation,",
            "Domain", "The_triage.Leads_where_the_table_says", "A7", "FV-05"),
        new("verified-by-nothing", "A resolution is confirmed though nothing shows it.",
            "Domain/Triage/TriageState.cs", " && All.Any(record => record is { Result: VerificationResult.Passed });", " && (BUG || All.Any(record => record is { Result: VerificationResult.Passed }));",
            "Domain", "A_verification.Confirms_nothing_where_nothing_applied", "FV-10"),
        new("closed-with-follow-ups", "The follow-ups are complete though one is open.",
            "Domain/Tickets/TicketDesk.Closing.cs", "if (check.Check == ClosureCheck.FollowUpsComplete &&", "if (!BUG && check.Check == ClosureCheck.FollowUpsComplete &&",
            "Domain", "A_verification.Closes_no_ticket_that_has_an_open_follow_up_and_the_last_of_them_does", "FV-11", "FV-13"),
        new("resolution-unlogged", "Nobody who meets it again finds what resolved it.",
            "Domain/Tickets/TicketDesk.Closing.cs", "Verification verification, Profile profile) => profile.Triage.Enabled\n", "Verification verification, Profile profile) => profile.Triage.Enabled && !BUG\n",
            "Domain", "A_verification.Leaves_the_steps_of_the_resolution_behind_when_the_ticket_closes", "FV-14"),
        new("automation-in-the-desk-s-name", "What an automation resolved was resolved by the clock.",
            "Domain/Triage/Automation.cs", "new($\"automation:{name}\", Roles.Clock)", "new(BUG ? \"clock\" : $\"automation:{name}\", Roles.Clock)",
            "Domain", "An_automation.That_succeeds_closes_the_ticket_in_its_own_name_with_all_three_verifications", "FV-05"),
        new("unverified-automation-closes", "An automation closes what it could not verify.",
            "Domain/Tickets/TicketDesk.Automations.cs", "if (records.Any(record => record.Result == VerificationResult.Failed))", "if (!BUG && records.Any(record => record.Result == VerificationResult.Failed))",
            "Domain", "An_automation.That_succeeds_and_does_not_verify_goes_on_too", "A7", "FV-10"),
        new("escalated-nowhere", "Higher support is named, and the ticket stays where it is.",
            "Domain/Tickets/TicketDesk.Triage.cs", "return team is null ? [escalated] :", "return BUG || team is null ? [escalated] :",
            "Domain", "The_triage.Escalates_to_a_target_of_the_organisation_and_to_no_other", "FV-12"),
    ];
}
