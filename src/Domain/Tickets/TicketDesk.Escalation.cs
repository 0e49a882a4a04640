using ItsmFunctions.Domain.Profiles;
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

    // What was promised is never made stricter afterwards: a correction takes time away from a clock (rules 10 and 19).
    private static Decision CorrectServiceLevel(Ticket ticket, TicketCommand.CorrectServiceLevel correct, DateTimeOffset at, Profile profile)
    {
        Complaint?[] complaints =
        [
            correct.Target is null ? new("/target", Texts.Required) : correct.Clock is null
                ? new(correct.Cycle is null ? "/target" : "/cycle", new($"{ticket.Number} has no such clock; GET /api/tickets/{ticket.Number}/sla lists those that it has.", $"{ticket.Number} har intet sådant ur; GET /api/tickets/{ticket.Number}/sla viser dem, den har."))
                : null,
            correct.From is null ? new("/from", Texts.Required) : null,
            correct.Until is null ? new("/until", Texts.Required) : correct.Until <= correct.From ? new("/until", new("Later than from.", "Senere end from.")) : correct.Until > at ? new("/until", new("An instant that has been.", "Et tidspunkt, der har været.")) : null,
            Texts.Complain("/reason", correct.Reason, Texts.LongestReason, required: true),
        ];
        if (complaints.Any(complaint => complaint is not null))
            return Reject([.. complaints.OfType<Complaint>()]);
        Clock clock = correct.Clock!;
        DateTimeOffset from = correct.From < clock.CountsFrom ? clock.CountsFrom : correct.From!.Value, until = clock.EndedAt < correct.Until ? clock.EndedAt.Value : correct.Until!.Value;
        return clock.CountedBetween(profile.Book, from, until) > TimeSpan.Zero
            ? Accept(new Happening.ServiceLevelCorrected(clock.Target, clock.Cycle, from.ToUniversalTime(), until.ToUniversalTime(), Text(ticket, correct.Reason!)))
            : Reject([new("/from", new(
                $"The clock counted nothing then; GET /api/tickets/{ticket.Number}/sla/{clock.Target}/explain says what it counted.",
                $"Uret talte intet dér; GET /api/tickets/{ticket.Number}/sla/{clock.Target}/explain viser, hvad det talte."))]);
    }

    private static IEnumerable<Telling> Told(Ticket ticket) => ticket.Clocks?.All.Where(clock => clock.IsOpen).SelectMany(clock => clock.Told) ?? [];
}
