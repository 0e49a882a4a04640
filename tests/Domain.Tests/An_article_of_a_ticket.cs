using ItsmFunctions.Domain.Knowledge;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What a ticket was solved with, kept as knowledge without its people (FV-14).</summary>
public sealed class An_article_of_a_ticket
{
    private static readonly Actor Agent = new("anna", Roles.FirstLine);
    private static readonly Person Requester = new("peter.user", "Peter Bruun Østergaard", "pbo.vikar@example.org", "da");
    private static readonly EditedSolution AsItStands = new(ArticleKind.Article, "da", null, null, []);

    [Fact]
    [Trait("Rule", "FV-14")]
    public void Says_its_title_and_its_solution_to_the_desk_alone()
    {
        Ticket ticket = Solved("Sluk printeren, og tænd den igen.");
        Article article = Accepted(ticket, AsItStands);

        Assert.Equal((ticket.Title.Value, "Sluk printeren, og tænd den igen."), (article.Danish!.Title.Value, article.Danish.Body.Value));
        Assert.Equal((ArticleState.Draft, Visibility.Internal, true, ticket.Number), (article.State, article.Visibility, article.Unrevised, article.Source));
        Assert.Equal((ticket.Classification.Category, ticket.Classification.Subcategory), (article.Category, article.Subcategory));
        Assert.Null(article.English);
    }

    [Fact]
    [Trait("Rule", "FV-14")]
    public void Says_nothing_of_the_rest_of_the_ticket()
    {
        Ticket ticket = Solved("Restart.") with { Description = new("A private matter in room 214.", "peter.user") };
        Article article = Accepted(ticket, AsItStands);

        Assert.DoesNotContain("private", article.ToString() + article.Danish!.Body.Value + article.Danish.Title.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("214", article.Danish.Body.Value + article.Danish.Title.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hej Peter, din profil er nulstillet.", "Hej […], din profil er nulstillet.")]
    [InlineData("PETER BRUUN ØSTERGAARD fik en ny nøgle", "[…] fik en ny nøgle")]
    [InlineData("Skriv til peter@example.org eller peter.user", "Skriv til […] eller […]")]
    [InlineData("Ret vikar-aftalen for pbo", "Ret […]-aftalen for […]")]
    [InlineData("Ring på +45 12 34 56 78.", "Ring på […].")]
    [InlineData("CPR 010190-1234 er rettet", "CPR […] er rettet")]
    [InlineData("Brug 12345678.", "Brug […].")]
    [InlineData("Nulstil Petersens printer", "Nulstil Petersens printer")]
    [InlineData("KB5034441 fra 2026-11-23, build 10.0.26100.2314, 10.20.30.40, fejl 0x80070005, INC-0000042", "KB5034441 fra 2026-11-23, build 10.0.26100.2314, 10.20.30.40, fejl 0x80070005, INC-0000042")]
    [Trait("Rule", "FV-14")]
    public void Leaves_out_what_names_or_reaches_a_person(string solution, string left) =>
        Assert.Equal(left, Accepted(Solved(solution), AsItStands).Danish!.Body.Value);

    [Fact]
    public void Is_its_requester_s_text_until_it_is_revised_and_nobody_s_from_then_on()
    {
        Article taken = Accepted(Solved("Restart."), AsItStands);
        Article revised = Assert.IsType<ArticleDecision.Accepted>(ArticleDesk.Revise(taken, Wanted(taken), Agent, Case.Start.AddDays(1), Aarhus.Profile)).Article;

        Assert.Equal("peter.user", taken.Danish!.Body.Subject);
        Assert.Equal((Article.OfNobody, false, Visibility.Public), (revised.Danish!.Body.Subject, revised.Unrevised, revised.Visibility));
    }

    [Fact]
    public void Says_what_the_agent_says_in_its_place()
    {
        Article article = Accepted(Solved("Peter fik ny nøgle."), AsItStands with { Language = "en", Title = "A lost key", Body = "Order a new one." });

        Assert.Equal(("A lost key", "Order a new one.", Article.OfNobody), (article.English!.Title.Value, article.English.Body.Value, article.English.Body.Subject));
        Assert.Equal((false, Visibility.Internal), (article.Unrevised, article.Visibility));
    }

    [Fact]
    public void Is_made_of_what_is_solved_alone()
    {
        Ticket open = Case.Incident().Ticket;

        Assert.Equal(RefusalCode.TransitionNotAllowed, Rejected(open, Agent).Code);
        Assert.Equal(RefusalCode.NotAllowed, Rejected(Solved("Restart."), new("peter.user", Roles.Requester)).Code);
    }

    [Fact]
    public void Is_one_for_each_ticket_and_another_in_another_organisation()
    {
        Ticket ticket = Solved("Restart.");

        Assert.Equal(Accepted(ticket, AsItStands).Id, Accepted(ticket, AsItStands with { Title = "Else" }).Id);
        Assert.NotEqual(ArticleId.Of(ticket.Organisation, ticket.Number), ArticleId.Of(OrganisationId.Parse("elsewhere"), ticket.Number));
        Assert.True(ArticleId.IsOne(Accepted(ticket, AsItStands).Id));
    }

    private static WantedArticle Wanted(Article article) => new(article.Kind, Visibility.Public, null, new("En nøgle", "Bestil en ny."), article.Category, article.Subcategory, article.Keywords);

    private static Ticket Solved(string solution)
    {
        Case given = Case.Opened(Case.Wanted() with { Requester = "peter.user" }, Aarhus.Profile);
        given.Do(new TicketCommand.Resolve(solution, null), Somebody.FirstLine);
        return given.Ticket;
    }

    private static ArticleDecision Decide(Ticket ticket, EditedSolution edited, Actor by) => ArticleDesk.OfTicket(ticket, edited, [Requester], by, Case.Start.AddHours(5), Aarhus.Profile);

    private static Article Accepted(Ticket ticket, EditedSolution edited) => Assert.IsType<ArticleDecision.Accepted>(Decide(ticket, edited, Agent)).Article;

    private static Refusal Rejected(Ticket ticket, Actor by) => Assert.IsType<ArticleDecision.Rejected>(Decide(ticket, AsItStands, by)).Refusal;
}
