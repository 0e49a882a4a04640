namespace ItsmFunctions.SeededBugs;

/// <summary>The two processes, who takes part in them and how a ticket begins.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfProcesses =>
    [
        new("one-process", "A request is logged as an incident.",
            "Domain/Tickets/TicketIntake.cs", "assessment is Assessment.OfIncident ?", "assessment is Assessment.OfIncident || BUG ?",
            "Domain", "A_new_ticket.Is_an_incident_or_a_request_by_how_it_is_assessed", "AU-01", "IT-02"),
        new("area-like-all-others", "An area that decided on other days than the organisation closes after those of the organisation.",
            "Domain/Profiles/Profile.cs", "ClosesAfterDays = ClosesAfterDays ?? profile", "ClosesAfterDays = (BUG ? null : ClosesAfterDays) ?? profile",
            "Domain", "The_profiles.Let_an_area_deviate_in_detail_for_its_own_tickets_alone", "AU-02"),
        new("quick-unmarked", "A quick case is registered like any other: no report can count it.",
            "Domain/Tickets/QuickCases.cs", "with { Quick = true }", "with { Quick = !BUG }",
            "Domain", "A_quick_case.Is_logged_and_resolved_in_one_go_and_marked_as_quick", "AU-03"),
        new("no-mail", "What comes by mail is of no channel that the desk knows.",
            "Domain/Tickets/TicketIntake.cs", "\"portal\", \"mail\"", "\"portal\", BUG ? \"e-mail\" : \"mail\"",
            "Domain", "A_new_ticket.Arrives_through_portal_mail_telephone_monitoring_self_service_or_an_agent_s_client", "AU-04"),
        new("everybody-configures", "Dispatchers and leaders set what is the process management's to set.",
            "Domain/Rights/Grants.cs", "new(Act.WriteParameters, Own: false, None, Management)", "new(Act.WriteParameters, Own: false, None, BUG ? Coordinators | Management : Management)",
            "Domain", "The_rights.Are_what_the_table_says_for_every_role_and_relation", "AU-05"),
        new("first-line-silenced", "First line may not write to the end user once another team has the ticket.",
            "Domain/Rights/Grants.cs", " Roles.FirstLine),\n        // A note is how", " BUG ? None : Roles.FirstLine),\n        // A note is how",
            "Domain", "The_rights.Are_what_the_table_says_for_every_role_and_relation", "AU-06"),
        new("queue-closed", "A team does not see its own queue.",
            "Domain/Rights/Grants.cs", "new(Act.ReadQueue, Own: false, Team, Management)", "new(Act.ReadQueue, Own: false, BUG ? None : Team, Management)",
            "Domain", "The_rights.Are_what_the_table_says_for_every_role_and_relation", "AU-07"),
        new("note-forgotten", "What an agent writes when the ticket begins to wait does not stand on it.",
            "Domain/Tickets/TicketDesk.Decisions.cs", ".. pend.Note is null ? []", ".. pend.Note is null || BUG ? []",
            "Domain", "A_pending_ticket.Keeps_since_when_and_until_when_it_waits", "AU-09"),
        new("step-stays-at-home", "A step of a request type that another team does is left to the ticket's own.",
            "Domain/Tickets/RequestForms.cs", "requester), step.Team, null)", "requester), BUG ? null : step.Team, null)",
            "Domain", "A_request_of_a_type.Keeps_its_answers_and_has_its_steps_as_tasks_in_order", "AU-10"),
        new("internal-knowledge-told", "An end user reads an article that is published for the desk alone.",
            "Domain/Knowledge/ArticleDesk.cs", "State: ArticleState.Published, Visibility: Visibility.Public }", "State: ArticleState.Published } && (BUG || article.Visibility == Visibility.Public)",
            "Domain", "An_article.That_is_internal_is_never_an_end_user_s", "AU-11"),
    ];
}
