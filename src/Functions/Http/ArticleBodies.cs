using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>All that an article says: it takes the place of what stood.</summary>
/// <param name="Kind">Required: faq or article.</param>
/// <param name="Visibility">Required: internal, for the desk alone, or public.</param>
/// <param name="English">What it says in English; it says something in one language at least.</param>
/// <param name="Danish">What it says in Danish.</param>
/// <param name="Category">Id of a category; the catalogue lists them.</param>
/// <param name="Subcategory">Id of one of its subcategories.</param>
/// <param name="Keywords">Words by which it is found beside those of its texts; at most 20.</param>
public sealed record ArticleBody(
    [property: Required] ArticleKind? Kind,
    [property: Required] Visibility? Visibility,
    ArticleTextBody? English,
    ArticleTextBody? Danish,
    string? Category,
    string? Subcategory,
    [property: MaxLength(ArticleDesk.MostKeywords)] IReadOnlyList<string>? Keywords)
{
    /// <exception cref="UnreadableRequestException">It does not say what it has to.</exception>
    internal WantedArticle ToArticle()
    {
        if (Kind is not { } kind)
            throw Missing("/kind", Sentence.OneOf(Json.OneOf<ArticleKind>.Values.Keys));
        if (Visibility is not { } visibility)
            throw Missing("/visibility", Sentence.OneOf(Json.OneOf<Visibility>.Values.Keys));
        return new(kind, visibility, English?.ToText(), Danish?.ToText(), Category, Subcategory, Keywords ?? []);
    }

    private static UnreadableRequestException Missing(string pointer, Sentence detail) =>
        new(Problem.Invalid(new("The article lacks what it has to say.", "Artiklen mangler noget, den skal have."), new Complaint(pointer, detail)));
}

/// <param name="Title">Required: one line.</param>
/// <param name="Body">Required. Plain text.</param>
public sealed record ArticleTextBody(
    [property: Required, MaxLength(Texts.LongestTitle)] string? Title,
    [property: Required, MaxLength(Texts.LongestNote)] string? Body)
{
    internal WantedText ToText() => new(Title, Body);
}

/// <summary>What the article of a ticket says otherwise than the ticket; nothing has to be given.</summary>
/// <param name="Kind">faq or article; article if left out.</param>
/// <param name="Language">da or en: what its text is written in; the requester's language if left out.</param>
/// <param name="Title">In the place of the ticket's.</param>
/// <param name="Body">In the place of its solution.</param>
/// <param name="Keywords">Words by which it is found beside those of its text; at most 20.</param>
public sealed record SolutionArticleBody(
    ArticleKind? Kind,
    [property: AllowedValues("da", "en")] string? Language,
    [property: MaxLength(Texts.LongestTitle)] string? Title,
    [property: MaxLength(Texts.LongestNote)] string? Body,
    [property: MaxLength(ArticleDesk.MostKeywords)] IReadOnlyList<string>? Keywords)
{
    /// <exception cref="UnreadableRequestException">It names another language.</exception>
    internal EditedSolution ToEdited(string otherwise) => Language is null || Languages.All.Contains(Language)
        ? new(Kind ?? ArticleKind.Article, Language ?? otherwise, Title, Body, Keywords ?? [])
        : throw new UnreadableRequestException(Problem.Invalid(new("The article cannot be understood.", "Artiklen kan ikke forstås."), new Complaint("/language", Sentence.OneOf(Languages.All))));
}
