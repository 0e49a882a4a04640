namespace ItsmFunctions.SeededBugs;

/// <summary>Statuses and flags, from the creation to the close.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfLifecycle =>
    [
        new("days-of-24-hours", "Thirty days are 720 hours, also where the clocks change in between.",
            "Domain/Time/LocalDays.cs", "return ToInstant(local, zone);", "return BUG ? instant.AddDays(days) : ToInstant(local, zone);",
            "Domain", "A_resolved_ticket.Closes_thirty_local_days_later_at_the_same_local_time", "AU-14", "A15"),
        new("closes-early", "A row of the due index closes its ticket, whatever deadline the ticket has by now.",
            "Domain/Tickets/TicketDesk.Closing.cs", "DueWork.Close && due.At <= at", "DueWork.Close && (BUG || due.At <= at)",
            "Domain", "A_resolved_ticket.Is_closed_by_the_clock_on_its_deadline_and_not_a_tick_before", "AU-14"),
        new("reopens-what-is-closed", "Who has the link of a resolution mail reopens a closed ticket.",
            "Domain/Tickets/Lifecycle.cs", "new(Act.Reopen, [TicketStatus.Resolved])", "new(Act.Reopen, BUG ? [TicketStatus.Resolved, TicketStatus.Closed] : [TicketStatus.Resolved])",
            "Domain", "A_resolved_ticket.Is_closed_for_ever_once_closed", "AU-14", "A16"),
        new("no-way-back", "A requester cannot reopen what was not solved to their liking.",
            "Domain/Rights/Grants.cs", "new(Act.Reopen, Own: true,", "new(Act.Reopen, Own: !BUG,",
            "Domain", "A_resolved_ticket.Can_be_reopened_by_its_requester_also_when_the_timer_is_late", "AU-08"),
        new("seventh-status", "The default knows a status more, in which what is withdrawn ends.",
            "Domain/Tickets/TicketStatus.cs", "        [TicketStatus.New, TicketStatus.Assigned, TicketStatus.InProgress,", "        BUG ? Enum.GetValues<TicketStatus>() : [TicketStatus.New, TicketStatus.Assigned, TicketStatus.InProgress,",
            "Domain", "The_lifecycle.Knows_exactly_six_statuses", "AU-12"),
        new("begun-unseen", "The portal says New of what an agent works on.",
            "Domain/Tickets/PortalView.cs", "stored == TicketStatus.Assigned &&", "(stored == TicketStatus.Assigned || (BUG && stored == TicketStatus.InProgress)) &&",
            "Domain", "An_assigned_ticket.Alone_is_shown_otherwise_than_it_stands", "AU-13"),
        new("assigned-to-nobody", "A ticket that only changes its team is assigned, though nobody has it.",
            "Domain/Tickets/History.cs", "ticket.Status == TicketStatus.New && assigned.Assignee is not null", "ticket.Status == TicketStatus.New && (BUG || assigned.Assignee is not null)",
            "Domain", "An_assigned_ticket.Is_still_new_while_only_its_team_is_chosen", "A8"),
        new("closes-over-a-question", "A ticket closes on its day although its requester's message waits for an answer.",
            "Domain/Tickets/Ticket.cs", "Status == TicketStatus.Resolved && UpdateFlagSince is null", "Status == TicketStatus.Resolved && (BUG || UpdateFlagSince is null)",
            "Domain", "A_resolved_ticket.Stays_resolved_when_its_requester_says_thank_you_and_does_not_close_until_somebody_answered", "A15", "AU-56"),
        new("one-attention-for-all", "Who stops watching a ticket stops it for everybody.",
            "Domain/Tickets/History.cs", "ticket.Attention.Remove(turned.Agent)", "(BUG ? ticket.Attention.Clear() : ticket.Attention.Remove(turned.Agent))",
            "Domain", "The_flags.Are_turned_by_hand_one_for_the_ticket_and_one_for_each_agent", "A13"),
        new("rates-a-later-resolution", "The link in the mail of one resolution rates the next.",
            "Domain/Tickets/TicketDesk.Survey.cs", "if (answer.Resolution is { } meant", "if (!BUG && answer.Resolution is { } meant",
            "Domain", "A_survey.Of_an_earlier_resolution_never_rates_a_later_one"),
        new("asks-the-unproven", "Somebody whose mail proves nothing is asked how satisfied they are.",
            "Domain/Profiles/SurveyRules.cs", "&& markers.Unverified != true", "&& (BUG || markers.Unverified != true)",
            "Domain", "A_survey.Is_asked_where_somebody_was_helped_who_is_proven_and_was_not_the_helper"),
    ];
}
