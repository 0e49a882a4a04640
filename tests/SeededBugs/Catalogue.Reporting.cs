namespace ItsmFunctions.SeededBugs;

/// <summary>What is counted.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfReporting =>
    [
        new("dirty-mark-lost", "The mark of a ticket that changed again while the reports were built is removed.",
            "Storage/Reports/DirtyMarks.cs", "group.Delete(KeyOf(organisation, mark.Number), mark.Tag)", "group.Delete(KeyOf(organisation, mark.Number), BUG ? ETag.All : mark.Tag)",
            "Reporting", "A_builder_that_is_not_alone.Leaves_a_mark_that_was_written_again_while_it_built"),
        new("counted-twice", "A ticket that changes is counted once more instead of anew.",
            "Reporting/Snapshots/Cube.cs", "if (was is not null)", "if (was is not null && !BUG)",
            "Reporting", "Months_of_a_desk.Take_a_reopened_ticket_out_of_the_month_in_which_it_seemed_resolved"),
        new("months-in-utc", "What happens in the first hours of a month counts for the month before.",
            "Reporting/LocalMonth.cs", "TimeZoneInfo.ConvertTime(instant, zone)", "TimeZoneInfo.ConvertTime(instant, BUG ? TimeZoneInfo.Utc : zone)",
            "Reporting", "Months_of_a_desk.Are_those_of_its_wall_clock"),
    ];
}
