using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Reports;

/// <summary>A ticket whose facts are behind its events, as of one writing of the mark.</summary>
public sealed record DirtyMark(OrganisationId Organisation, TicketNumber Number)
{
    internal ETag Tag { get; init; }
}

/// <summary>
/// Which tickets the reports have yet to look at: one row for each, however often it is marked, and beside it in the same write one for
/// the search index, which is built at its own pace, and one for what may recur. The table holds what is dirty and nothing else, so reading it costs the same
/// whatever the store holds.
/// </summary>
public sealed class DirtyMarks(DeskTables tables)
{
    internal const string Prefix = "dirty|";
    private const string OfReports = "dirty";

    /// <summary>One transaction for as many as one holds: fifty, or fewer where some may recur.</summary>
    /// <param name="recurring">Those of them of which something changed that may recur.</param>
    public async Task WriteAsync(OrganisationId organisation, IEnumerable<TicketNumber> numbers, IReadOnlySet<TicketNumber> recurring, CancellationToken stop)
    {
        string partition = PartitionOf(organisation);
        var group = new EntityGroup(partition);
        foreach (TicketNumber number in numbers.Distinct())
        {
            TableEntity[] rows = recurring.Contains(number)
                ? [new(partition, KeyOf(organisation, number)), SearchMarks.Row(organisation, number), RecurrenceMarks.Row(organisation, number)]
                : [new(partition, KeyOf(organisation, number)), SearchMarks.Row(organisation, number)];
            if (group.Count + rows.Length > EntityGroup.MostEntities)
            {
                await group.SubmitAsync(tables.Facts, stop);
                group = new(partition);
            }

            foreach (TableEntity row in rows)
                group.Upsert(row);
        }

        if (group.Count > 0)
            await group.SubmitAsync(tables.Facts, stop);
    }

    /// <summary>What is dirty, in pages of at most a thousand that never mix two organisations: one prefix query, one request a page.</summary>
    /// <param name="organisation">Null for all of them.</param>
    public async IAsyncEnumerable<IReadOnlyList<DirtyMark>> ReadAsync(OrganisationId? organisation, [EnumeratorCancellation] CancellationToken stop)
    {
        string filter = organisation is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(one)}")
            : TableClient.CreateQueryFilter($"PartitionKey ge {Prefix} and PartitionKey lt {Keys.Behind(Prefix)}");
        await foreach (Page<TableEntity> page in tables.Facts.QueryAsync<TableEntity>(filter, cancellationToken: stop).AsPages())
        {
            foreach (IGrouping<OrganisationId, DirtyMark> marks in page.Values.Where(row => row.RowKey.EndsWith($"|{OfReports}", StringComparison.Ordinal)).Select(FromRow).GroupBy(mark => mark.Organisation))
                yield return [.. marks];
        }
    }

    /// <summary>Removes marks, but never one that was written again since it was read: its ticket is dirty anew.</summary>
    public async Task RemoveAsync(OrganisationId organisation, IEnumerable<DirtyMark> marks, CancellationToken stop)
    {
        string partition = PartitionOf(organisation);
        foreach (DirtyMark[] some in marks.Chunk(EntityGroup.MostEntities))
        {
            try
            {
                var group = new EntityGroup(partition);
                foreach (DirtyMark mark in some)
                    group.Delete(KeyOf(organisation, mark.Number), mark.Tag);
                await group.SubmitAsync(tables.Facts, stop);
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // Some were written again, or another builder removed them: each by itself.
                foreach (DirtyMark mark in some)
                    await RemoveOneAsync(partition, organisation, mark, stop);
            }
        }
    }

    private async Task RemoveOneAsync(string partition, OrganisationId organisation, DirtyMark mark, CancellationToken stop)
    {
        try
        {
            await tables.Facts.DeleteEntityAsync(partition, KeyOf(organisation, mark.Number), mark.Tag, stop);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Written again: it stays.
        }
    }

    internal static string PartitionOf(OrganisationId organisation) => Prefix + organisation;

    private static string KeyOf(OrganisationId organisation, TicketNumber number) => $"{organisation}|{number}|{OfReports}";

    private static DirtyMark FromRow(TableEntity row)
    {
        string[] parts = row.RowKey.Split('|');
        return new(OrganisationId.Parse(parts[0]), TicketNumber.Parse(parts[1])) { Tag = row.ETag };
    }
}
