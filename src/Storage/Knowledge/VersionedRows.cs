using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>
/// Rows that say how something of a ticket reads, in a version of its own: written by the reactions to its events, never with an older version,
/// and never the source of truth. A rebuild can make all of them again.
/// </summary>
/// <param name="table">Where they are, in the partition of their organisation.</param>
/// <param name="kind">What all their keys begin with, behind the organisation.</param>
internal sealed class VersionedRows(TableClient table, string kind)
{
    private const int Patience = 16;
    private const string Version = "version";

    public string KeyOf(OrganisationId organisation, string id) => $"{organisation}|{kind}|{id}";

    /// <summary>All of an organisation.</summary>
    public string FilterOf(OrganisationId organisation)
    {
        string prefix = KeyOf(organisation, "");
        return TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
    }

    /// <summary>Writes one, unless a later version stands there: a read and a write.</summary>
    /// <param name="again">Writes it though its version seems to stand there already: for a rebuild.</param>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many write to it at once.</exception>
    public async Task WriteAsync(OrganisationId organisation, string id, int version, Action<TableEntity> fill, bool again, CancellationToken stop)
    {
        (string partition, string key) = (organisation.Value, KeyOf(organisation, id));
        for (int attempt = 1; ; attempt++)
        {
            NullableResponse<TableEntity> stands = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, [Version], stop);
            int? there = stands.HasValue ? stands.Value!.GetInt32(Version) : null;
            if (there > version || (!again && there == version))
                return;
            var row = new TableEntity(partition, key) { [Version] = version };
            fill(row);
            try
            {
                if (stands.HasValue)
                    await table.UpdateEntityAsync(row, stands.Value!.ETag, TableUpdateMode.Replace, stop);
                else
                    await table.AddEntityAsync(row, stop);
                return;
            }
            catch (Exception failure) when (Acknowledgement.MayBeLost(failure) && attempt < Patience)
            {
                // It is written, or somebody else was faster: what stands there tells.
            }
        }
    }

    /// <summary>The second half of a rebuild: takes away rows that no ticket speaks of.</summary>
    /// <param name="ticketOf">The ticket that a row is of, by its id; null for none.</param>
    /// <param name="versions">The version of each ticket that there is.</param>
    /// <param name="standing">Ids of the rows that there are to be.</param>
    /// <param name="exists">Whether there is such a ticket by now.</param>
    /// <returns>How many rows were left over.</returns>
    public async Task<int> SweepAsync(
        OrganisationId organisation, Func<string, TicketNumber?> ticketOf, IReadOnlyDictionary<TicketNumber, int> versions, IReadOnlySet<string> standing, Func<TicketNumber, Task<bool>> exists, CancellationToken stop)
    {
        int swept = 0, before = KeyOf(organisation, "").Length;
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(FilterOf(organisation), select: ["PartitionKey", "RowKey", Version], cancellationToken: stop))
        {
            string id = row.RowKey[before..];
            TicketNumber? ticket = ticketOf(id);
            // One that was written while the rebuild ran is newer than what was read of its ticket.
            if (standing.Contains(id) || (ticket is { } of && (versions.TryGetValue(of, out int version) ? row.GetInt32(Version) > version : await exists(of))))
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
