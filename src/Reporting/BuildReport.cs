using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting;

/// <param name="Tickets">How many were looked at.</param>
/// <param name="Changed">How many of them counted otherwise than before.</param>
/// <param name="Unreadable">Whose history has a gap or cannot be read; they stay dirty, the others are counted.</param>
/// <param name="Damaged">Whose snapshot has to be rebuilt before anything is counted; their tickets stay dirty.</param>
public sealed record BuildReport(int Tickets, int Changed, IReadOnlyList<UnreadableTicket> Unreadable, IReadOnlyList<DamagedSnapshot> Damaged);

public sealed record UnreadableTicket(OrganisationId Organisation, TicketNumber Number, string Why);

public sealed record DamagedSnapshot(OrganisationId Organisation, string Why);
