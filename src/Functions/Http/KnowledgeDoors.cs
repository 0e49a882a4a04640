using System.Globalization;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Knowledge;
using ItsmFunctions.Storage.Knowledge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What the desk knows beside its tickets (AU-11, FV-14): written, published, read.</summary>
public sealed class KnowledgeDoors(KnowledgeDesk knowledge, ContinuationTokens tokens)
{
    private static readonly string[] Known = ["state", "visibility", "kind", "category", "subcategory", "lang", "ticket", "top", "continuation"];

    [Function("DraftArticle"), Door(Act.WriteKnowledge, AtTheGate = true)]
    public async Task<IResult> Draft([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/knowledge")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (ArticleBody body, byte[] bytes) = await Bodies.ReadAsync<ArticleBody>(request, stop);
        return ArticleResult.From(await knowledge.DraftAsync(caller, body.ToArticle(), IdempotencyKeys.Read(request, caller, bytes), stop), caller);
    }

    [Function("DraftArticleOfTicket"), Door(Act.WriteKnowledge, AtTheGate = true)]
    public async Task<IResult> DraftOfTicket([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/knowledge")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (SolutionArticleBody body, _) = await Bodies.ReadAsync<SolutionArticleBody>(request, stop);
        return TicketNumber.TryParse(number, out TicketNumber ticket)
            ? ArticleResult.From(await knowledge.DraftAsync(caller, ticket, body.ToEdited(caller.Language), body.Language is not null, stop), caller)
            : Problem.NotFound();
    }

    [Function("ListArticles"), Door(Act.ReadKnowledge, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/knowledge")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        ArticleFilter filter = ReadFilter(request.Query);
        int size = request.Query.PageSize();
        string text = string.Create(CultureInfo.InvariantCulture, $"knowledge|{filter}");
        string? after = tokens.Read(request.Query["continuation"], caller, text);
        if (Policy.Denies(Act.ReadKnowledgeAsDesk, caller.Actor) is not null)
        {
            // Everybody else has one list: what is published for all.
            if (filter.State is not (null or ArticleState.Published) || filter.Visibility is Visibility.Internal || filter.Source is not null)
                return Results.Json(new ArticlesReply([], null), Json.Options);
            filter = filter with { State = ArticleState.Published, Visibility = Visibility.Public };
        }

        ArticlePage page = await knowledge.ListAsync(caller, filter, after, size, stop);
        return Results.Json(new ArticlesReply([.. page.Articles.Select(article => ArticleLine.Of(article, caller))], page.After is null ? null : tokens.Write(page.After, caller, text)), Json.Options);
    }

    [Function("ReadArticle"), Door(Act.ReadKnowledge, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/knowledge/articles/{article}")] HttpRequest request, string article, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return await knowledge.ReadAsync(caller, article, stop) is { } found ? new ArticleResult(ArticleReply.Of(found, caller), created: false, replayed: false) : Problem.NotFound();
    }

    [Function("ReviseArticle"), Door(Act.WriteKnowledge, AtTheGate = true)]
    public async Task<IResult> Revise([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/knowledge/articles/{article}")] HttpRequest request, string article, CancellationToken stop)
    {
        Caller caller = request.Caller();
        IReadOnlyList<string>? tags = EntityTags.ReadIfMatch(request.Headers.IfMatch);
        (ArticleBody body, _) = await Bodies.ReadAsync<ArticleBody>(request, stop);
        WantedArticle wanted = body.ToArticle();
        return ArticleResult.From(await knowledge.ChangeAsync(caller, article, tags, repeatable: false, (stands, profile, at) => ArticleDesk.Revise(stands, wanted, caller.Actor, at, profile), stop), caller);
    }

    [Function("PublishArticle"), Door(Act.PublishKnowledge, AtTheGate = true)]
    public Task<IResult> Publish([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/knowledge/articles/{article}/publish")] HttpRequest request, string article, CancellationToken stop) =>
        MoveAsync(request, article, ArticleDesk.Publish, stop);

    [Function("RetireArticle"), Door(Act.PublishKnowledge, AtTheGate = true)]
    public Task<IResult> Retire([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/knowledge/articles/{article}/retire")] HttpRequest request, string article, CancellationToken stop) =>
        MoveAsync(request, article, ArticleDesk.Retire, stop);

    private async Task<IResult> MoveAsync(HttpRequest request, string article, Func<Article, Domain.People.Actor, DateTimeOffset, ArticleDecision> move, CancellationToken stop)
    {
        Caller caller = request.Caller();
        IReadOnlyList<string>? tags = EntityTags.ReadIfMatch(request.Headers.IfMatch);
        await Bodies.ReadAsync<EmptyBody>(request, stop);
        return ArticleResult.From(await knowledge.ChangeAsync(caller, article, tags, repeatable: true, (stands, _, at) => move(stands, caller.Actor, at), stop), caller);
    }

    private static ArticleFilter ReadFilter(IQueryCollection query)
    {
        query.MayName(Known);
        TicketNumber? source = !query.ContainsKey("ticket") ? null
            : TicketNumber.TryParse(query["ticket"], out TicketNumber number) ? number : throw Queries.Wrong("ticket", "A ticket number, such as INC-0000042.");
        return new(
            query.Choice<ArticleState>("state"), query.Choice<Visibility>("visibility"), query.Choice<ArticleKind>("kind"), Text(query, "category"), Text(query, "subcategory"), Language(query), source);
    }

    private static string? Text(IQueryCollection query, string name) =>
        !query.ContainsKey(name) ? null : Callers.IsPersonId(query[name]) ? query[name].ToString() : throw Queries.Wrong(name, "Not an id.");

    /// <summary>What <c>lang</c> says; null where it says nothing.</summary>
    internal static string? Language(IQueryCollection query) =>
        !query.ContainsKey("lang") ? null : Languages.All.Contains(query["lang"].ToString()) ? query["lang"].ToString() : throw Queries.Wrong("lang", $"One of {string.Join(", ", Languages.All)}.");
}
