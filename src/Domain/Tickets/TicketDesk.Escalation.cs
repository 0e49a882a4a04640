using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

public static partial class TicketDesk
{
    // Where nothing climbs, whoever was quicker has it in hand: that is an answer too.
    private static Decision AcknowledgeEscalation(Ticket ticket, TicketCommand.AcknowledgeEscalation acknowledge)
    {
        if (Texts.Complain("/note", acknowledge.Note, Texts.LongestReason, required: false) is { } complaint)
            return Reject([complaint]);
        return Told(ticket).Any(one => one.ClimbsAt is not null)
            ? Accept(new Happening.EscalationAcknowledged(string.IsNullOrWhiteSpace(acknowledge.Note) ? null : Text(ticket, acknowledge.Note)))
            : Accept();
    }

    private static IEnumerable<Telling> Told(Ticket ticket) => ticket.Clocks?.All.Where(clock => clock.IsOpen).SelectMany(clock => clock.Told) ?? [];
}
