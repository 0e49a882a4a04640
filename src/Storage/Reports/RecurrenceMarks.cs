using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Reports;

/// <summary>An incident of which something changed that may recur, as of one writing of the mark.</summary>
public sealed record RecurrenceMark(OrganisationId Organisation, TicketNumber Number)
{
    internal string RowKey { get; init; } = "";

    internal ETag Tag { get; init; }
}

/// <summary>Which incidents the search for what recurs has yet to look at. They are marked in the write that marks them for the reports, and taken away by themselves.</summary>
public sealed class RecurrenceMarks(DeskTables tables)
{
    private const string OfRecurrence = "recurrence";

    /// <summary>What is marked, in pages of at most a thousand that never mix two organisations: one prefix query, one request a page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RecurrenceMark>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {DirtyMarks.Prefix} and PartitionKey lt {Keys.Behind(DirtyMarks.Prefix)}");
        await foreach (Page<TableEntity> page in tables.Facts.QueryAsync<TableEntity>(filter, cancellationToken: stop).AsPages())
        {
            foreach (IGrouping<OrganisationId, RecurrenceMark> marks in page.Values.Where(row => row.RowKey.EndsWith($"|{OfRecurrence}", StringComparison.Ordinal)).Select(FromRow).GroupBy(mark => mark.Organisation))
                yield return [.. marks];
        }
    }

    /// <summary>Removes marks, but never one that was written again since it was read.</summary>
    public async Task RemoveAsync(OrganisationId organisation, IEnumerable<RecurrenceMark> marks, CancellationToken stop)
    {
        foreach (RecurrenceMark[] some in marks.Chunk(EntityGroup.MostEntities))
            await Rows.DeleteAsync(tables.Facts, DirtyMarks.PartitionOf(organisation), [.. some.Select(mark => (mark.RowKey, mark.Tag))], stop);
    }

    internal static TableEntity Row(OrganisationId organisation, TicketNumber number) => new(DirtyMarks.PartitionOf(organisation), $"{organisation}|{number}|{OfRecurrence}");

    private static RecurrenceMark FromRow(TableEntity row)
    {
        string[] parts = row.RowKey.Split('|');
        return new(OrganisationId.Parse(parts[0]), TicketNumber.Parse(parts[1])) { RowKey = row.RowKey, Tag = row.ETag };
    }
}
