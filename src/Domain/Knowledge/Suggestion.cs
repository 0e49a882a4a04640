using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>Something that may spare a user a ticket: an entry of self-help, an article that is published for all, or the public workaround of a fault that is known (IT-03, A2).</summary>
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

    /// <param name="Categories">What it is about, by language: its title where it was given none for end users.</param>
    /// <param name="Language">In which its public title and workaround are taken to be: the organisation's.</param>
    public sealed record OfKnownError(KnownError Error, IReadOnlyDictionary<string, string> Categories, string Language) : Suggestion
    {
        public override string Id => Error.Id;

        public string TitleIn(string language) => Error.PublicTitle?.Value ?? Categories[language];

        public override bool Speaks(string language) => language == Language;
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

    private static readonly string[] Languages = ["da", "en"];

    private readonly Dictionary<string, RankedTexts<Suggestion>> _byLanguage;

    public Suggestions(IEnumerable<SelfHelpEntry> entries, IEnumerable<Article> articles, IEnumerable<KnownError>? errors = null, Profile? profile = null)
    {
        Suggestion[] all =
        [
            .. entries.Select(entry => new Suggestion.OfSelfHelp(entry)),
            .. articles.Where(article => article is { State: ArticleState.Published, Visibility: Visibility.Public }).Select(article => new Suggestion.OfArticle(article)),
            .. (errors ?? []).Where(error => error is { State.IsOpen: true, PublicWorkaround: not null }).Select(error => new Suggestion.OfKnownError(error, Languages.ToDictionary(language => language, language => CategoryOf(error, language, profile)), profile?.Language ?? "en")),
        ];
        Ids = all.Select(suggestion => suggestion.Id).ToHashSet();
        _byLanguage = Languages.ToDictionary(language => language, language => new RankedTexts<Suggestion>(all, suggestion => TextsOf(suggestion, language)));
    }

    /// <summary>What can be answered, and named by a ticket that is opened all the same.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>What a text asks for: what speaks the caller's language first, and in each language the best first. Nothing where no word of it is known.</summary>
    /// <remarks>"The", "og" and "er" are in every text: who has typed no more has not said yet what is wrong.</remarks>
    /// <param name="text">The title of the ticket that is about to be opened, or its description.</param>
    public IReadOnlyList<Suggestion> Find(string text, string language, int most = MostSuggested) =>
        FillerWords.AreAllOf(text) ? [] : [.. (_byLanguage[language].Find(text) ?? []).OrderByDescending(each => each.Thing.Speaks(language)).Take(most).Select(each => each.Thing)];

    private static IEnumerable<WeighedText> TextsOf(Suggestion suggestion, string language) => suggestion switch
    {
        Suggestion.OfSelfHelp { Entry: var entry } => SelfHelpSearch.Of(entry, language),
        Suggestion.OfArticle { Article: var article } =>
        [
            .. new[] { ("da", article.Danish), ("en", article.English) }.Where(text => text.Item2 is not null).SelectMany(text => Weigh(text.Item2!, text.Item1 == language)),
            .. article.Keywords.Select(word => new WeighedText(word, OfKeyword)),
        ],
        // From what end users read of it, and what it is about: found by a word of the desk's own it would tell that it is there.
        // Where it says what is wrong, what to do about it is no more than that: "restart" and "wait" are in every other description.
        Suggestion.OfKnownError { Error: var error, Categories: var categories, Language: var spoken } =>
        [
            .. categories.Select(category => new WeighedText(category.Value, Own(category.Key == language) * (error.PublicTitle is null ? SelfHelpSearch.OfTitle : SelfHelpSearch.OfBody))),
            error.PublicTitle is { } title ? new(title.Value, Own(spoken == language) * SelfHelpSearch.OfTitle) : new(error.PublicWorkaround?.Value ?? "", Own(spoken == language) * SelfHelpSearch.OfBody),
        ],
        _ => throw new InvalidOperationException(),
    };

    private static string CategoryOf(KnownError error, string language, Profile? profile)
    {
        Category? category = profile?.FindCategory(error.Category);
        string? subcategory = category?.Subcategories.FirstOrDefault(sub => sub.Id == error.Subcategory)?.Label(language);
        return string.Join(" › ", new[] { category?.Label(language) ?? error.Category, subcategory ?? error.Subcategory }.Where(part => part.Length > 0));
    }

    private static double Own(bool own) => own ? SelfHelpSearch.InTheCallersLanguage : 1;

    private static IEnumerable<WeighedText> Weigh(ArticleText text, bool own)
    {
        double weight = Own(own);
        yield return new(text.Title.Value, weight * SelfHelpSearch.OfTitle);
        yield return new(text.Body.Value, weight * SelfHelpSearch.OfBody);
    }
}
