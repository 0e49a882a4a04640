using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Problems;

/// <param name="Id">Names its key within the organisation, and nobody: a hash.</param>
public sealed record StoredRecurrence(OrganisationId Organisation, string Id, Recurrence Recurrence)
{
    internal ETag? Tag { get; init; }

    /// <summary>Of its last proposal; null while there was none.</summary>
    public string? ProposalId => Recurrence.Proposal is { } proposal ? RecurrenceStore.ProposalIdOf(Id, proposal.Round) : null;
}

/// <summary>
/// What comes again: one row for each key, which holds its incidents and remembers what was decided of them, and beside it one for a
/// proposal as long as it is open, so that listing those reads nothing else. They change together.
/// </summary>
public sealed class RecurrenceStore(DeskTables tables)
{
    /// <summary>As a regular expression.</summary>
    public const string ProposalPattern = "^[0-9a-f]{24}-[0-9]{1,6}$";

    private const int HashLength = 12;

    public static string IdOf(RecurrenceKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Category}\n{(key.IsItem ? "item" : "location")}\n{key.On}")).AsSpan(0, HashLength));

    public static string ProposalIdOf(string id, int round) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}-{round}");

    /// <summary>One point read.</summary>
    public async Task<StoredRecurrence?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Recurrences.GetEntityIfExistsAsync<TableEntity>(organisation.Value, KeyOf(organisation, id), cancellationToken: stop);
        return row.HasValue ? new(organisation, id, StoredJson.Read<Recurrence>(Payload.Get(row.Value!))) { Tag = row.Value!.ETag } : null;
    }

    /// <summary>Writes what is known now, if nobody wrote since it was read: one request.</summary>
    /// <returns>False where somebody was faster, or the acknowledgement was lost: read it again.</returns>
    public async Task<bool> TryWriteAsync(StoredRecurrence before, Recurrence after, CancellationToken stop)
    {
        var group = new EntityGroup(before.Organisation.Value);
        TableEntity row = Row(before.Organisation, KeyOf(before.Organisation, before.Id), after);
        if (before.Tag is { } tag)
            group.Replace(row, tag);
        else
            group.Add(row);
        if (after.Proposal is { State: ProposalState.Open } open)
            group.Upsert(Row(before.Organisation, OpenKeyOf(before.Organisation, ProposalIdOf(before.Id, open.Round)), after));
        else if (before.Recurrence.Proposal is { State: ProposalState.Open } closed)
            group.Delete(OpenKeyOf(before.Organisation, ProposalIdOf(before.Id, closed.Round)));
        try
        {
            await group.SubmitAsync(tables.Recurrences, stop);
            return true;
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure) && failure is not RequestFailedException { Status: 0 or >= 500 })
        {
            return false;
        }
    }

    /// <summary>Every proposal that is open: a request for each thousand.</summary>
    public async Task<IReadOnlyList<StoredRecurrence>> ReadOpenAsync(OrganisationId organisation, CancellationToken stop)
    {
        string prefix = OpenPrefixOf(organisation);
        var open = new List<StoredRecurrence>();
        await foreach (TableEntity row in tables.Recurrences.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}"), cancellationToken: stop))
            open.Add(new(organisation, row.RowKey[prefix.Length..].Split('-')[0], StoredJson.Read<Recurrence>(Payload.Get(row))));
        return open;
    }

    private static TableEntity Row(OrganisationId organisation, string key, Recurrence recurrence)
    {
        var row = new TableEntity(organisation.Value, key);
        Payload.Put(row, StoredJson.Write(recurrence));
        return row;
    }

    private static string KeyOf(OrganisationId organisation, string id) => $"{organisation}|key|{id}";

    private static string OpenKeyOf(OrganisationId organisation, string proposal) => OpenPrefixOf(organisation) + proposal;

    private static string OpenPrefixOf(OrganisationId organisation) => $"{organisation}|open|";
}
