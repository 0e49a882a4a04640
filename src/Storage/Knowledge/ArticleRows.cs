using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>How articles stand in their table: what holds now, each version as it was written, and a line in the list, the latest change first.</summary>
internal static class ArticleRows
{
    private const string OperationOf = "operation", RequestOf = "request";

    public static string ArticlePrefix(OrganisationId organisation) => $"{organisation}|article|";

    public static string ListPrefix(OrganisationId organisation) => $"{organisation}|latest|";

    public static string ArticleKey(OrganisationId organisation, string id) => ArticlePrefix(organisation) + id;

    public static string VersionKey(OrganisationId organisation, string id, int version) => string.Create(CultureInfo.InvariantCulture, $"{organisation}|version|{id}|{version:D6}");

    /// <summary>Another one with every change of what is published.</summary>
    public static string ShelfKey(OrganisationId organisation) => $"{organisation}|shelf";

    public static TableEntity Current(Article article, string operation) => With(article, new(article.Organisation.Value, ArticleKey(article.Organisation, article.Id)) { [OperationOf] = operation }, StoredJson.Write(article));

    public static TableEntity Version(Article article, string operation, byte[]? request)
    {
        var row = new TableEntity(article.Organisation.Value, VersionKey(article.Organisation, article.Id, article.Version)) { [OperationOf] = operation };
        if (request is not null)
            row[RequestOf] = request;
        Payload.Put(row, StoredJson.Write(article));
        return row;
    }

    public static string LineKey(Article article) => $"{ListPrefix(article.Organisation)}{Keys.InvertedTicks(article.ChangedAt)}|{article.Id}";

    public static TableEntity Line(Article article) => With(article, new(article.Organisation.Value, LineKey(article)), StoredJson.Write(ArticleHeading.Of(article)));

    public static TableEntity Shelf(OrganisationId organisation, string operation) => new(organisation.Value, ShelfKey(organisation)) { [OperationOf] = operation };

    public static Article Read(TableEntity row) => StoredJson.Read<Article>(Payload.Get(row));

    public static StoredArticle ReadCurrent(TableEntity row) => new(Read(row)) { Tag = row.ETag, Operation = Operation(row) };

    public static string Operation(TableEntity row) => row.GetString(OperationOf);

    public static byte[]? Request(TableEntity row) => row.GetBinary(RequestOf);

    public static IEnumerable<string> Conditions(ArticleFilter filter)
    {
        if (filter.State is { } state)
            yield return TableClient.CreateQueryFilter($"state eq {state.ToString()}");
        if (filter.Visibility is { } visibility)
            yield return TableClient.CreateQueryFilter($"visibility eq {visibility.ToString()}");
        if (filter.Kind is { } kind)
            yield return TableClient.CreateQueryFilter($"kind eq {kind.ToString()}");
        if (filter.Category is { } category)
            yield return TableClient.CreateQueryFilter($"category eq {category}");
        if (filter.Subcategory is { } subcategory)
            yield return TableClient.CreateQueryFilter($"subcategory eq {subcategory}");
        if (filter.Language is { } language)
            yield return language == "da" ? TableClient.CreateQueryFilter($"danish eq {true}") : TableClient.CreateQueryFilter($"english eq {true}");
        if (filter.Source is { } source)
            yield return TableClient.CreateQueryFilter($"source eq {source.ToString()}");
    }

    private static TableEntity With(Article article, TableEntity row, byte[] payload)
    {
        row["state"] = article.State.ToString();
        row["visibility"] = article.Visibility.ToString();
        row["kind"] = article.Kind.ToString();
        row["english"] = article.English is not null;
        row["danish"] = article.Danish is not null;
        if (article.Category is { } category)
            row["category"] = category;
        if (article.Subcategory is { } subcategory)
            row["subcategory"] = subcategory;
        if (article.Source is { } source)
            row["source"] = source.ToString();
        Payload.Put(row, payload);
        return row;
    }
}
