namespace ItsmFunctions.SeededBugs;

/// <summary>What is written, once and whole.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfStorage =>
    [
        new("dropped-outbox-row", "The second event of a command is written without its outbox row: nobody is told.",
            "Storage/Tickets/EventRows.cs", "if (tell)", "if (tell && !(BUG && e.Version == 3))",
            "Storage", "The_outbox.Holds_one_row_for_each_event_named_by_it"),
        new("forked-chain", "The second event of a command is chained to the one before the first.",
            "Storage/Tickets/TicketStore.cs", "EventRows.Add(group, e, head,", "EventRows.Add(group, e, BUG && e.Version > 1 ? ticket.Head : head,",
            "Storage", "The_hash_chain.Holds_over_a_whole_history_and_begins_without_a_predecessor"),
        new("lost-acknowledgement-forgotten", "A write whose acknowledgement was lost is taken for somebody else's.",
            "Storage/Tickets/TicketStore.cs", "row.Value!.GetString(\"operation\") == operation", "!BUG && row.Value!.GetString(\"operation\") == operation",
            "Storage", "A_lost_acknowledgement.Of_a_command_is_told_from_its_event_when_the_next_one_has_overtaken_it"),
        new("skipped-row-tag", "A command overwrites a ticket's row that somebody else has written since it was read.",
            "Storage/Tickets/TicketStore.cs", "group.Replace(written.ToRow(), before.Tag)", "group.Replace(written.ToRow(), BUG ? ETag.All : before.Tag)",
            "Storage", "The_keys_of_a_ticket_s_commands.Are_not_lost_under_a_change_that_knew_nothing_of_them"),
        new("twins-both-create", "Of two creations with one Idempotency-Key, the second overwrites the key of the first.",
            "Storage/Tickets/TicketStore.cs", "group.Add(keyRow);", "((Action<Azure.Data.Tables.TableEntity>)(BUG ? group.Upsert : group.Add))(keyRow);",
            "Storage", "The_key_of_a_creation.Gives_fifty_twins_in_five_processes_one_ticket"),
        new("block-taken-twice", "Two processes take the same block of numbers.",
            "Storage/NumberBlocks.cs", "found.Value!.ETag", "BUG ? ETag.All : found.Value!.ETag",
            "Storage", "Numbers.Are_never_given_twice_by_however_many_processes"),
        new("moved-deadline-deleted", "A due row that was written anew while the tick was at work is deleted with the old one.",
            "Storage/DueIndex.cs", "(row.RowKey, row.Tag)", "(row.RowKey, BUG ? ETag.All : row.Tag)",
            "Storage", "The_due_index.Keeps_a_row_that_was_written_anew_since_the_tick_looked"),
        new("left-in-the-old-queue", "A ticket that moves to another team stays in the queue of the first one too.",
            "Storage/Lists/TicketLists.cs", ".Except(TicketView.OpenRowsOf(organisation, now))", ".Where(_ => !BUG).Except(TicketView.OpenRowsOf(organisation, now))",
            "Storage", "The_lists.Move_a_ticket_from_team_to_team_and_leave_no_row_behind"),
    ];
}
