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
        new("notes-found-by-all", "A search by a requester looks at what the desk alone reads, too.",
            "Reporting/Search/SearchQuery.cs", "if (field == SearchDocuments.Noted && !WithNotes)", "if (field == SearchDocuments.Noted && !WithNotes && !BUG)",
            "Reporting", "A_search.By_a_requester_finds_nothing_by_what_the_desk_alone_reads", "AU-31"),
        new("search-reads-along", "A search finds everybody's tickets, whoever asks.",
            "Reporting/Search/SearchQuery.cs", "if (Reader is { } reader)", "if (Reader is { } reader && !BUG)",
            "Reporting", "A_search.By_somebody_finds_their_own_and_what_they_follow_and_counts_nothing_else"),
        new("vote-kept-from-its-author", "What a reviewer said of a change is found by nobody who reads it.",
            "Reporting/Search/SearchableTicket.cs", "Happening.VoteCast vote => vote.Comment.Value,", "Happening.VoteCast vote when !BUG => vote.Comment.Value,",
            "Reporting", "A_search_for_changes.Finds_what_reviewers_and_operators_said_for_whoever_reads_the_change", "AU-31"),
    ];
}
