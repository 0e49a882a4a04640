using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Notifications;

/// <summary>
/// One row for each notification: claimed before it is sent, settled afterwards. So no two instances send the same one at once, a
/// repeated event sends nothing again, and only a lost acknowledgement can lead to a repeat. What was not sent stands in a second
/// row too, in reading order.
/// </summary>
public sealed class NotificationLog(DeskTables tables, TimeProvider time)
{
    /// <summary>How long a claim holds if its holder falls silent. Longer than a transport may take (<c>SmtpTransport.TimeLimit</c>).</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly GroupCommit _writes = new(tables.Notifications);

    /// <summary>Takes a notification in hand: one insert for a new one, together with those of others who come at the same time.</summary>
    public async Task<NotificationClaim> ClaimAsync(NotificationKey key, CancellationToken stop)
    {
        string operation = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        DateTimeOffset now = time.GetUtcNow();
        var wanted = new NotificationRow(new(key, NotificationState.Sending, null, null, Attempts: 1, now, now), operation, now + Lease);
        NotificationRow? before = null;
        while (true)
        {
            try
            {
                if (before is null)
                    await AddAsync(wanted.ToEntity(), stop);
                else
                    await tables.Notifications.UpdateEntityAsync(wanted.ToEntity(), before.Tag, TableUpdateMode.Replace, stop);
                return new NotificationClaim.Won(wanted.Notification) { Operation = operation };
            }
            catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
            {
                NotificationRow? current = await FindAsync(key, stop);
                if (current?.Operation == operation)
                    return new NotificationClaim.Won(current.Notification) { Operation = operation };
                if (current is null || current.Tag == before?.Tag)
                    throw;
                if (current.Notification.State != NotificationState.Sending)
                    return new NotificationClaim.Settled(current.Notification.State);
                if (current.HeldUntil > now)
                    return new NotificationClaim.Held(current.HeldUntil);
                before = current;
                wanted = wanted with { Notification = current.Notification with { Attempts = current.Notification.Attempts + 1, ChangedAt = now } };
            }
        }
    }

    /// <summary>Writes down the outcome of a claimed notification; writing it twice does no harm.</summary>
    public async Task SettleAsync(Notification outcome, CancellationToken stop)
    {
        Notification settled = outcome with { ChangedAt = time.GetUtcNow() };
        var group = new EntityGroup(settled.Key.Organisation.Value);
        group.Upsert(new NotificationRow(settled, "", HeldUntil: default).ToEntity());
        if (settled.State == NotificationState.NotSent)
            group.Upsert(NotificationRow.ToNotSentEntity(settled));
        await _writes.SubmitAsync(group, stop);
    }

    /// <summary>Gives a claim back at once, with what stood in the way; not if it ran out and somebody else took it.</summary>
    public async Task ReleaseAsync(NotificationClaim.Won claim, PersonalText problem, CancellationToken stop)
    {
        if (await FindAsync(claim.Notification.Key, stop) is not { } current || current.Operation != claim.Operation)
            return;
        Notification postponed = claim.Notification with { Detail = problem, ChangedAt = time.GetUtcNow() };
        await tables.Notifications.UpdateEntityAsync(new NotificationRow(postponed, "", HeldUntil: default).ToEntity(), current.Tag, TableUpdateMode.Replace, stop);
    }

    /// <summary>All notifications of a ticket, in the order of its events: one range of keys.</summary>
    public async Task<IReadOnlyList<Notification>> ReadAsync(OrganisationId organisation, TicketNumber number, CancellationToken stop)
    {
        string prefix = NotificationRow.Prefix(organisation, number);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        var found = new List<Notification>();
        await foreach (TableEntity row in tables.Notifications.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            found.Add(NotificationRow.FromEntity(row).Notification);
        return found;
    }

    /// <summary>A page of what was not sent and why, the latest first: one request.</summary>
    public async Task<NotificationPage> ReadNotSentAsync(OrganisationId organisation, string? after, int size, CancellationToken stop)
    {
        string prefix = NotificationRow.NotSentPrefix(organisation);
        RowPage page = await RowPage.ReadAsync(tables.Notifications, organisation.Value, prefix, Keys.Behind(prefix), conditions: [], after, size, stop);
        return new([.. page.Rows.Select(row => NotificationRow.FromEntity(row).Notification)], page.After);
    }

    private Task AddAsync(TableEntity row, CancellationToken stop)
    {
        var group = new EntityGroup(row.PartitionKey);
        group.Add(row);
        return _writes.SubmitAsync(group, stop);
    }

    private async Task<NotificationRow?> FindAsync(NotificationKey key, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Notifications.GetEntityIfExistsAsync<TableEntity>(
            key.Organisation.Value, NotificationRow.KeyOf(key), cancellationToken: stop);
        return row.HasValue ? NotificationRow.FromEntity(row.Value!) : null;
    }
}
