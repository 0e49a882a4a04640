using System.Text;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Knowledge;

namespace ItsmFunctions.Storage.Tests;

/// <summary>An article with its versions and its line in the list, which change together or not at all.</summary>
public sealed class A_kept_article : IAsyncLifetime
{
    private static readonly OrganisationId Other = OrganisationId.Parse("other");
    private static readonly Actor Agent = new("anna", Roles.FirstLine);
    private static readonly Actor Coordinator = new("dina", Roles.Dispatcher);
    private static readonly ArticleFilter All = new(null, null, null, null, null, null, null);

    private Desk _desk = null!;
    private ArticleStore _articles = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        _articles = new(_desk.Tables);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Is_read_as_it_was_written_in_every_version()
    {
        Article draft = Draft("one", new string('ø', 32_000));
        Assert.IsType<ArticleCommit.Written>(await _articles.AddAsync(draft, [1], default));
        Article published = await MoveAsync(draft, ArticleDesk.Publish);

        Assert.Equal(Written(published), Written((await _articles.FindAsync(Desk.Au, draft.Id, default))!.Article));
        var again = Assert.IsType<ArticleCommit.There>(await _articles.AddAsync(draft, [1], default));
        Assert.Equal((Written(draft), Written(published), true), (Written(again.First), Written(again.Current), again.SameRequest));
        Assert.False(Assert.IsType<ArticleCommit.There>(await _articles.AddAsync(draft, [2], default)).SameRequest);
    }

    [Fact]
    public async Task Is_written_by_one_of_two_who_read_the_same_version()
    {
        await _articles.AddAsync(Draft("one"), [], default);
        StoredArticle read = (await _articles.FindAsync(Desk.Au, IdOf("one"), default))!;
        Assert.IsType<ArticleCommit.Written>(await _articles.CommitAsync(read, Moved(read.Article, ArticleDesk.Publish), default));

        var late = Assert.IsType<ArticleCommit.Overtaken>(await _articles.CommitAsync(read, Moved(read.Article, ArticleDesk.Retire), default));

        Assert.Equal(ArticleState.Published, late.Current.Article.State);
        Assert.Equal(ArticleState.Published, Assert.Single((await ListAsync(All)).Articles).State);
    }

    [Fact]
    public async Task Stands_though_the_acknowledgement_of_its_writing_was_lost()
    {
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        Assert.IsType<ArticleCommit.Written>(await _articles.AddAsync(Draft("one"), [], default));
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        Assert.IsType<ArticleCommit.Written>(await CommitAsync("one", ArticleDesk.Publish));

        Assert.Equal(2, _desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost));
        Assert.Equal(2, (await _articles.FindAsync(Desk.Au, IdOf("one"), default))!.Article.Version);
        Assert.Equal(2, Assert.Single((await ListAsync(All)).Articles).Version);
    }

    [Fact]
    public async Task Stands_once_in_the_list_the_latest_change_first()
    {
        foreach (string seed in (string[])["one", "two", "three"])
            await _articles.AddAsync(Draft(seed), [], default);
        await CommitAsync("one", ArticleDesk.Publish);

        ArticlePage first = await ListAsync(All, size: 2), rest = await ListAsync(All, first.After);

        Assert.Equal([IdOf("one"), IdOf("three"), IdOf("two")], first.Articles.Concat(rest.Articles).Select(article => article.Id));
        Assert.Equal([IdOf("one")], (await ListAsync(All with { State = ArticleState.Published })).Articles.Select(article => article.Id));
        Assert.Equal(3, (await ListAsync(All with { Visibility = Visibility.Public, Kind = ArticleKind.Faq, Category = "hardware", Subcategory = "printer", Language = "en" })).Articles.Count);
        Assert.Empty((await ListAsync(All with { Language = "da" })).Articles);
        Assert.Empty((await ListAsync(All with { Source = new(TicketKind.Incident, 1) })).Articles);
    }

    [Fact]
    public async Task Of_another_organisation_is_not_there()
    {
        await _articles.AddAsync(Draft("one"), [], default);

        Assert.Null(await _articles.FindAsync(Other, IdOf("one"), default));
        Assert.Empty((await _articles.ListAsync(Other, All, null, 50, default)).Articles);
        Assert.IsType<ArticleCommit.Written>(await _articles.AddAsync(Draft("one") with { Organisation = Other }, [], default));
    }

    private Task<ArticlePage> ListAsync(ArticleFilter filter, string? after = null, int size = 50) => _articles.ListAsync(Desk.Au, filter, after, size, default);

    private async Task<ArticleCommit> CommitAsync(string seed, Func<Article, Actor, DateTimeOffset, ArticleDecision> move)
    {
        StoredArticle stored = (await _articles.FindAsync(Desk.Au, IdOf(seed), default))!;
        return await _articles.CommitAsync(stored, Moved(stored.Article, move), default);
    }

    private async Task<Article> MoveAsync(Article article, Func<Article, Actor, DateTimeOffset, ArticleDecision> move)
    {
        StoredArticle stored = (await _articles.FindAsync(Desk.Au, article.Id, default))!;
        return Assert.IsType<ArticleCommit.Written>(await _articles.CommitAsync(stored, Moved(stored.Article, move), default)).Article;
    }

    private Article Moved(Article article, Func<Article, Actor, DateTimeOffset, ArticleDecision> move)
    {
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        return Assert.IsType<ArticleDecision.Accepted>(move(article, Coordinator, _desk.Now)).Article;
    }

    private Article Draft(string seed, string body = "Open the lid.")
    {
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        var wanted = new WantedArticle(ArticleKind.Faq, Visibility.Public, new("It jams", body), null, "hardware", "printer", ["lid"]);
        return Assert.IsType<ArticleDecision.Accepted>(ArticleDesk.Draft(Desk.Au, IdOf(seed), wanted, Agent, _desk.Now, Aarhus.Profile)).Article;
    }

    private static string IdOf(string seed) => ArticleId.Of(Encoding.UTF8.GetBytes(seed));

    private static string Written(Article article) => Encoding.UTF8.GetString(StoredJson.Write(article));
}
