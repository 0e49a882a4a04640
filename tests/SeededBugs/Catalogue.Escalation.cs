namespace ItsmFunctions.SeededBugs;

/// <summary>Who works on a ticket, and who is told when nobody does.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfEscalation =>
    [
        new("first-line-of-human-resources", "HR IT is taken for second line.",
            "Domain/Profiles/Aarhus.cs", "First(\"hr-it\", \"HR IT\")", "BUG ? Second(\"hr-it\", \"HR IT\") : First(\"hr-it\", \"HR IT\")",
            "Domain", "The_profiles.Begin_with_the_teams_of_three_lines", "AU-25"),
        new("task-of-nobody", "A task for another team reaches nobody there.",
            "Domain/Tickets/TicketDesk.Tasks.cs", "Text(ticket, add.Title), add.Team", "Text(ticket, add.Title), BUG ? null : add.Team",
            "Domain", "A_task.Goes_to_another_team_while_the_ticket_stays", "AU-26"),
        new("unbegun-unnoticed", "Nobody is told of a ticket that is not begun.",
            "Domain/Escalation/Watching.cs", "open && _ticket.WorkBegunAt is null &&", "open && !BUG && _ticket.WorkBegunAt is null &&",
            "Domain", "A_ticket_that_stands.Is_prompted_about_while_nobody_begins_each_step_once", "AU-27"),
        new("stands-unnoticed", "Nobody is told of a ticket that goes no further.",
            "Domain/Escalation/Watching.cs", "NoProgress = open &&", "NoProgress = open && !BUG &&",
            "Domain", "A_ticket_that_stands.Is_prompted_about_while_it_goes_no_further_once_it_is_begun", "AU-27"),
        new("handed-on-and-forgotten", "What first line handed on is followed up by those who have it, not by first line.",
            "Domain/Escalation/Watching.cs", "=> row.HandedOn", "=> BUG ? row.Steps : row.HandedOn",
            "Domain", "A_ticket_that_stands.With_another_team_is_followed_up_by_the_team_that_handed_it_on_and_then_by_the_process_manager", "AU-28"),
        new("leader-left-out", "A ticket of rank 1 that stands is its dispatcher's to follow up.",
            "Domain/Escalation/EscalationRules.cs", "new(1, [EscalationRole.Leader,", "new(1, [BUG ? EscalationRole.Dispatcher : EscalationRole.Leader,",
            "Domain", "A_ticket_that_stands.Is_prompted_about_while_nobody_begins_each_step_once", "AU-28"),
        new("twice-the-time", "A ticket of rank 2 may lie for an hour.",
            "Domain/Escalation/EscalationRules.cs", "new(2, AllowedTime.OfMinutes(30),", "new(2, AllowedTime.OfMinutes(BUG ? 60 : 30),",
            "Domain", "The_default_calendar.Goes_with_the_thresholds_of_each_rank", "A12"),
        new("flag-grows-old", "The dispatcher hears of an old update flag a day late.",
            "Domain/Escalation/EscalationRules.cs", "AllowedTime.OfWorkingDays(2))", "AllowedTime.OfWorkingDays(BUG ? 3 : 2))",
            "Domain", "A_ticket_that_stands.With_an_old_update_flag_is_the_agent_s_after_one_working_day_and_the_dispatcher_s_after_two", "A14"),
        new("due-passed-over", "Where a date comes while nobody looks, the next event lets it pass.",
            "Domain/Escalation/Watching.cs", "prompted.Since : was?.Since ?? _at", "prompted.Since : BUG ? _at : was?.Since ?? _at",
            "Domain", "A_date_that_comes.Is_told_late_where_nobody_looked_and_none_is_left_out"),
        new("due-to-the-agent", "What is due is told to whoever has the ticket.",
            "Functions/Notifications/Recipient.cs", "(e.What as Happening.Prompted)?.Person ?? e.", "(BUG ? null : (e.What as Happening.Prompted)?.Person) ?? e.",
            "Notifications", "The_people_of_the_desk.Are_whoever_has_the_task_that_is_due_or_the_dispatcher_where_that_one_is_away"),
        new("opened-for-another", "Who opened an order for somebody else is not told that it is closed.",
            "Functions/Notifications/Recipient.cs", "ticket.OpenedBy }", "BUG ? ticket.Requester : ticket.OpenedBy }",
            "Notifications", "The_people_of_the_desk.Are_all_of_the_groups_and_of_the_department_each_once_and_at_the_end_both_openers", "A1"),
    ];
}
