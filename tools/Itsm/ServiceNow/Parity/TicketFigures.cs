using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>What the stored events of an imported ticket add up to: nothing here comes from anywhere else.</summary>
/// <param name="Number">The foreign number.</param>
/// <param name="Entries">Fingerprints of the log's rows that the events repeat.</param>
/// <param name="Grown">True where the events were written down at more than one instant.</param>
internal sealed record TicketFigures(
    string Number,
    TicketNumber Ticket,
    TicketStatus Status,
    string? Reason,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosedAt,
    int Reassignments,
    int Reopenings,
    int Rank,
    IReadOnlyList<ulong> Entries,
    bool Grown)
{
    /// <returns>Null where the ticket was not imported from <paramref name="system"/>.</returns>
    public static TicketFigures? Of(string system, IReadOnlyList<StoredEvent> events)
    {
        string prefix = $"{system}:";
        // What the desk itself did to an imported ticket since is no part of the log.
        int last = events.Count - 1;
        while (last >= 0 && events[last].Source?.StartsWith(prefix, StringComparison.Ordinal) != true)
            last--;
        if (last < 0)
            return null;

        StoredEvent[] some = [.. events.Take(last + 1)];
        Ticket ticket = History.Fold(some.Select(stored => stored.Event));
        string[] sources = [.. some.Select(stored => stored.Source).OfType<string>().Distinct()];
        return new(
            sources[0][prefix.Length..sources[0].IndexOf('/', StringComparison.Ordinal)],
            ticket.Number,
            ticket.Status,
            ticket.Pending?.Reason,
            ticket.Resolution?.At,
            ticket.ClosedAt,
            ticket.Reassignments,
            ticket.Reopenings,
            ticket.Matrix.Native,
            [.. sources.Select(source => ulong.Parse(source.AsSpan(source.Length - 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture))],
            some.Select(stored => stored.Event.RecordedAt).Distinct().Count() > 1);
    }
}
