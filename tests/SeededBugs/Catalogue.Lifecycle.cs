namespace ItsmFunctions.SeededBugs;

/// <summary>Statuses, from the creation to the close.</summary>
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
    ];
}
