using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>The automatic answer of an agent who is away (AU-48).</summary>
public static partial class TicketDesk
{
    /// <summary>
    /// Adds the answer of the absent to what an end user's message lets happen: once for an absence, a ticket and a person. What a
    /// machine sends is no message (it becomes a note, or nothing), so two automatic answers never meet.
    /// </summary>
    private static Decision WithAutoReply(Decision decision, Ticket ticket, Actor by, DateTimeOffset at, Profile profile)
    {
        if (decision is not Accepted accepted || ticket.Requester != by.Id || !accepted.Happenings.Any(IsMessage))
            return decision;
        if (profile.Directory.Find(ticket.Assignee) is not { } agent || agent.AbsenceAt(at) is not { } absence)
            return decision;
        var reply = new AutoReply(agent.Id, absence.From, by.Id);
        if (ticket.Dossier.AutoReplies.Contains(reply))
            return decision;
        return new Accepted(accepted.Happenings.Add(
            new Happening.AutoReplied(agent.Id, absence.From, absence.Until, by.Id, absence.AutoReply is { } text ? Text(ticket, text) : null)));
    }

    private static bool IsMessage(Happening what) => what is Happening.Replied { FromRequester: true } or Happening.Reopened { Reason: not null };
}
