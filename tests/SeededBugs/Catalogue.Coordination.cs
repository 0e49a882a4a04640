namespace ItsmFunctions.SeededBugs;

/// <summary>OR-01 to OR-12, A6, and major incidents.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfCoordination =>
    [
        new("anybody-manages-global", "What is global is the Customer Service Manager's.",
            "Domain/Coordination/OrmisRules.cs", "(scope == OrmisScope.Global ? TechnicalManagers", "(!BUG && scope == OrmisScope.Global ? TechnicalManagers",
            "Domain", "An_incident_that_is_coordinated.Is_managed_by_the_technical_manager_where_it_is_global_and_by_the_customer_service_manager_where_it_is_local", "OR-05", "OR-06", "OR-07"),
        new("scope-forgets", "A new scope takes the place of those before it.",
            "Domain/Coordination/OrmisCourse.cs", "Turns = ticket.Ormis.Turns.Add(", "Turns = (BUG ? [] : ticket.Ormis.Turns).Add(",
            "Domain", "An_incident_that_is_coordinated.Changes_its_manager_with_its_scope_and_keeps_every_one_that_it_had", "OR-12"),
        new("checked-is-checked", "What was recorded before closing is never looked at again.",
            "Domain/Tickets/TicketDesk.Closing.cs", "|| OrmisGuard.Missing(ticket, check.Id, profile).Any());", "|| (!BUG && OrmisGuard.Missing(ticket, check.Id, profile).Any()));",
            "Domain", "An_incident_that_is_coordinated.Is_held_back_from_its_automatic_close_by_a_stakeholder_who_turns_dissatisfied_after_the_checks_until_they_are_satisfied", "OR-11"),
        new("grave-disturbance", "A disturbance stays one, however many it reaches.",
            "Domain/Coordination/OrmisDesk.cs", "|| !IsGrave(after) || after.Status.IsOver()", "|| BUG || !IsGrave(after) || after.Status.IsOver()",
            "Domain", "An_incident_that_is_coordinated.Becomes_an_incident_under_its_number_as_soon_as_it_is_found_to_be_of_high_impact_or_critical", "A6", "OR-02"),
        new("deviates-silently", "A guideline is deviated from without a word.",
            "Domain/Coordination/OrmisDesk.cs", "required: !record.Followed)", "required: !BUG && !record.Followed)",
            "Domain", "An_incident_that_is_coordinated.Deviates_from_a_guideline_only_with_a_reason", "OR-07"),
        new("last-word-first", "The stakeholders are told that it works before anybody says so.",
            "Domain/Coordination/OrmisDesk.cs", "if (!update.Effective)", "if (!BUG && !update.Effective)",
            "Domain", "An_incident_that_is_coordinated.Tells_its_stakeholders_the_last_word_once_after_it_was_resolved_and_anew_after_a_reopening", "OR-10"),
        new("told-again", "A ticket below a major incident is told the same round again.",
            "Domain/MajorIncidents/MajorDesk.cs", "told.Major == tell.Major && told.Round >= tell.Round", "!BUG && told.Major == tell.Major && told.Round >= tell.Round",
            "Domain", "A_major_incident.Is_told_to_a_ticket_below_it_once_a_round_and_in_no_older_one"),
    ];
}
