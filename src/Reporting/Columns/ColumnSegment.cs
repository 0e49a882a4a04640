using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Columns;

/// <summary>The tables of one segment: the tickets of a month that are closed, or all that are not.</summary>
internal sealed class ColumnSegment(string name, IReadOnlyList<LoadedTable> tables)
{
    private readonly Dictionary<string, LoadedTable> _tables = tables.ToDictionary(table => table.Name);

    public string Name { get; } = name;

    public LoadedTable this[FactTable table] => _tables[table.Name];

    /// <summary>The bytes of both of its parts, from the facts and what they were promised.</summary>
    public static (byte[] Hot, byte[] Details) Write(OrganisationId organisation, IEnumerable<TicketFact> facts, ServiceBook book)
    {
        CountedTicket[] tickets = [.. facts.OrderBy(fact => fact.OpenedAt).ThenBy(fact => fact.Number.Kind).ThenBy(fact => fact.Number.Sequence).Select(fact => CountedTicket.Of(fact, book))];
        return (Of(FactTables.Hot), Of(FactTables.Details));

        byte[] Of(IReadOnlyList<FactTable> tables) => ColumnFormat.Write(organisation, [.. tables.Select(table => table.Draft(tickets))]);
    }
}
