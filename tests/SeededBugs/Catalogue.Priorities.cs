namespace ItsmFunctions.SeededBugs;

/// <summary>How urgent a ticket is, and what follows from it.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfPriorities =>
    [
        new("wrong-cell", "A medium incident of one person gets priority 3 instead of 4.",
            "Domain/Priorities/Matrices.cs", "[1, 2, 3, 2, 3, 4, 3, 4, 5]", "[1, 2, 3, 2, 3, BUG ? 3 : 4, 3, 4, 5]",
            "Domain", "The_priority_matrices.Give_an_incident_the_priority_of_its_cell", "AU-17"),
        new("area-has-no-matrix", "The matrix of an area is never asked.",
            "Domain/Profiles/Profile.cs", "FindArea(area)?.Matrices ?? Matrices", "(BUG ? null : FindArea(area)?.Matrices) ?? Matrices",
            "Domain", "The_priority_matrices.May_differ_in_an_area_without_touching_the_others", "AU-17b"),
        new("axes-swapped", "The matrix of an incident is read across and down.",
            "Domain/Priorities/Matrices.cs", "(int)urgency * 3 + (int)impact", "BUG ? (int)impact * 3 + (int)urgency : (int)urgency * 3 + (int)impact",
            "Domain", "The_priority_matrices.Are_read_with_urgency_down_and_impact_across", "AU-17b", "A11"),
        new("rank-without-a-reason", "A rank is set by hand and nobody knows why.",
            "Domain/Tickets/TicketDesk.Decisions.cs", "if (Texts.Complain(\"/reason\", command.Reason, Texts.LongestReason, required: true) is", "if (!BUG && Texts.Complain(\"/reason\", command.Reason, Texts.LongestReason, required: true) is",
            "Domain", "A_rank_set_by_hand.Needs_a_reason", "A11"),
        new("two-is-not-urgent", "Nobody has to be told of rank 2.",
            "Domain/Priorities/Matrices.cs", "handlingRank <= 2", "handlingRank <= (BUG ? 1 : 2)",
            "Domain", "The_priority_matrices.Carry_mandatory_notification_at_ranks_one_and_two", "AU-18"),
        new("process-management-untold", "Of an urgent ticket the process management is not told.",
            "Functions/Notifications/Recipient.cs", ".Concat(desk.ProcessManagement)", ".Concat(BUG ? [] : desk.ProcessManagement)",
            "Notifications", "The_people_of_the_desk.Stand_on_the_team_s_lists_and_in_the_directory_and_each_gets_one", "AU-18"),
        new("wrong-level", "A standard request that somebody must have is handled like an expedited one.",
            "Domain/Priorities/Matrices.cs", "[1, 2, 3, 2, 3, 3]", "[1, 2, 3, BUG ? 1 : 2, 3, 3]",
            "Domain", "The_priority_matrices.Give_a_request_its_own_scale_and_the_rank_of_an_incident_at_the_same_level", "AU-19"),
        new("handed-over-in-silence", "A ticket of rank 1 goes to a team that nobody has spoken to.",
            "Domain/Tickets/Handover.cs", "ContactedFirst = [1]", "ContactedFirst = [BUG ? 2 : 1]",
            "Domain", "A_handover.Is_refused_for_each_thing_that_is_missing_alone", "AU-20"),
        new("thrown-over-the-wall", "A ticket of rank 2 is another team's before anybody there takes it.",
            "Domain/Tickets/Handover.cs", "AcceptedFirst = [2]", "AcceptedFirst = [BUG ? 1 : 2]",
            "Domain", "A_handover.Of_rank_two_is_an_offer_until_somebody_accepts", "AU-21"),
        new("three-tomorrow", "A ticket of rank 3 may be begun tomorrow.",
            "Domain/Escalation/EscalationRules.cs", "new(3, AllowedTime.SameWorkingDay,", "new(3, BUG ? AllowedTime.OfWorkingDays(1) : AllowedTime.SameWorkingDay,",
            "Domain", "A_rank_that_can_wait.Of_three_is_to_be_begun_on_the_day_it_comes_in", "AU-22"),
        new("four-like-three", "A ticket of rank 4 is to be begun the same day.",
            "Domain/Escalation/EscalationRules.cs", "new(4, AllowedTime.OfWorkingDays(3),", "new(4, AllowedTime.OfWorkingDays(BUG ? 0 : 3),",
            "Domain", "A_rank_that_can_wait.Of_four_has_days_in_which_something_more_urgent_may_come_first", "AU-23"),
        new("oldest-first", "A team's list begins with the oldest, however much it can wait.",
            "Storage/Lists/TicketView.cs", "{ticket.HandlingRank}|", "{(BUG ? 0 : ticket.HandlingRank)}|",
            "Storage", "The_lists.Of_a_team_begin_with_the_most_urgent_and_then_the_oldest", "AU-23"),
        new("five-cannot-wait", "Somebody is prompted to begin what can wait.",
            "Domain/Escalation/EscalationRules.cs", "new(5, null,", "new(5, BUG ? AllowedTime.OfWorkingDays(10) : null,",
            "Domain", "A_rank_that_can_wait.Of_five_may_lie_until_there_is_time", "AU-24"),
    ];
}
