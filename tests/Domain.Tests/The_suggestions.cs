using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What is suggested to somebody who is about to open a ticket: articles and self-help, side by side (IT-03).</summary>
public sealed class The_suggestions
{
    private static readonly Article[] Articles =
    [
        Article("toner", new("Replacing the toner of a printer", "Order it with the name of the printer."), new("Skift toner i en printer", "Bestil den med printerens navn.")),
        Article("eduroam", null, new("Trådløst net på gæstebesøg", "Brug eduroam med din egen adgangskode.")),
        Article("beamer", new("The projector shows nothing", "Press the source button."), null, keywords: ["HDMI", "beamer"]),
        Article("draft", new("Printer of the future", "Printer."), null, state: ArticleState.Draft),
        Article("retired", new("Printer of the past", "Printer."), null, state: ArticleState.Retired),
        Article("internal", new("Printer passwords", "The printer's password is in the safe."), null, visibility: Visibility.Internal),
    ];

    private static readonly Suggestions Suggested = new(SelfHelpEntries.ItilDesk, Articles);

    [Theory]
    [InlineData("The toner is empty", "en", "toner")]
    [InlineData("Toneren er tom", "da", "toner")]
    [InlineData("traadloest net for en gaest", "da", "eduroam")]
    [InlineData("How do I get wireless as a guest: eduroam", "en", "wireless")]
    [InlineData("The HDMI plug shows no picture", "en", "beamer")]
    [InlineData("I cannot connect to the wireless network", "en", "wireless")]
    [Trait("Rule", "IT-03")]
    public void Are_found_among_articles_and_self_help_by_the_words_of_the_ticket(string text, string language, string first) =>
        Assert.Equal(first, Suggested.Find(text, language)[0].Id);

    [Fact]
    [Trait("Rule", "IT-03")]
    public void Are_first_what_the_caller_can_read()
    {
        string[] danish = [.. Suggested.Find("trådløst eduroam projector", "da").Select(suggestion => suggestion.Id)];
        string[] english = [.. Suggested.Find("trådløst eduroam projector", "en").Select(suggestion => suggestion.Id)];

        Assert.True(Array.IndexOf(danish, "eduroam") < Array.IndexOf(danish, "beamer"));
        Assert.True(Array.IndexOf(english, "beamer") < Array.IndexOf(english, "eduroam"));
        Assert.Equal(danish.Order(), english.Order());
    }

    [Fact]
    [Trait("Rule", "AU-11")]
    public void Hold_nothing_that_is_internal_not_published_or_no_more()
    {
        Assert.Equal(["printer-does-not-print", "toner"], Suggested.Find("printer", "en").Select(suggestion => suggestion.Id).Order());
        Assert.DoesNotContain(Suggested.Find("safe password of the future past", "en"), suggestion => suggestion.Id is "draft" or "retired" or "internal");
        Assert.DoesNotContain("internal", Suggested.Ids);
    }

    [Fact]
    public void Are_few_and_none_where_no_word_is_known()
    {
        var many = new Suggestions([], Enumerable.Range(0, 40).Select(i => Article($"a{i:00}", new($"Printer {i}", "It prints."), null)));

        Assert.Equal(Suggestions.MostSuggested, many.Find("printer", "en").Count);
        Assert.Empty(many.Find("blockchain xyzzy", "en"));
        Assert.Empty(many.Find("?!", "en"));
    }

    [Theory]
    [InlineData("the")]
    [InlineData("og")]
    [InlineData("er")]
    [InlineData("What is the problem with it?")]
    [InlineData("Jeg har et problem")]
    [Trait("Rule", "IT-03")]
    public void Are_none_while_nothing_is_said_that_tells_one_thing_from_another(string text)
    {
        Assert.Empty(Suggested.Find(text, "en"));
        Assert.Empty(Suggested.Find(text, "da"));
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    [Trait("Rule", "A2")]
    public void Are_the_public_workarounds_of_known_errors_too_and_nothing_else_of_them()
    {
        KnownError error = KnownError.Of(GivenProblems.At("cleared").Ticket)! with { PublicWorkaround = new("Turn it off and wait a minute.", "x") };
        var suggested = new Suggestions([], [], [error, error with { Problem = new(TicketKind.Problem, 7), PublicWorkaround = null }], GivenProblems.Profile);

        var found = Assert.IsType<Suggestion.OfKnownError>(Assert.Single(suggested.Find("turn minute", "en")));
        Assert.Equal((error.Id, "Network › Wired"), (found.Id, found.TitleIn("en")));
        Assert.Equal(error.Id, Assert.Single(suggested.Find("network", "en")).Id);
        Assert.Empty(suggested.Find("restart hand drops switch-1", "en"));
        Assert.Empty(new Suggestions([], [], [error with { State = error.State with { RetiredAt = error.State.Since } }], GivenProblems.Profile).Find("minute", "en"));
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    [Trait("Rule", "A2")]
    public void Know_a_known_error_by_its_public_title_and_not_by_stray_words_of_what_to_do_about_it()
    {
        KnownError plain = KnownError.Of(GivenProblems.At("cleared").Ticket)! with { PublicWorkaround = new("Restart your machine and connect again.", "x") };
        KnownError titled = plain with { PublicTitle = new("No Wi-Fi in building 1530", "x") };
        Article about = Article("eduroam", new("Guests", "There is wifi in every building."), null);
        var suggested = new Suggestions([], [about], [titled], GivenProblems.Profile with { Language = "en" });

        Assert.Equal([titled.Id, about.Id], suggested.Find("The wifi is gone", "en").Select(suggestion => suggestion.Id));
        Assert.Equal("No Wi-Fi in building 1530", Assert.IsType<Suggestion.OfKnownError>(suggested.Find("wifi", "da")[0]).TitleIn("da"));
        Assert.Equal(titled.Id, Assert.Single(suggested.Find("network", "en")).Id);
        Assert.Empty(suggested.Find("My machine does not restart", "en"));
        Assert.Equal(plain.Id, Assert.Single(new Suggestions([], [], [plain], GivenProblems.Profile).Find("My machine does not restart", "en")).Id);
        Assert.Empty(new Suggestions([], [], [titled with { PublicWorkaround = null }], GivenProblems.Profile).Find("wifi", "en"));
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    public void Stand_on_the_ticket_that_is_opened_all_the_same_where_they_are_known()
    {
        string article = ArticleId.Of("one"u8), other = ArticleId.Of("other"u8);
        NewTicket wanted = Case.Wanted() with { SelfHelp = ["restart", article], Articles = new HashSet<string> { article } };

        Assert.Equal(["restart", article], Case.Opened(wanted, Aarhus.Profile).Ticket.Dossier.SelfHelp);
        var rejected = Assert.IsType<Decision.Rejected>(TicketIntake.Decide(wanted with { SelfHelp = [article, other] }, Aarhus.Profile));
        Assert.Equal("/selfHelp/1", Assert.Single(rejected.Refusal.Complaints).Pointer);
    }

    private static Article Article(
        string id, WantedText? english, WantedText? danish, ArticleState state = ArticleState.Published, Visibility visibility = Visibility.Public, string[]? keywords = null)
    {
        var wanted = new WantedArticle(ArticleKind.Article, visibility, english, danish, null, null, keywords ?? []);
        ArticleDecision draft = ArticleDesk.Draft(OrganisationId.Parse("au"), id, wanted, new("anna", Roles.FirstLine), Case.Start, Aarhus.Profile);
        return Assert.IsType<ArticleDecision.Accepted>(draft).Article with { State = state };
    }
}
