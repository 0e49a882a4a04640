using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What the requester said on the phone or at the desk, written down by an agent as the requester's message (AU-52).</summary>
public static partial class TicketDesk
{
    /// <summary>Ways in which somebody tells the desk something that an agent has to write down.</summary>
    public static readonly IReadOnlyList<string> WaysToTell = ["phone", "in-person", "mail"];

    /// <summary>
    /// It does all that the requester's own message does: it wakes what waits for their reply (PR-05), and is a message of theirs on
    /// a resolved ticket, whose automatic close then waits for an answer (A15). The update flag asks for somebody's reaction (AU-50):
    /// of an open ticket it goes up where a colleague or nobody has it, and stays as it is where the one who writes this down has
    /// it, as they are at work on it and know. It answers nobody: a flag that is up stays up until a message of the desk's own.
    /// </summary>
    private static Decision Record(Ticket ticket, TicketCommand.RecordReply record, Actor by, Profile profile)
    {
        Complaint?[] complaints =
        [
            Texts.Complain("/text", record.Text, Texts.LongestNote, required: true),
            record.Channel is not null && WaysToTell.Contains(record.Channel) ? null : new("/channel", new($"How the requester told it: one of {string.Join(", ", WaysToTell)}.", $"Hvordan brugeren fortalte det: en af {string.Join(", ", WaysToTell)}.")),
        ];
        if (complaints.Any(complaint => complaint is not null))
            return Reject([.. complaints.OfType<Complaint>()]);
        ImmutableArray<Happening> happenings = FromRequester(ticket, record.Text, profile, record.Channel);
        bool knows = ticket.Assignee == by.Id && ticket.Status != TicketStatus.Resolved;
        return new Accepted(knows ? [.. happenings.Where(happening => happening is not Happening.UpdateFlagRaised)] : happenings);
    }

    private static Rejected? Unrecordable(Ticket ticket, Actor by) => ticket.Requester == by.Id
        ? Reject(RefusalCode.NotAllowed, new(
            "The ticket is the caller's own: what they write is their own message, and nobody records it for them.",
            "Sagen er din egen: det, du skriver, er din egen besked."))
        : null;
}
