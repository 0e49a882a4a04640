namespace ItsmFunctions.SeededBugs;

/// <summary>OM-10 to OM-15, IT-15, A2: problems.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfProblems =>
    [
        new("problem-of-nothing", "Anybody opens a problem without an incident.",
            "Domain/Problems/ProblemIntake.cs", "if (wanted.Incidents.Count == 0 && wanted.Proactive is null)", "if (!BUG && wanted.Incidents.Count == 0 && wanted.Proactive is null)",
            "Domain", "A_problem.Is_refused_where_it_lacks_what_a_problem_needs", "OM-10"),
        new("cancelled-is-closed", "A problem that was given up reads as one that was closed.",
            "Domain/Tickets/History.cs", "Ended(ticket, ProblemStages.Cancelled, at)", "Ended(ticket, BUG ? ProblemStages.Close : ProblemStages.Cancelled, at)",
            "Domain", "The_stages_of_a_problem.End_at_once_where_it_is_resolved_or_given_up_while_it_is_assigned", "OM-13"),
        new("handlers-investigate", "A problem that has handlers is still looked into.",
            "Domain/Problems/ProblemCourse.cs", "Stage = ProblemStages.Process, Since = at,", "Stage = BUG ? ProblemStages.Investigate : ProblemStages.Process, Since = at,",
            "Domain", "The_stages_of_a_problem.Lead_from_assign_through_investigate_and_process_to_close", "OM-11", "OM-14"),
        new("department-untold", "The department that gets a problem is not told.",
            "Functions/Notifications/ProblemNotices.cs", "Happening.Opened => At(OrderStage.Open),", "Happening.Opened => BUG ? [] : At(OrderStage.Open),",
            "Notifications", "The_stages_of_a_problem.Are_told_as_the_table_says", "OM-12"),
        new("one-code-for-both", "Whether the cause is gone or lived with is the same afterwards.",
            "Domain/Problems/ProblemDesk.cs", "action.ClosureCode!, at)", "BUG ? TicketDesk.ClosureSolved : action.ClosureCode!, at)",
            "Domain", "The_stages_of_a_problem.Lead_from_assign_through_investigate_and_process_to_close", "OM-15"),
        new("cleared-without-workaround", "A condition is cleared though nobody knows how to live with it.",
            "Domain/Problems/ProblemDesk.cs", "if (action.NeedsWorkaround &&", "if (!BUG && action.NeedsWorkaround &&",
            "Domain", "A_problem.Is_not_cleared_without_a_workaround_and_takes_the_one_that_was_recorded", "A2"),
        new("outage-recurs", "What fifty people report at once has come again fifty times.",
            "Domain/Problems/Recurrence.cs", "if (each.OpenedAt < free)", "if (!BUG && each.OpenedAt < free)",
            "Domain", "What_comes_again.Happened_as_often_as_it_was_opened_after_it_had_been_resolved", "OM-10"),
        new("dismissal-forgotten", "What was dismissed is proposed again with the next look.",
            "Domain/Problems/Recurrence.cs", "if (Proposal is { } decided && OccurrencesIn(", "if (!BUG && Proposal is { } decided && OccurrencesIn(",
            "Domain", "What_comes_again.Is_proposed_anew_only_on_as_much_new_evidence_as_the_rules_ask", "IT-15"),
        new("known-error-lost", "A condition is cleared and nothing stays known of it.",
            "Domain/Problems/ProblemDesk.cs", ".. action.NeedsWorkaround && !known ?", ".. action.NeedsWorkaround && !known && !BUG ?",
            "Domain", "A_problem.Leaves_an_open_known_error_behind_where_its_condition_was_cleared", "A2"),
        new("desk-words-found", "End users find a known error by the words of the desk.",
            "Domain/Problems/KnownErrorSearch.cs", "return desk\n            ? new(", "return desk || BUG\n            ? new(",
            "Domain", "A_known_error.Is_found_by_end_users_through_its_public_workaround_alone"),
        new("public-title-unsought", "End users find no known error by the title that was written for them.",
            "Domain/Problems/KnownErrorSearch.cs", ": new($\"{error.PublicTitle?.Value} {about}\"", ": new(BUG ? about : $\"{error.PublicTitle?.Value} {about}\"",
            "Domain", "A_known_error.Is_found_by_its_public_title_before_one_that_only_says_so_in_its_workaround", "A2"),
        new("suggested-by-stray-words", "A known error is suggested to whoever says a word of what to do about it, though it says what is wrong.",
            "Domain/Knowledge/Suggestion.cs", "error.PublicTitle is { } title ?", "error.PublicTitle is { } title && !BUG ?",
            "Domain", "The_suggestions.Know_a_known_error_by_its_public_title_and_not_by_stray_words_of_what_to_do_about_it", "IT-03"),
        new("workaround-told-twice", "An end user is told the same workaround each time that it comes.",
            "Domain/Tickets/TicketDesk.Workarounds.cs", "told.Problem == tell.Problem && told.Round >= tell.Round", "told.Problem == tell.Problem && told.Round >= tell.Round && !BUG",
            "Domain", "A_workaround.Is_told_to_each_incident_once_and_never_an_older_one"),
    ];
}
