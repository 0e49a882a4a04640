using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>
/// Keeps articles: what holds now, every version that was, and their list, changed together in one transaction under the tag of what
/// holds. An organisation's articles stand in its own partition, and no call can leave it out.
/// </summary>
public sealed class ArticleStore(DeskTables tables)
{
    /// <summary>One point read.</summary>
    public async Task<StoredArticle?> FindAsync(OrganisationId organisation, string id, CancellationToken stop) =>
        await RowAsync(organisation, ArticleRows.ArticleKey(organisation, id), stop) is { } row ? ArticleRows.ReadCurrent(row) : null;

    /// <summary>Writes the first version of an article: one transaction, and two reads more where it stands there already.</summary>
    /// <param name="request">A hash of what asks for it, by which a repetition is told from another request.</param>
    public async Task<ArticleCommit> AddAsync(Article article, byte[] request, CancellationToken stop)
    {
        string operation = NewOperation();
        var group = new EntityGroup(article.Organisation.Value);
        group.Add(ArticleRows.Current(article, operation));
        group.Add(ArticleRows.Version(article, operation, request));
        group.Upsert(ArticleRows.Line(article));
        try
        {
            await group.SubmitAsync(tables.Knowledge, stop);
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            if (await RowAsync(article.Organisation, ArticleRows.VersionKey(article.Organisation, article.Id, 1), stop) is not { } first)
                throw;
            if (ArticleRows.Operation(first) == operation)
                return new ArticleCommit.Written(article);
            StoredArticle current = await FindAsync(article.Organisation, article.Id, stop) ?? throw new InvalidDataException($"{article.Id} has versions, and does not stand.");
            return new ArticleCommit.There(current.Article, ArticleRows.Read(first), ArticleRows.Request(first) is { } made && made.AsSpan().SequenceEqual(request));
        }

        return new ArticleCommit.Written(article);
    }

    /// <summary>Writes the next version, if nobody wrote since the one before was read: one transaction.</summary>
    public async Task<ArticleCommit> CommitAsync(StoredArticle before, Article after, CancellationToken stop)
    {
        string operation = NewOperation();
        var group = new EntityGroup(after.Organisation.Value);
        group.Replace(ArticleRows.Current(after, operation), before.Tag);
        group.Add(ArticleRows.Version(after, operation, request: null));
        if (ArticleRows.LineKey(before.Article) != ArticleRows.LineKey(after))
            group.Delete(ArticleRows.LineKey(before.Article));
        group.Upsert(ArticleRows.Line(after));
        if (before.Article.State == ArticleState.Published || after.State == ArticleState.Published)
            group.Upsert(ArticleRows.Shelf(after.Organisation, operation));
        try
        {
            await group.SubmitAsync(tables.Knowledge, stop);
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            // Somebody may have written after us and before we looked: the version of ours tells.
            if (await RowAsync(after.Organisation, ArticleRows.VersionKey(after.Organisation, after.Id, after.Version), stop) is { } version && ArticleRows.Operation(version) == operation)
                return new ArticleCommit.Written(after);
            StoredArticle? current = await FindAsync(after.Organisation, after.Id, stop);
            if (current is null || current.Operation == before.Operation)
                throw;
            return new ArticleCommit.Overtaken(current);
        }

        return new ArticleCommit.Written(after);
    }

    /// <summary>A page of the list, the latest change first: one request, and a few at most where the filter leaves out all that it comes upon.</summary>
    public async Task<ArticlePage> ListAsync(OrganisationId organisation, ArticleFilter filter, string? after, int size, CancellationToken stop)
    {
        string prefix = ArticleRows.ListPrefix(organisation);
        RowPage page = await RowPage.ReadAsync(tables.Knowledge, organisation.Value, prefix, Keys.Behind(prefix), ArticleRows.Conditions(filter), after, size, stop);
        return new([.. page.Rows.Select(row => Format.StoredJson.Read<ArticleHeading>(Format.Payload.Get(row)))], page.After);
    }

    /// <summary>Another one after each change of what is published, null where nothing ever was: one point read.</summary>
    public async Task<string?> ReadStampAsync(OrganisationId organisation, CancellationToken stop) =>
        await RowAsync(organisation, ArticleRows.ShelfKey(organisation), stop) is { } row ? ArticleRows.Operation(row) : null;

    /// <summary>All that is published, by id: a request for each thousand.</summary>
    public async Task<IReadOnlyList<Article>> ReadPublishedAsync(OrganisationId organisation, CancellationToken stop)
    {
        string prefix = ArticleRows.ArticlePrefix(organisation);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)} and state eq {nameof(ArticleState.Published)}");
        var published = new List<Article>();
        await foreach (TableEntity row in tables.Knowledge.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            published.Add(ArticleRows.Read(row));
        return published;
    }

    private async Task<TableEntity?> RowAsync(OrganisationId organisation, string key, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Knowledge.GetEntityIfExistsAsync<TableEntity>(organisation.Value, key, cancellationToken: stop);
        return row.HasValue ? row.Value : null;
    }

    private static string NewOperation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
