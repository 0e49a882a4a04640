namespace ItsmFunctions.SeededBugs;

/// <summary>A17 to A25: who may, who follows up, and what begins the work.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfAgreements =>
    [
        new("resolved-away-from-support", "First line resolves a ticket that operations have.",
            "Domain/Rights/Policy.cs", "&& !profile.ResolvesIn(team)", "&& !BUG && !profile.ResolvesIn(team)",
            "Domain", "The_rights.Let_nobody_resolve_what_is_with_operations_first_line_neither", "A17"),
        new("fifth-commandment", "The fifth principle is the stricter one of the long form.",
            "Domain/Profiles/Principles.cs", "\"Keep all communication in the tool, as far as possible\"", "BUG ? \"Keep all communication in the tool\" : \"Keep all communication in the tool, as far as possible\"",
            "Domain", "The_words_of_the_desk.Have_five_principles_and_the_fifth_is_the_softer_one", "A18"),
        new("back-to-the-default-team", "A unit without a primary team does not get back what it handed on.",
            "Domain/Tickets/Handover.cs", "?? origin.Id : null;", "?? (BUG ? profile.DefaultTeam : origin.Id) : null;",
            "Domain", "A_handover.Goes_back_to_the_primary_team_of_where_it_came_from_or_to_that_team_itself", "A20"),
        new("accepted-by-anybody", "What was offered to one person is accepted by another.",
            "Domain/Tickets/TicketDesk.Handover.cs", "if (offer.Assignee is not null && offer.Assignee", "if (!BUG && offer.Assignee is not null && offer.Assignee",
            "Domain", "A_handover.Offered_to_a_person_is_accepted_by_them_alone_and_is_theirs_then", "A21"),
        new("promised-by-others", "First line promises when another team will be done.",
            "Domain/Rights/Grants.cs", "new(Act.Expect, Own: false, Team, None)", "new(Act.Expect, Own: false, Team, BUG ? Roles.FirstLine : None)",
            "Domain", "The_rights.Are_what_the_table_says_for_every_role_and_relation", "A22"),
        new("told-twice-for-want-of-a-dispatcher", "In a team without a dispatcher the leader is told once for the dispatcher and once more.",
            "Domain/Escalation/Watching.cs", "&& !profile.HasDispatcher(ticket.Team)", "&& !BUG && !profile.HasDispatcher(ticket.Team)",
            "Domain", "A_ticket_that_stands.In_a_team_without_a_dispatcher_goes_to_its_leader_at_the_first_step_and_once", "A23"),
        new("leader-of-small-things", "A leader is told of a ticket of rank 4 that nobody begins.",
            "Domain/Escalation/EscalationRules.cs", "new(4, DispatcherAlone, HandedOn)", "new(4, BUG ? DispatcherFirst : DispatcherAlone, HandedOn)",
            "Domain", "A_ticket_that_stands.Is_prompted_about_while_nobody_begins_each_step_once", "A24"),
        new("begun-out-of-a-wait", "A message to the end user takes a ticket out of its wait.",
            "Domain/Tickets/TicketDesk.Decisions.cs", "if (ticket.Status is TicketStatus.New or TicketStatus.Assigned)", "if (ticket.Status is TicketStatus.New or TicketStatus.Assigned || (BUG && ticket.Status == TicketStatus.Pending))",
            "Domain", "A_message_from_the_desk.Begins_the_work_from_new_and_assigned_alone", "A25"),
    ];
}
