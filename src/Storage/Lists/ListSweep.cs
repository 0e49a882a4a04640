using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Lists;

/// <summary>The second half of a rebuild: takes away list rows that no ticket stands under.</summary>
public sealed class ListSweep(DeskTables tables)
{
    /// <param name="versions">The version of each ticket that there is.</param>
    /// <returns>How many rows were left over.</returns>
    public async Task<int> RunAsync(OrganisationId organisation, IReadOnlyDictionary<TicketNumber, int> versions, CancellationToken stop)
    {
        return await SweepAsync(tables.OpenLists, organisation, versions, stop) + await SweepAsync(tables.Lists, organisation, versions, stop);
    }

    private async Task<int> SweepAsync(TableClient table, OrganisationId organisation, IReadOnlyDictionary<TicketNumber, int> versions, CancellationToken stop)
    {
        int swept = 0;
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value}"), cancellationToken: stop))
        {
            TicketSummary summary = StoredJson.Read<TicketSummary>(Payload.Get(row));
            // A ticket that came or moved while the rebuild ran is newer than what was read of it.
            if (versions.TryGetValue(summary.Number, out int version) ? summary.Version >= version : await tables.ExistsAsync(organisation, summary.Number, stop))
                continue;
            try
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, stop);
                swept++;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status == 412)
            {
                // Written anew since it was read: it stands.
            }
        }

        return swept;
    }
}
