namespace ItsmFunctions.SeededBugs;

/// <summary>What is told over HTTP and by mail.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfFunctions =>
    [
        new("random-notification-id", "Each try of a notification has an id of its own: a repeat is another mail.",
            "Functions/Notifications/Notifier.cs", "Guid id = NameBasedId.Of(", "Guid id = BUG ? new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)) : NameBasedId.Of(",
            "Notifications", "A_lost_acknowledgement.Of_the_mail_server_leads_to_one_repeat_under_the_same_ids"),
        new("forged-link", "The signature of a link is not looked at.",
            "Functions/Links/LinkToken.cs", "if (!CryptographicOperations", "if (!BUG && !CryptographicOperations",
            "Notifications", "A_signed_link.Does_not_open_another_ticket_or_organisation"),
        new("skipped-if-match", "A command made for a version that is no more is carried out.",
            "Functions/Guard.cs", "Match match when !Languages", "Match match when !BUG && !Languages",
            "Contract", "An_entity_tag.Lets_no_command_pass_unless_it_is_the_one_that_stands"),
        new("key-after-if-match", "If-Match is judged before the Idempotency-Key is looked up: the repetition of a command is stale.",
            "Functions/Desk.cs", "if (await RepeatAsync(caller, stored, key", "if ((!BUG || guard.Objects(stored.Ticket, caller) is null) && await RepeatAsync(caller, stored, key",
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
            "Functions/ClockHand.cs", "RoleNames.Of(Roles.Clock), TicketDesk.InstantOf(", "RoleNames.Of(Roles.Clock), BUG ? now : TicketDesk.InstantOf(",
            "Desk", "A_ticket_that_nobody_begins.Within_thirty_working_minutes_at_rank_2_reaches_its_leader_once"),
        new("deadline-before-its-commit", "A due row that no ticket knows yet is dropped, though its commit is on its way.",
            "Functions/DeskClockwork.cs", "now - row.WrittenAt > CommitMayFollow", "BUG || now - row.WrittenAt > CommitMayFollow",
            "Desk", "Storage_that_fails.While_a_deadline_is_written_and_its_ticket_is_not_loses_no_automatic_close"),
        new("listed-later", "A new ticket is missing from its requester's list until the reaction to it has run.",
            "Functions/Desk.cs", "await lists.AddAsync(ticket, stop);", "await (BUG ? Task.CompletedTask : lists.AddAsync(ticket, stop));",
            "Desk", "Storage_that_fails.For_the_nudges_alone_delays_the_mail_and_not_the_requester_s_own_list"),
    ];
}
