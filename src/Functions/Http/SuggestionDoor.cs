using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Knowledge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What may spare a user the ticket that they are about to write (IT-03). Reading is not recorded.</summary>
public sealed class SuggestionDoor(Shelf shelf)
{
    private static readonly string[] Known = ["text", "lang", "top"];

    [Function("SuggestKnowledge"), Door(Act.ReadKnowledge, AtTheGate = true)]
    public async Task<IResult> Suggest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/knowledge/suggest")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        request.Query.MayName(Known);
        string text = request.Query["text"].ToString();
        if (Texts.Complain("/text", text, Suggestions.LongestText, required: true) is not null)
            throw Queries.Wrong("text", $"What the ticket would be about: at most {Suggestions.LongestText} characters.");
        string language = KnowledgeDoors.Language(request.Query) ?? caller.Language;
        int most = request.Query.Number("top", 1, Suggestions.MostSuggested) ?? Suggestions.MostSuggested;
        Suggestions suggestions = await shelf.ReadAsync(caller.Organisation, stop);
        return Results.Json(new SuggestionsReply(language, [.. suggestions.Find(text, language, most).Select(suggestion => SuggestionItem.Of(suggestion, language))]), Json.Options);
    }
}

/// <summary>What may help, the best first: what is in the language that was asked for, then what is in the other alone.</summary>
/// <param name="Language">That was asked for.</param>
public sealed record SuggestionsReply(string Language, IReadOnlyList<SuggestionItem> Suggestions);

/// <summary>Where a suggestion comes from.</summary>
public enum SuggestionKind
{
    /// <summary>An entry of self-help.</summary>
    SelfHelp,
    Faq,
    Article,

    /// <summary>A fault that is known: what to do until it is mended.</summary>
    KnownError,
}

/// <summary>One suggestion with all that it says.</summary>
/// <param name="Id">For <c>POST /api/self-help/{entry}/answered</c>, and for <c>selfHelp</c> of a ticket that is opened all the same.</param>
/// <param name="Language">Of its text.</param>
/// <param name="Category">Id of the category that it is about: a portal takes it over into the ticket.</param>
/// <param name="TicketKind">What a ticket about it would be; missing where it could be either.</param>
public sealed record SuggestionItem(string Id, SuggestionKind Kind, string Language, string Title, string Body, string? Category, string? Subcategory, TicketKind? TicketKind)
{
    internal static SuggestionItem Of(Suggestion suggestion, string language) => suggestion switch
    {
        Suggestion.OfSelfHelp { Entry: var entry } => new(entry.Id, SuggestionKind.SelfHelp, language, entry.In(language).Question, entry.In(language).Answer, entry.Category, entry.Subcategory, entry.Kind),
        Suggestion.OfArticle { Article: var article } => new(
            article.Id, article.Kind == ArticleKind.Faq ? SuggestionKind.Faq : SuggestionKind.Article, article.In(language) is null ? language == "da" ? "en" : "da" : language,
            article.InOrElse(language).Title.Value, article.InOrElse(language).Body.Value, article.Category, article.Subcategory, null),
        Suggestion.OfKnownError { Error: var error, Language: var spoken } known => new(
            error.Id, SuggestionKind.KnownError, spoken, known.TitleIn(language), error.PublicWorkaround?.Value ?? "", error.Category, error.Subcategory, ItsmFunctions.Domain.Tickets.TicketKind.Incident),
        _ => throw new InvalidOperationException(),
    };
}
