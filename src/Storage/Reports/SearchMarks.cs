using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Reports;

/// <summary>Something that the search index is behind, as of one writing of the mark.</summary>
/// <param name="Number">Null where the whole index of the organisation is to be built anew.</param>
public sealed record SearchMark(OrganisationId Organisation, TicketNumber? Number)
{
    internal string RowKey { get; init; } = "";

    internal ETag Tag { get; init; }
}

/// <summary>Which tickets the search index has yet to look at. They are marked together with those of the reports, and taken away by themselves.</summary>
public sealed class SearchMarks(DeskTables tables)
{
    private const string OfSearch = "search";
    private const string Everything = "all";

    /// <summary>Asks for an index that is built anew: one request.</summary>
    public Task AskAsync(OrganisationId organisation, CancellationToken stop) => tables.Facts.UpsertEntityAsync(Row(organisation, null), TableUpdateMode.Replace, stop);

    /// <summary>What is marked, in pages of at most a thousand that never mix two organisations: one prefix query, one request a page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<SearchMark>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {DirtyMarks.Prefix} and PartitionKey lt {Keys.Behind(DirtyMarks.Prefix)}");
        await foreach (Page<TableEntity> page in tables.Facts.QueryAsync<TableEntity>(filter, cancellationToken: stop).AsPages())
        {
            foreach (IGrouping<OrganisationId, SearchMark> marks in page.Values.Where(row => row.RowKey.EndsWith($"|{OfSearch}", StringComparison.Ordinal)).Select(FromRow).GroupBy(mark => mark.Organisation))
                yield return [.. marks];
        }
    }

    /// <summary>Removes marks, but never one that was written again since it was read.</summary>
    public async Task RemoveAsync(OrganisationId organisation, IEnumerable<SearchMark> marks, CancellationToken stop)
    {
        foreach (SearchMark[] some in marks.Chunk(EntityGroup.MostEntities))
            await Rows.DeleteAsync(tables.Facts, DirtyMarks.PartitionOf(organisation), [.. some.Select(mark => (mark.RowKey, mark.Tag))], stop);
    }

    internal static TableEntity Row(OrganisationId organisation, TicketNumber? number) =>
        new(DirtyMarks.PartitionOf(organisation), $"{organisation}|{number?.ToString() ?? Everything}|{OfSearch}");

    private static SearchMark FromRow(TableEntity row)
    {
        string[] parts = row.RowKey.Split('|');
        return new(OrganisationId.Parse(parts[0]), parts[1] == Everything ? null : TicketNumber.Parse(parts[1])) { RowKey = row.RowKey, Tag = row.ETag };
    }
}
