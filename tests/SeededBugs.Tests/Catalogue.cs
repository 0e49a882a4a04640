namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>The seeded bugs, room by room. Short texts that seldom change; where one has, its test says so.</summary>
public static class Catalogue
{
    private static readonly SeededBug[] OfDomain =
    [
        new("wrong-cell", "A medium incident of one person gets priority 3 instead of 4.",
            "Domain/Priorities/Matrices.cs", "[1, 2, 3, 2, 3, 4, 3, 4, 5]", "[1, 2, 3, 2, 3, BUG ? 3 : 4, 3, 4, 5]",
            "Domain", "The_priority_matrices.Give_an_incident_the_priority_of_its_cell"),
        new("days-of-24-hours", "Thirty days are 720 hours, also where the clocks change in between.",
            "Domain/Time/LocalDays.cs", "return ToInstant(local, zone);", "return BUG ? instant.AddDays(days) : ToInstant(local, zone);",
            "Domain", "A_resolved_ticket.Closes_thirty_local_days_later_at_the_same_local_time"),
        new("closes-early", "A row of the due index closes its ticket, whatever deadline the ticket has by now.",
            "Domain/Tickets/TicketDesk.Closing.cs", "DueWork.Close && due.At <= at", "DueWork.Close && (BUG || due.At <= at)",
            "Domain", "A_resolved_ticket.Is_closed_by_the_clock_on_its_deadline_and_not_a_tick_before"),
        new("reopens-what-is-closed", "Who has the link of a resolution mail reopens a closed ticket.",
            "Domain/Tickets/Lifecycle.cs", "new(Act.Reopen, [TicketStatus.Resolved])", "new(Act.Reopen, BUG ? [TicketStatus.Resolved, TicketStatus.Closed] : [TicketStatus.Resolved])",
            "Domain", "A_resolved_ticket.Is_closed_for_ever_once_closed"),
        new("rights-of-any-team", "Whoever holds a role holds it in every team, whatever the directory says.",
            "Domain/Rights/Policy.cs", "if (!profile.Directory.IsKept)", "if (BUG || !profile.Directory.IsKept)",
            "Domain", "The_rights.Are_what_the_table_says_for_every_role_and_relation"),
        new("handed-over-unchecked", "A handover that lacks one thing alone is let through.",
            "Domain/Tickets/TicketDesk.Handover.cs", "if (!unmet.IsEmpty)", "if (BUG ? unmet.Length > 1 : !unmet.IsEmpty)",
            "Domain", "A_handover.Is_refused_for_each_thing_that_is_missing_alone"),
        new("strangers-acknowledged", "A mail whose sender is not proven is acknowledged to whoever was forged.",
            "Domain/Channels/MailFate.cs", "Silent: sender is MailSender.Unverified ||", "Silent: (!BUG && sender is MailSender.Unverified) ||",
            "Domain", "A_mail.Becomes_what_the_table_says"),
        new("undelivered-unnoticed", "A non-delivery report raises no flag: nobody sees that the user was not reached.",
            "Domain/Channels/MailFate.cs", "case MailKind.NonDelivery when open:", "case MailKind.NonDelivery when open && !BUG:",
            "Domain", "A_mail.Becomes_what_the_table_says"),
    ];

    private static readonly SeededBug[] OfStorage =
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

    private static readonly SeededBug[] OfReporting =
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

