using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>What became of an alert.</summary>
internal abstract record AlertOutcome
{
    private AlertOutcome()
    {
    }

    public sealed record Opened(TicketNumber Number) : AlertOutcome;

    public sealed record Refreshed(TicketNumber Number) : AlertOutcome;

    public sealed record Resolved(TicketNumber Number) : AlertOutcome;

    public sealed record Reopened(TicketNumber Number) : AlertOutcome;

    /// <summary>An internal note says it to those who have the incident: what becomes of it is theirs to say.</summary>
    public sealed record Noted(TicketNumber Number) : AlertOutcome;

    /// <param name="Number">Null where no incident stands for it.</param>
    public sealed record Unchanged(TicketNumber? Number) : AlertOutcome;

    public sealed record Refused(Refusal Refusal) : AlertOutcome;
}
