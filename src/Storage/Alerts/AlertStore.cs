using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Alerts;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Storage.Alerts;

/// <summary>What is known of a fingerprint, as it was read.</summary>
public sealed record StoredAlert(AlertRecord Record)
{
    internal ETag Tag { get; init; }
}

/// <summary>
/// Keeps what is known of alerts: a row for each fingerprint, in the shard that its hash names. Its incident gets a number of that
/// shard, so that whatever happens to the incident and what is known of the alert are one transaction: of two deliveries at the same
/// time one is first, and the other reads what that one did (docs/decisions/0026).
/// </summary>
public sealed class AlertStore(DeskTables tables, TicketStore tickets, NumberBlocks numbers)
{
    /// <summary>What is known of an alert's fingerprint: one point read. Null for nothing.</summary>
    public async Task<StoredAlert?> FindAsync(OrganisationId organisation, Alert alert, CancellationToken stop)
    {
        byte[] hash = HashOf(alert);
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(ShardOf(hash), Keys.Alert(organisation, hash), cancellationToken: stop);
        return row.HasValue ? new(FromRow(row.Value!)) { Tag = row.Value!.ETag } : null;
    }

    /// <summary>A number for the incident of an alert.</summary>
    public Task<TicketNumber> TakeNumberAsync(OrganisationId organisation, Alert alert, CancellationToken stop) =>
        numbers.TakeAsync(organisation, TicketKind.Incident, HashOf(alert)[0] % Keys.Shards, stop);

    /// <summary>Writes a new incident and what is known of its alert, if nobody learnt of the alert since it was read.</summary>
    /// <returns>Null where somebody did: nothing was written.</returns>
    public async Task<Creation.Created?> CreateAsync(
        Alert alert, StoredAlert? before, AlertRecord after, Ticket ticket, ImmutableArray<TicketEvent> events, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            return (Creation.Created)await tickets.CreateAsync(ticket, events, key: null, now, group => Add(group, ticket.Organisation, alert, before, after), stop);
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Writes what happened to an incident and what is known of its alert, if nobody changed either since they were read.</summary>
    /// <returns>Null where somebody did: nothing was written.</returns>
    public async Task<Commit.Committed?> CommitAsync(
        Alert alert, StoredAlert before, AlertRecord known, StoredTicket stored, Ticket after, ImmutableArray<TicketEvent> events, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            return await tickets.CommitAsync(stored, after, events, key: null, now, group => Add(group, after.Organisation, alert, before, known), stop) as Commit.Committed;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Writes what is known of an alert and changes no incident, if nobody learnt of it since it was read.</summary>
    /// <returns>False where somebody did, or where the acknowledgement was lost: read again.</returns>
    public async Task<bool> KeepAsync(OrganisationId organisation, Alert alert, StoredAlert? before, AlertRecord after, CancellationToken stop)
    {
        TableEntity row = ToRow(organisation, HashOf(alert), after);
        try
        {
            await (before is null ? tables.Desk.AddEntityAsync(row, stop) : tables.Desk.UpdateEntityAsync(row, before.Tag, TableUpdateMode.Replace, stop));
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return false;
        }
    }

    private static void Add(EntityGroup group, OrganisationId organisation, Alert alert, StoredAlert? before, AlertRecord after)
    {
        TableEntity row = ToRow(organisation, HashOf(alert), after);
        if (before is null)
            group.Add(row);
        else
            group.Replace(row, before.Tag);
    }

    private static string ShardOf(byte[] hash) => Keys.Shard(hash[0] % Keys.Shards);

    private static byte[] HashOf(Alert alert) => SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Source}\n{alert.Fingerprint}"));

    // What the alert says stands on its ticket, where it is personal data if anything is: here is nothing but figures and a hash.
    private static TableEntity ToRow(OrganisationId organisation, byte[] hash, AlertRecord record) => new(ShardOf(hash), Keys.Alert(organisation, hash))
    {
        ["number"] = record.Number?.ToString(),
        ["firing"] = record.Firing,
        ["startsAt"] = record.StartsAt.UtcTicks,
        ["saidAt"] = record.SaidAt.UtcTicks,
        ["turnedAt"] = record.TurnedAt.UtcTicks,
        ["occurrences"] = record.Occurrences,
        ["digest"] = record.Digest,
        ["severity"] = record.Severity,
        ["version"] = record.Version,
        ["doubtedAt"] = record.DoubtedAt?.UtcTicks,
    };

    private static AlertRecord FromRow(TableEntity row) => new(
        row.GetString("number") is { } number ? TicketNumber.Parse(number) : null,
        row.GetBoolean("firing")!.Value,
        Instant(row.GetInt64("startsAt")!.Value),
        Instant(row.GetInt64("saidAt")!.Value),
        Instant(row.GetInt64("turnedAt")!.Value),
        row.GetInt32("occurrences")!.Value,
        row.GetString("digest"),
        row.GetString("severity"),
        row.GetInt32("version")!.Value,
        row.GetInt64("doubtedAt") is { } doubted ? Instant(doubted) : null);

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
