using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What became of something that was asked of the desk.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <param name="Replayed">True where the same key had brought the same answer before.</param>
    public sealed record Opened(Ticket Ticket, bool Replayed) : Outcome;

    public sealed record Done(Ticket Ticket, bool Replayed) : Outcome;

    /// <summary>What would be done, was not: a rehearsal.</summary>
    /// <param name="Ticket">As it stands.</param>
    /// <param name="Becomes">As it would stand.</param>
    public sealed record Rehearsed(Ticket Ticket, Ticket Becomes) : Outcome;

    /// <summary>The same key did it before; what became of the ticket is not the caller's to see any more.</summary>
    public sealed record DoneBefore : Outcome;

    /// <summary>There is none, or the caller may not know that there is.</summary>
    public sealed record NotFound : Outcome;

    public sealed record Refused(Refusal Refusal, Ticket? Ticket) : Outcome;

    /// <summary>A change of state came without If-Match.</summary>
    public sealed record NotGuarded(Ticket Ticket) : Outcome;

    /// <summary>If-Match names a version that is no more.</summary>
    public sealed record Stale(Ticket Ticket) : Outcome;

    /// <summary>The idempotency key came before, with another request.</summary>
    public sealed record KeyReused : Outcome;
}
