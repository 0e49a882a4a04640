using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Chasing a ticket in another team, and saying when it is expected to be done (AU-40, AU-41).</summary>
public static partial class TicketDesk
{
    private static Decision Chase(Ticket ticket, TicketCommand.Chase chase)
    {
        if (Texts.Complain("/text", chase.Text, Texts.LongestNote, required: true) is { } complaint)
            return Reject([complaint]);
        var chased = new Happening.Chased(Text(ticket, chase.Text));
        return ticket.UpdateFlagSince is null ? Accept(chased, new Happening.UpdateFlagRaised()) : Accept(chased);
    }

    private static Decision Expect(Ticket ticket, TicketCommand.Expect expect, DateTimeOffset at)
    {
        if (expect.ExpectedAt is not { } expected)
            return Reject(RefusalCode.InvalidRequest, new("An instant is required.", "Angiv et tidspunkt."), "/expectedAt");
        if (expected <= at)
            return Reject(RefusalCode.InvalidRequest, new("The expected time lies in the past.", "Det forventede tidspunkt ligger i fortiden."), "/expectedAt");
        if (Texts.Complain("/note", expect.Note, Texts.LongestNote, required: false) is { } complaint)
            return Reject([complaint]);
        var stated = new Happening.ExpectedTimeStated(expected, expect.Note is null ? null : Text(ticket, expect.Note));
        // Where nobody but the colleague who chased waits, the answer takes the flag down; the end user's own message wants a reply.
        return ticket is { UpdateFlagSince: not null, Chase.RaisedFlag: true } ? Accept(stated, new Happening.UpdateFlagCleared()) : Accept(stated);
    }
}
