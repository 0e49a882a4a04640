using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Chasing a ticket in another team (AU-41).</summary>
public static partial class TicketDesk
{
    private static Decision Chase(Ticket ticket, TicketCommand.Chase chase)
    {
        if (Texts.Complain("/text", chase.Text, Texts.LongestNote, required: true) is { } complaint)
            return Reject([complaint]);
        var chased = new Happening.Chased(Text(ticket, chase.Text));
        return ticket.UpdateFlagSince is null ? Accept(chased, new Happening.UpdateFlagRaised()) : Accept(chased);
    }
}
