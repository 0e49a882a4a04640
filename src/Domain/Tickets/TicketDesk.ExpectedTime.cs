using ItsmFunctions.Domain.Profiles;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>When a ticket is expected to be done: said by itself, with a handover, or with a wait for a supplier (AU-40).</summary>
public static partial class TicketDesk
{
    /// <summary>
    /// Whether colleagues could not tell the end user when an open ticket will be done, though it was handed on or offered, or waits
    /// for a supplier: a prompt to whoever has it, never a refusal (AU-40). What one team said stands for the next until it says
    /// otherwise, so a handover alone does not ask again.
    /// </summary>
    public static bool WantsExpectedTime(Ticket ticket, Profile profile) => WantsExpectedTimeIn(ticket, profile.In(ticket.Area));

    private static bool WantsExpectedTimeIn(Ticket ticket, Profile profile) =>
        ticket.ExpectedAt is null && ticket.Status != TicketStatus.Resolved && !ticket.Status.IsOver()
        && ((profile.Handover.AsksExpectedTime && ticket.Handover is { } handover && (handover.Offer is not null || !handover.Origins.IsEmpty))
            || (ticket.Pending is { } pending && profile.FindReason(pending.Reason)?.AsksExpectedTime == true));

    private static Decision Expect(Ticket ticket, TicketCommand.Expect expect, DateTimeOffset at)
    {
        if (expect.ExpectedAt is not { } expected)
            return Reject(RefusalCode.InvalidRequest, new("An instant is required.", "Angiv et tidspunkt."), "/expectedAt");
        if (Past(expected, at) is { } past)
            return Reject([past]);
        if (Texts.Complain("/note", expect.Note, Texts.LongestNote, required: false) is { } complaint)
            return Reject([complaint]);
        return Accept([.. Expected(ticket, expected, expect.Note)]);
    }

    private static Complaint? Past(DateTimeOffset? expected, DateTimeOffset at) => expected <= at ? new("/expectedAt", new("The expected time lies in the past.", "Det forventede tidspunkt ligger i fortiden.")) : null;

    private static IEnumerable<Happening> Expected(Ticket ticket, DateTimeOffset? expected, string? note = null)
    {
        if (expected is not { } stated)
            yield break;
        yield return new Happening.ExpectedTimeStated(stated, note is null ? null : Text(ticket, note));
        // Where nobody but the colleague who chased waits, the answer takes the flag down; the end user's own message wants a reply.
        if (ticket is { UpdateFlagSince: not null, Chase.RaisedFlag: true })
            yield return new Happening.UpdateFlagCleared();
    }
}
