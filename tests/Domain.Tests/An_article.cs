using ItsmFunctions.Domain.Knowledge;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What the desk knows beside its tickets: who writes it, who publishes it, who reads it (AU-11).</summary>
public sealed class An_article
{
    private static readonly OrganisationId Here = OrganisationId.Parse("au");
    private static readonly Actor Agent = new("anna", Roles.FirstLine);
    private static readonly Actor Coordinator = new("dina", Roles.Dispatcher);
    private static readonly Actor Reader = new("peter", Roles.Requester);
    private static readonly WantedArticle Wanted = new(ArticleKind.Faq, Visibility.Public, new("It jams", "Open the lid."), null, "hardware", "printer", ["lid", "LID", "paper"]);

    [Fact]
    [Trait("Rule", "AU-11")]
    public void Is_read_by_the_desk_alone_until_it_is_published_for_all_and_after_it_is_retired()
    {
        Article draft = Drafted();
        Article published = Accepted(ArticleDesk.Publish(draft, Coordinator, Later(1)));
        Article retired = Accepted(ArticleDesk.Retire(published, Coordinator, Later(2)));

        Assert.Equal([false, true, false], new[] { draft, published, retired }.Select(article => ArticleDesk.MayRead(article, Reader)));
        Assert.All([draft, published, retired], article => Assert.True(ArticleDesk.MayRead(article, Agent)));
        Assert.Equal((1, 2, 3), (draft.Version, published.Version, retired.Version));
        Assert.Equal(("dina", "Dispatcher", Later(1)), (published.ChangedBy, published.ChangedAs, published.PublishedAt));
        Assert.Equal("anna", retired.Author);
    }

    [Fact]
    [Trait("Rule", "AU-11")]
    public void That_is_internal_is_never_an_end_user_s()
    {
        Article published = Accepted(ArticleDesk.Publish(Drafted(Wanted with { Visibility = Visibility.Internal }), Coordinator, Later(1)));

        Assert.False(ArticleDesk.MayRead(published, Reader));
        Assert.False(ArticleDesk.MayRead(published, new("nobody", Roles.None)));
        Assert.True(ArticleDesk.MayRead(published, Agent));
    }

    [Fact]
    public void Is_written_by_agents_and_published_by_coordinators_and_managers()
    {
        Article draft = Drafted();

        Assert.Equal(RefusalCode.NotAllowed, Refused(ArticleDesk.Draft(Here, Id, Wanted, Reader, Later(0), Aarhus.Profile)));
        Assert.Equal(RefusalCode.NotAllowed, Refused(ArticleDesk.Publish(draft, Agent, Later(1))));
        Assert.Equal(RefusalCode.NotAllowed, Refused(ArticleDesk.Retire(draft, Agent, Later(1))));
        Assert.Equal(ArticleState.Published, Accepted(ArticleDesk.Publish(draft, new("mia", Roles.ProcessManager), Later(1))).State);
    }

    [Fact]
    public void That_is_published_is_revised_by_who_may_publish()
    {
        Article published = Accepted(ArticleDesk.Publish(Drafted(), Coordinator, Later(1)));

        Assert.Equal(RefusalCode.NotAllowed, Refused(ArticleDesk.Revise(published, Wanted, Agent, Later(2), Aarhus.Profile)));
        Article revised = Accepted(ArticleDesk.Revise(published, Wanted with { Danish = new("Den sluger papiret", "Åbn låget.") }, Coordinator, Later(2), Aarhus.Profile));
        Assert.Equal((ArticleState.Published, 3, Later(1)), (revised.State, revised.Version, revised.PublishedAt));
        Assert.Equal("Åbn låget.", revised.InOrElse("da").Body.Value);
    }

    [Fact]
    public void That_was_retired_is_a_draft_again_once_it_is_revised()
    {
        Article retired = Accepted(ArticleDesk.Retire(Accepted(ArticleDesk.Publish(Drafted(), Coordinator, Later(1))), Coordinator, Later(2)));

        Assert.Equal(ArticleState.Draft, Accepted(ArticleDesk.Revise(retired, Wanted, Agent, Later(3), Aarhus.Profile)).State);
    }

    [Fact]
    public void Stays_as_it_is_where_it_is_so_already()
    {
        Article published = Accepted(ArticleDesk.Publish(Drafted(), Coordinator, Later(1)));

        Assert.Same(published, Accepted(ArticleDesk.Publish(published, Coordinator, Later(2))));
    }

    [Fact]
    public void Has_each_keyword_once_and_its_text_composed()
    {
        Article draft = Drafted(Wanted with { English = new("Cafe\u0301", "So.") });

        Assert.Equal(["lid", "paper"], draft.Keywords);
        Assert.Equal("Caf\u00e9", draft.English!.Title.Value);
    }

    public static TheoryData<string, WantedArticle> Wrong => new()
    {
        { "/english", Wanted with { English = null } },
        { "/english/title", Wanted with { English = new(null, "So.") } },
        { "/english/title", Wanted with { English = new("two\nlines", "So.") } },
        { "/danish/body", Wanted with { Danish = new("Hvad?", " ") } },
        { "/category", Wanted with { Category = "nothing" } },
        { "/subcategory", Wanted with { Subcategory = "nothing" } },
        { "/subcategory", Wanted with { Category = null } },
        { "/keywords", Wanted with { Keywords = [.. Enumerable.Range(0, 21).Select(i => $"word{i}")] } },
        { "/keywords/1", Wanted with { Keywords = ["one", new string('x', 101)] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Is_refused_with_a_pointer_to_what_is_wrong(string pointer, WantedArticle wanted)
    {
        var rejected = Assert.IsType<ArticleDecision.Rejected>(ArticleDesk.Draft(Here, Id, wanted, Agent, Later(0), Aarhus.Profile));

        Assert.Equal(pointer, Assert.Single(rejected.Refusal.Complaints).Pointer);
        Assert.NotNull(rejected.Refusal.Complaints[0].Detail.Danish);
    }

    [Fact]
    public void Keeps_a_category_that_is_offered_no_more()
    {
        Profile without = Aarhus.Profile with { Categories = [] };

        Assert.Equal("hardware", Accepted(ArticleDesk.Revise(Drafted(), Wanted, Agent, Later(1), without)).Category);
    }

    private static string Id => ArticleId.Of("seed"u8);

    private static Article Drafted(WantedArticle? wanted = null) => Accepted(ArticleDesk.Draft(Here, Id, wanted ?? Wanted, Agent, Later(0), Aarhus.Profile));

    private static DateTimeOffset Later(int hours) => Case.Start.AddHours(hours);

    private static Article Accepted(ArticleDecision decision) => Assert.IsType<ArticleDecision.Accepted>(decision).Article;

    private static RefusalCode Refused(ArticleDecision decision) => Assert.IsType<ArticleDecision.Rejected>(decision).Refusal.Code;
}
