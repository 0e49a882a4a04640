using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Knowledge;
using ItsmFunctions.Storage.Knowledge;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>One article, in both languages as far as it has them. Who wrote it and where it comes from is told to the desk alone.</summary>
/// <param name="Author">Person id of who wrote it first.</param>
/// <param name="ChangedBy">Person id of who wrote this version.</param>
/// <param name="ChangedAs">In which role.</param>
/// <param name="PublishedAt">When it was published for the first time; missing where it never was.</param>
/// <param name="Source">Number of the ticket whose solution it is.</param>
/// <param name="Unrevised">True while some of its text stands as the ticket had it; it is internal till then.</param>
public sealed record ArticleReply(
    string Id, ArticleKind Kind, ArticleState State, Visibility Visibility, ArticleTextReply? English, ArticleTextReply? Danish, string? Category, string? Subcategory, IReadOnlyList<string> Keywords,
    int Version, string? Author, DateTimeOffset CreatedAt, string? ChangedBy, string? ChangedAs, DateTimeOffset ChangedAt, DateTimeOffset? PublishedAt, string? Source, bool? Unrevised)
{
    internal static ArticleReply Of(Article of, Caller caller)
    {
        bool desk = Policy.Denies(Act.ReadKnowledgeAsDesk, caller.Actor) is null;
        return new(
            of.Id, of.Kind, of.State, of.Visibility, ArticleTextReply.Of(of.English), ArticleTextReply.Of(of.Danish), of.Category, of.Subcategory, of.Keywords, of.Version,
            desk ? of.Author : null, of.CreatedAt, desk ? of.ChangedBy : null, desk ? of.ChangedAs : null, of.ChangedAt, of.PublishedAt, desk ? of.Source?.ToString() : null, desk ? of.Unrevised : null);
    }
}

/// <summary>What it says in one language.</summary>
public sealed record ArticleTextReply(string Title, string Body)
{
    internal static ArticleTextReply? Of(ArticleText? text) => text is null ? null : new(text.Title.Value, text.Body.Value);
}

/// <summary>Articles, the latest change first.</summary>
/// <param name="Continuation">Send it with the same query for the next page; missing at the end. A page may be short, or empty, and still have a next one.</param>
public sealed record ArticlesReply(IReadOnlyList<ArticleLine> Articles, string? Continuation);

/// <summary>One line of a list.</summary>
/// <param name="Title">In the caller's language, or where it has none in that, in the other.</param>
/// <param name="Languages">Those that it says something in.</param>
/// <param name="Author">Person id of who wrote it first; for the desk.</param>
/// <param name="Source">Number of the ticket whose solution it is; for the desk.</param>
public sealed record ArticleLine(
    string Id, ArticleKind Kind, ArticleState State, Visibility Visibility, string Title, IReadOnlyList<string> Languages, string? Category, string? Subcategory, IReadOnlyList<string> Keywords,
    int Version, string Etag, DateTimeOffset ChangedAt, string? Author, string? Source)
{
    internal static ArticleLine Of(ArticleHeading of, Caller caller)
    {
        bool desk = Policy.Denies(Act.ReadKnowledgeAsDesk, caller.Actor) is null;
        var title = caller.Language == "da" ? of.Danish ?? of.English : of.English ?? of.Danish;
        string[] languages = [.. of.Danish is null ? [] : (string[])["da"], .. of.English is null ? [] : (string[])["en"]];
        return new(
            of.Id, of.Kind, of.State, of.Visibility, title!.Value.Value, languages, of.Category, of.Subcategory, of.Keywords, of.Version, $"\"{of.Version}\"", of.ChangedAt,
            desk ? of.Author : null, desk ? of.Source?.ToString() : null);
    }
}

/// <summary>An article with its ETag; 304 where If-None-Match names it.</summary>
internal sealed class ArticleResult(ArticleReply article, bool created, bool replayed) : IResult
{
    public static IResult From(ArticleOutcome outcome, Caller caller) => outcome switch
    {
        ArticleOutcome.Drafted drafted => new ArticleResult(ArticleReply.Of(drafted.Article, caller), created: true, drafted.Replayed),
        ArticleOutcome.Stands stands => new ArticleResult(ArticleReply.Of(stands.Article, caller), created: false, replayed: false),
        ArticleOutcome.NotFound => Problem.NotFound(),
        ArticleOutcome.Refused { Refusal: var refusal } => new Problem(Replies.CodeOf(refusal.Code), refusal.Detail) { Errors = refusal.Complaints },
        ArticleOutcome.NotGuarded of => new Problem(ProblemCode.PreconditionRequired, new("Send If-Match with the ETag of the article that this was decided for.", "Send If-Match med ETag for den udgave af artiklen, som beslutningen gælder.")) { CurrentETag = KnowledgeDesk.TagOf(of.Article) },
        ArticleOutcome.Stale stale => new Problem(ProblemCode.StaleVersion, new("The article has changed since; read it again and decide anew.", "Artiklen er ændret siden; læs den igen, og tag stilling på ny.")) { CurrentETag = KnowledgeDesk.TagOf(stale.Article) },
        ArticleOutcome.KeyReused => Problem.KeyReused(),
        _ => throw new InvalidOperationException(outcome.GetType().Name),
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        string tag = $"\"{article.Version}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        if (created)
            response.Headers.Location = $"/api/knowledge/articles/{article.Id}";
        if (HttpMethods.IsGet(httpContext.Request.Method) && EntityTags.NoneMatchNames(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return Results.Json(article, Json.Options, statusCode: created ? 201 : 200).ExecuteAsync(httpContext);
    }
}
