using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Feed;

/// <summary>Keeps webhooks: a row each, changed under its tag. Whoever appends to the feed knows from the feed itself whether there are any.</summary>
public sealed class WebhookStore(DeskTables tables, EventFeed feed)
{
    /// <summary>Of one organisation.</summary>
    public const int Most = 50;

    private const int Patience = 16;

    /// <summary>Those of an organisation, by id: one range of keys.</summary>
    public async Task<IReadOnlyList<Webhook>> ReadAsync(OrganisationId organisation, CancellationToken stop)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {Prefix(organisation)} and RowKey lt {Keys.Behind(Prefix(organisation))}");
        return [.. (await tables.Webhooks.QueryAsync<TableEntity>(filter, cancellationToken: stop).ToListAsync(stop)).Select(FromRow)];
    }

    public async Task<Webhook?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Webhooks.GetEntityIfExistsAsync<TableEntity>(organisation.Value, Prefix(organisation) + id, cancellationToken: stop);
        return row.HasValue ? FromRow(row.Value!) : null;
    }

    /// <summary>Writes a new one, which is told of what is appended from now on.</summary>
    /// <returns>The one that has the id already, if there is one.</returns>
    public async Task<Webhook?> AddAsync(Webhook webhook, CancellationToken stop)
    {
        FeedCursor end = await feed.TellAsync(webhook.Organisation, webhooks: true, stop);
        try
        {
            await tables.Webhooks.AddEntityAsync(ToRow(webhook with { Cursor = end }), stop);
            return null;
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            // By the request that made it the caller recognises their own.
            if (await FindAsync(webhook.Organisation, webhook.Id, stop) is { } there)
                return there;
            throw;
        }
    }

    /// <summary>Changes one, if nobody did since it was read.</summary>
    /// <returns>Null where somebody did, or it is gone.</returns>
    public async Task<Webhook?> TryChangeAsync(Webhook before, Webhook after, CancellationToken stop)
    {
        try
        {
            Response answer = await tables.Webhooks.UpdateEntityAsync(ToRow(after), before.Tag, TableUpdateMode.Replace, stop);
            return after with { Tag = answer.Headers.ETag ?? default };
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Changes one as it stands.</summary>
    /// <param name="change">Null leaves it as it is.</param>
    /// <returns>It as it stands then; null where there is none.</returns>
    public async Task<Webhook?> ChangeAsync(OrganisationId organisation, string id, Func<Webhook, Webhook?> change, CancellationToken stop)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            if (await FindAsync(organisation, id, stop) is not { } before)
                return null;
            if (change(before) is not { } after)
                return before;
            if (await TryChangeAsync(before, after, stop) is { } changed)
                return changed;
        }

        throw new TimeoutException($"The webhook {id} is being written to by too many at once.");
    }

    /// <returns>False where there was none.</returns>
    public async Task<bool> RemoveAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        if (await FindAsync(organisation, id, stop) is null)
            return false;
        await tables.Webhooks.DeleteEntityAsync(organisation.Value, Prefix(organisation) + id, ETag.All, stop);
        if ((await ReadAsync(organisation, stop)).Count == 0)
            await feed.TellAsync(organisation, webhooks: false, stop);
        // Somebody may have added one meanwhile.
        if ((await ReadAsync(organisation, stop)).Count > 0)
            await feed.TellAsync(organisation, webhooks: true, stop);
        return true;
    }

    private static string Prefix(OrganisationId organisation) => $"{organisation}|webhook|";

    private static TableEntity ToRow(Webhook webhook)
    {
        var row = new TableEntity(webhook.Organisation.Value, Prefix(webhook.Organisation) + webhook.Id);
        Payload.Put(row, StoredJson.Write(webhook));
        return row;
    }

    private static Webhook FromRow(TableEntity row) => StoredJson.Read<Webhook>(Payload.Get(row)) with { Tag = row.ETag };
}
