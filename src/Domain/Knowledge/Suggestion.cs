using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>Something that may spare a user a ticket: an entry of self-help, or an article that is published for all (IT-03).</summary>
public abstract record Suggestion
{
    private Suggestion()
    {
    }

    public abstract string Id { get; }

    public abstract bool Speaks(string language);

    public sealed record OfSelfHelp(SelfHelpEntry Entry) : Suggestion
    {
        public override string Id => Entry.Id;

        public override bool Speaks(string language) => true;
    }

    public sealed record OfArticle(Article Article) : Suggestion
    {
        public override string Id => Article.Id;

        public override bool Speaks(string language) => Article.In(language) is not null;
    }
}

/// <summary>
/// What can be suggested to the users of an organisation, cut into words once and then asked often: what is published for all, and
/// self-help. What is internal is not in it, whoever asks.
/// </summary>
public sealed class Suggestions
{
    public const int LongestText = 2_000;
    public const int MostSuggested = 10;

    private const int OfKeyword = 4;

    private readonly Dictionary<string, RankedTexts<Suggestion>> _byLanguage;

    public Suggestions(IEnumerable<SelfHelpEntry> entries, IEnumerable<Article> articles)
    {
        Suggestion[] all =
        [
            .. entries.Select(entry => new Suggestion.OfSelfHelp(entry)),
            .. articles.Where(article => article is { State: ArticleState.Published, Visibility: Visibility.Public }).Select(article => new Suggestion.OfArticle(article)),
        ];
        Ids = all.Select(suggestion => suggestion.Id).ToHashSet();
        _byLanguage = ((string[])["da", "en"]).ToDictionary(language => language, language => new RankedTexts<Suggestion>(all, suggestion => TextsOf(suggestion, language)));
    }

    /// <summary>What can be answered, and named by a ticket that is opened all the same.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>What a text asks for: what speaks the caller's language first, and in each language the best first. Nothing where no word of it is known.</summary>
    /// <param name="text">The title of the ticket that is about to be opened, or its description.</param>
    public IReadOnlyList<Suggestion> Find(string text, string language, int most = MostSuggested) =>
        [.. (_byLanguage[language].Find(text) ?? []).OrderByDescending(each => each.Thing.Speaks(language)).Take(most).Select(each => each.Thing)];

    private static IEnumerable<WeighedText> TextsOf(Suggestion suggestion, string language) => suggestion switch
    {
        Suggestion.OfSelfHelp { Entry: var entry } => SelfHelpSearch.Of(entry, language),
        Suggestion.OfArticle { Article: var article } =>
        [
            .. new[] { ("da", article.Danish), ("en", article.English) }.Where(text => text.Item2 is not null).SelectMany(text => Weigh(text.Item2!, text.Item1 == language)),
            .. article.Keywords.Select(word => new WeighedText(word, OfKeyword)),
        ],
        _ => throw new InvalidOperationException(),
    };

    private static IEnumerable<WeighedText> Weigh(ArticleText text, bool own)
    {
        double weight = own ? SelfHelpSearch.InTheCallersLanguage : 1;
        yield return new(text.Title.Value, weight * SelfHelpSearch.OfTitle);
        yield return new(text.Body.Value, weight * SelfHelpSearch.OfBody);
    }
}
