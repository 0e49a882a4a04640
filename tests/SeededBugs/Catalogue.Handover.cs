namespace ItsmFunctions.SeededBugs;

/// <summary>How a ticket goes to another team.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfHandover =>
    [
        new("handed-over-unchecked", "A handover that lacks one thing alone is let through.",
            "Domain/Tickets/TicketDesk.Handover.cs", "if (!unmet.IsEmpty)", "if (BUG ? unmet.Length > 1 : !unmet.IsEmpty)",
            "Domain", "A_handover.Is_refused_for_each_thing_that_is_missing_alone"),
    ];
}
