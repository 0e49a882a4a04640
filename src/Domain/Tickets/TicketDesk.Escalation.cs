using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

public static partial class TicketDesk
{
    // Whoever was quicker has it in hand: what is acknowledged already is an answer too.
    private static Decision AcknowledgeEscalation(Ticket ticket, TicketCommand.AcknowledgeEscalation acknowledge)
    {
        if (Texts.Complain("/note", acknowledge.Note, Texts.LongestReason, required: false) is { } complaint)
            return Reject([complaint]);
        return Told(ticket).Any(one => one.ClimbsAt is not null)
            ? Accept(new Happening.EscalationAcknowledged(string.IsNullOrWhiteSpace(acknowledge.Note) ? null : Text(ticket, acknowledge.Note)))
            : Accept();
    }

    private static Rejected? Unescalated(Ticket ticket) => Told(ticket).Any(one => one.ClimbsAt is not null || one.AcknowledgedBy is not null) ? null : Reject(RefusalCode.TransitionNotAllowed, new(
        $"Nothing of {ticket.Number} waits to be acknowledged: no warning and no breach was told that climbs further.",
        $"Intet i {ticket.Number} venter på at blive kvitteret: ingen advarsel og intet brud er meldt, som går videre."));

    private static IEnumerable<Telling> Told(Ticket ticket) => ticket.Clocks?.All.Where(clock => clock.IsOpen).SelectMany(clock => clock.Told) ?? [];
}
