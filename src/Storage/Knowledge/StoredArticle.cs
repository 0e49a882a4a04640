using Azure;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Knowledge;

/// <summary>An article as it stands in storage; only Storage looks at the rest.</summary>
public sealed record StoredArticle(Article Article)
{
    internal ETag Tag { get; init; }

    /// <summary>Of the write that made it: a lost acknowledgement is recognised by it.</summary>
    internal string Operation { get; init; } = "";
}

/// <summary>What a list shows of an article.</summary>
public sealed record ArticleHeading(
    string Id, int Version, ArticleKind Kind, ArticleState State, Visibility Visibility, Domain.People.PersonalText? English, Domain.People.PersonalText? Danish,
    string? Category, string? Subcategory, IReadOnlyList<string> Keywords, string Author, DateTimeOffset ChangedAt, TicketNumber? Source)
{
    internal static ArticleHeading Of(Article article) => new(
        article.Id, article.Version, article.Kind, article.State, article.Visibility, article.English?.Title, article.Danish?.Title,
        article.Category, article.Subcategory, article.Keywords, article.Author, article.ChangedAt, article.Source);
}

/// <param name="Visibility">And the others: what is null does not filter.</param>
/// <param name="Language">da or en: what says something in it.</param>
public sealed record ArticleFilter(
    ArticleState? State, Visibility? Visibility, ArticleKind? Kind, string? Category, string? Subcategory, string? Language, TicketNumber? Source);

/// <param name="After">Where the next page begins, or null at the end. A page can be short, even empty, and still have a next one.</param>
public sealed record ArticlePage(IReadOnlyList<ArticleHeading> Articles, string? After);

public abstract record ArticleCommit
{
    private ArticleCommit()
    {
    }

    public sealed record Written(Article Article) : ArticleCommit;

    /// <summary>Something stands there already.</summary>
    /// <param name="First">As it was written first.</param>
    /// <param name="SameRequest">Whether the request that made it was this one.</param>
    public sealed record There(Article Current, Article First, bool SameRequest) : ArticleCommit;

    /// <summary>Somebody wrote since it was read.</summary>
    public sealed record Overtaken(StoredArticle Current) : ArticleCommit;
}
