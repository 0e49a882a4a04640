using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Storage.Import;

/// <summary>One entry of a foreign log, as the domain let it happen.</summary>
/// <param name="Fingerprint">Tells it from every other entry of its ticket.</param>
/// <param name="Source">Which entry it was; stands in each of its events.</param>
/// <param name="Events">None where a rule keeps the entry out: it is remembered, and not looked at again.</param>
/// <param name="After">The ticket behind its last event.</param>
public sealed record ReplayedEntry(ulong Fingerprint, string Source, ImmutableArray<TicketEvent> Events, Ticket After);

/// <summary>
/// Writes replayed histories: events, ticket and import record of a ticket in one transaction, or in as few as hold them, each of
/// which leaves a ticket that is the fold of its events. What was replayed once is never written again.
/// </summary>
public sealed class ImportStore(DeskTables tables, DueIndex due, NumberBlocks numbers, TicketStore tickets)
{
    // The ticket's own row and the import record stand in every transaction.
    private const int MostEventRows = EntityGroup.MostEntities - 2;

    /// <summary>What has been replayed of a foreign ticket: one point read. Null if nothing was.</summary>
    public async Task<ImportRecord?> FindAsync(OrganisationId organisation, string reference, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(ImportRecord.Residue(organisation, reference)), ImportRecord.KeyOf(organisation, reference), cancellationToken: stop);
        return row.HasValue ? ImportRecord.FromRow(row.Value!) : null;
    }

    /// <summary>A number for a foreign ticket that is new here.</summary>
    public Task<TicketNumber> TakeNumberAsync(OrganisationId organisation, string reference, TicketKind kind, CancellationToken stop) =>
        numbers.TakeAsync(organisation, kind, ImportRecord.Residue(organisation, reference), stop);

    /// <summary>Writes entries behind what stands there: due rows first, then the transaction.</summary>
    /// <param name="record">As it was read; null where the ticket is new.</param>
    /// <param name="stored">The ticket as it was read; null where it is new.</param>
    /// <param name="tell">True writes outbox rows: what follows from an event of today then follows from these.</param>
    /// <returns>False if somebody else wrote first: read again and decide again.</returns>
    public async Task<bool> WriteAsync(
        OrganisationId organisation, string reference, ImportRecord? record, StoredTicket? stored, IReadOnlyList<ReplayedEntry> entries, bool tell, CancellationToken stop)
    {
        for (int from = 0; from < entries.Count;)
        {
            int count = Fitting(entries, from, tell);
            ReplayedEntry[] some = [.. entries.Skip(from).Take(count)];
            if (!await WriteSomeAsync(organisation, reference, record, stored, some, tell, stop))
                return false;
            from += count;
            if (from == entries.Count)
                break;
            record = await FindAsync(organisation, reference, stop);
            stored = await tickets.FindAsync(organisation, some[^1].After.Number, stop);
            if (stored?.Ticket.Version != some[^1].After.Version)
                return false;
        }

        return true;
    }

    private async Task<bool> WriteSomeAsync(
        OrganisationId organisation, string reference, ImportRecord? record, StoredTicket? stored, IReadOnlyList<ReplayedEntry> entries, bool tell, CancellationToken stop)
    {
        Ticket after = entries[^1].After;
        foreach (Due added in after.Dues().Except(stored?.Ticket.Dues() ?? []))
            await due.WriteAsync(organisation, after.Number, added, stop);
        if (after.Watchdog is { } watchdog && watchdog != stored?.Ticket.Watchdog)
            await due.WriteAsync(organisation, after.Number, watchdog, stop);

        string shard = Keys.Shard(after.Number), operation = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string head = stored?.Head ?? EventFormat.NoPredecessor;
        var group = new EntityGroup(shard);
        foreach (ReplayedEntry entry in entries)
        {
            foreach (TicketEvent e in entry.Events)
                head = EventRows.Add(group, e, head, operation, entry.Source, tell);
        }

        if (group.Count > 0)
        {
            TableEntity row = ((stored ?? new(after, RecentKeys.None)) with { Ticket = after, Head = head, Operation = operation }).ToRow();
            if (stored is null)
                group.Add(row);
            else
                group.Replace(row, stored.Tag);
        }

        ImmutableArray<ulong> known = [.. record?.Entries ?? [], .. entries.Select(entry => entry.Fingerprint)];
        TableEntity recordRow = new ImportRecord(reference, after.Number, known) { Operation = operation }.ToRow(organisation);
        if (record is null)
            group.Add(recordRow);
        else
            group.Replace(recordRow, record.Tag);
        return await SubmitAsync(organisation, reference, record, group, operation, stop);
    }

    private async Task<bool> SubmitAsync(
        OrganisationId organisation, string reference, ImportRecord? record, EntityGroup group, string operation, CancellationToken stop)
    {
        try
        {
            await group.SubmitAsync(tables.Desk, stop);
            return true;
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            ImportRecord? current = await FindAsync(organisation, reference, stop);
            if (current?.Operation == operation)
                return true;
            // A 412 with an unchanged record: the ticket itself was changed in between.
            if (current?.Operation == record?.Operation && failure is not RequestFailedException { Status: 409 or 412 })
                throw;
            return false;
        }
    }

    private static int Fitting(IReadOnlyList<ReplayedEntry> entries, int from, bool tell)
    {
        int rows = 0, count = 0;
        while (from + count < entries.Count)
        {
            rows += entries[from + count].Events.Length * (tell ? 2 : 1);
            if (rows > MostEventRows && count > 0)
                break;
            count++;
        }

        return count;
    }
}
