using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Tickets.Happening;

namespace ItsmFunctions.Domain.MajorIncidents;

/// <summary>What an event makes of a major incident, and of those below it.</summary>
internal static class MajorCourse
{
    /// <returns>Null where the event is none of these.</returns>
    public static Ticket? Of(Ticket ticket, Happening what, string by, DateTimeOffset at) => what switch
    {
        // Declared again after it had been stood down: what was said of it stays.
        MajorDeclared declared => ticket with
        {
            Major = new MajorState(at, by, declared.Rule, declared.Reason) { Informed = ticket.Major?.Informed, Statuses = ticket.Major?.Statuses ?? [], StatusVersion = ticket.Version + 1 },
        },
        AffectedInformed informed => ticket with { Major = ticket.Major! with { Informed = new(ticket.Version + 1, informed.English, informed.Danish, at) } },
        StatusPublished status => ticket with { Major = ticket.Major! with { Statuses = ticket.Major.Statuses.Add(new(status.State, status.English, status.Danish, at)), StatusVersion = ticket.Version + 1 } },
        MajorStoodDown down => ticket with { Major = ticket.Major! with { StoodDownAt = at, StoodDownBy = by, Review = down.Review, StatusVersion = ticket.Version + 1 } },
        AffectedTold told => ticket with { ToldOfMajor = new(told.Major, told.Round) },
        _ => null,
    };
}