    private static readonly SeededBug[] OfFunctions =
    [
        new("random-notification-id", "Each try of a notification has an id of its own: a repeat is another mail.",
            "Functions/Notifications/Notifier.cs", "Guid id = NameBasedId.Of(", "Guid id = BUG ? new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)) : NameBasedId.Of(",
            "Notifications", "A_lost_acknowledgement.Of_the_mail_server_leads_to_one_repeat_under_the_same_ids"),
        new("forged-link", "The signature of a link is not looked at.",
            "Functions/Links/LinkToken.cs", "if (!CryptographicOperations", "if (!BUG && !CryptographicOperations",
            "Notifications", "A_signed_link.Does_not_open_another_ticket_or_organisation"),
        new("skipped-if-match", "A command made for a version that is no more is carried out.",
            "Functions/Guard.cs", "Match match when !match.Tags", "Match match when !BUG && !match.Tags",
            "Contract", "An_entity_tag.Lets_no_command_pass_unless_it_is_the_one_that_stands"),
        new("key-after-if-match", "If-Match is judged before the Idempotency-Key is looked up: the repetition of a command is stale.",
            "Functions/Desk.cs", "if (key is not null && stored.Keys.Find(key, now) is { } before)", "if ((!BUG || guard.Objects(stored.Ticket, caller) is null) && key is not null && stored.Keys.Find(key, now) is { } before)",
            "Contract", "A_caller.Gets_the_same_answer_to_a_request_that_comes_again"),
        new("answers-as-of-now", "The repetition of a request is answered with the ticket as it stands by then.",
            "Functions/Desk.cs", "ticket.Version == version\n", "BUG || ticket.Version == version\n",
            "Contract", "A_caller.Gets_the_same_answer_though_the_ticket_is_another_by_then"),
        new("history-of-the-desk", "A requester reads in the history what the desk does among itself.",
            "Functions/Http/HistoryReplies.cs", "if (!desk && !e.Public)", "if (!BUG && !desk && !e.Public)",
            "Contract", "A_caller.Reads_of_the_history_of_their_own_ticket_only_what_changed_what_they_see"),
        new("internal-note-shown", "A requester reads the desk's internal notes.",
            "Functions/Http/HistoryReplies.cs", "visible == Visibility.Internal && !caller.ReadsAsDesk", "!BUG && visible == Visibility.Internal && !caller.ReadsAsDesk",
            "Desk", "What_a_requester_sees.Is_their_own_tickets_alone_and_never_an_internal_note"),
        new("wall-clock", "What the clock does to a ticket happens when the tick comes instead of at the deadline.",
            "Functions/DeskClockwork.cs", "RoleNames.Of(Roles.Clock), owed.At, now", "RoleNames.Of(Roles.Clock), BUG ? now : owed.At, now",
            "Desk", "The_life_of_an_incident.Wakes_up_at_the_date_it_waited_for_however_late_the_tick_comes"),
        new("deadline-before-its-commit", "A due row that no ticket knows yet is dropped, though its commit is on its way.",
            "Functions/DeskClockwork.cs", "now - row.WrittenAt > CommitMayFollow", "BUG || now - row.WrittenAt > CommitMayFollow",
            "Desk", "Storage_that_fails.While_a_deadline_is_written_and_its_ticket_is_not_loses_no_automatic_close"),
        new("listed-later", "A new ticket is missing from its requester's list until the reaction to it has run.",
            "Functions/Desk.cs", "await lists.AddAsync(ticket, stop);", "await (BUG ? Task.CompletedTask : lists.AddAsync(ticket, stop));",
            "Desk", "Storage_that_fails.For_the_nudges_alone_delays_the_mail_and_not_the_requester_s_own_list"),
    ];

    private static readonly SeededBug[] OfLocalRuntime =
    [
        new("early-event-lost", "An event that comes before somebody waits for it is lost.",
            "LocalRuntime/Durable/OrchestratorContext.Events.cs", "unread.Add(raised);", "unread.AddRange(BUG ? [] : new[] { raised });",
            "Durable", "An_orchestration.Reads_events_that_came_before_it_waited_in_the_order_of_their_arrival"),
        new("early-events-reversed", "Of two events that came before somebody waited, the later one is read first.",
            "LocalRuntime/Durable/OrchestratorContext.Events.cs", "unread.Find(raised", "(BUG ? unread.FindLast : (Func<Predicate<EventRaised>, EventRaised?>)unread.Find)(raised",
            "Durable", "An_orchestration.Reads_events_that_came_before_it_waited_in_the_order_of_their_arrival"),
        new("oldest-waiter-first", "Of two waiters for an event the older one is served.",
            "LocalRuntime/Durable/OrchestratorContext.Events.cs", "stack.TryPop(", "(BUG ? waiters[raised.Name] = new(stack) : stack).TryPop(",
            "Durable", "An_orchestration.Serves_the_newest_waiter_of_a_name_first"),
        new("missed-tick", "A tick that was missed while the host was down is not made up for.",
            "LocalRuntime/Timers/TimerFunction.cs", "isPastDue = now.UtcDateTime > kept.Next;", "isPastDue = !BUG && now.UtcDateTime > kept.Next;",
            "Fidelity", "A_timer_function_whose_host_was_down.Makes_up_for_all_missed_ticks_with_one_that_is_past_due"),
    ];

    public static readonly IReadOnlyList<SeededBug> Bugs = [.. OfDomain, .. OfStorage, .. OfReporting, .. OfFunctions, .. OfLocalRuntime];

    /// <summary>No bug at all: the experiment must say that no test noticed it.</summary>
    public static readonly SeededBug Harmless = new("harmless", "A sum is written the other way round.",
        "Domain/Priorities/Matrices.cs", "cell + RequestRankOffset", "BUG ? RequestRankOffset + cell : cell + RequestRankOffset",
        "Domain", "The_priority_matrices.Give_a_request_its_own_scale_and_the_rank_of_an_incident_at_the_same_level");
}
