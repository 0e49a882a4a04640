using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What the desk knows, and what is found in its tickets.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfKnowledge =>
    [
        new("DraftArticle", "Knowledge", "Write an article")
        {
            Description = "A draft: nobody but the desk reads it before it is published. Plain text in English, in Danish, or in both. Needs a role that works at the desk.",
            Body = typeof(ArticleBody),
            Example = Examples.Article,
            Takes = ["Idempotency-Key", "Accept-Language"],
            Answers = [new(201, "The draft.", typeof(ArticleReply), Example: Examples.ArticleAnswer, Headers: ["Location (article)", "ETag (article)", "Idempotency-Replayed"])],
            Refuses = [InvalidRequest, NotAllowed, TooLarge, UnsupportedMediaType, IdempotencyKeyReused, .. Always],
        },
        new("DraftArticleOfTicket", "Knowledge", "Make an article of a ticket")
        {
            Description = "An internal draft of a resolved or closed ticket: its title and its solution, and nothing of its description, its messages and its notes. Names of its people, mail addresses and telephone numbers are left out as far as they are recognised; it becomes public only by a revision. A ticket becomes one article: where it has, that one is answered (200).",
            Body = typeof(SolutionArticleBody),
            Example = new SolutionArticleBody(null, "en", "A printer that shows PC LOAD LETTER", null, null),
            Takes = ["Accept-Language"],
            Answers =
            [
                new(201, "The draft.", typeof(ArticleReply), Example: Examples.ArticleAnswer, Headers: ["Location (article)", "ETag (article)"]),
                new(200, "The article that the ticket became before.", typeof(ArticleReply), Example: Examples.ArticleAnswer, Headers: ["ETag (article)"]),
            ],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TransitionNotAllowed, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ListArticles", "Knowledge", "List articles")
        {
            Description = "The latest change first. The desk sees all of them; everybody else who is signed in sees what is published for all, and an empty page for anything else.",
            Query = "state=published&top=20",
            Takes = ["state (article)", "visibility (article)", "kind (article)", "category", "subcategory", "lang (filter)", "ticket", "top", "continuation", "Accept-Language"],
            Answers = [new(200, "A page.", typeof(ArticlesReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("SuggestKnowledge", "Knowledge", "Ask what may spare a ticket")
        {
            Description = "What is published for all, and the entries of self-help, by the words of the ticket that somebody is about to open: those in their language first, the best first; nothing where no word is known. A portal asks as its user types; sends the user's answer to `POST /api/self-help/{entry}/answered`, for an article as for an entry; and where a ticket is opened nevertheless names what was read in `selfHelp`. Reading is not recorded. What is published or retired counts everywhere within 30 seconds. For everybody who is signed in.",
            Query = "text=My+document+does+not+come+out+of+the+printer&lang=en",
            By = "anna",
            Takes = ["text", "lang", "top (suggestions)", "Accept-Language"],
            Answers = [new(200, "The suggestions.", typeof(SuggestionsReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadArticle", "Knowledge", "Read an article")
        {
            Description = "An article that is internal, a draft or retired is there for the desk alone. Answers `304` where `If-None-Match` names the version that stands.",
            Takes = ["If-None-Match"],
            Answers = [new(200, "The article.", typeof(ArticleReply), Example: Examples.ArticleAnswer, Headers: ["ETag (article)"]), new(304, "The article is the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (article)"])],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
        new("ReviseArticle", "Knowledge", "Revise an article")
        {
            Description = "The whole text takes the place of the one that stands. What is published stays published, and needs the role of who may publish; what was retired is a draft again.",
            Body = typeof(ArticleBody),
            Example = Examples.Article,
            Takes = ["If-Match (article)", "Accept-Language"],
            Answers = [new(200, "The article as it stands now.", typeof(ArticleReply), Example: Examples.ArticleAnswer, Headers: ["ETag (article)"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, StaleVersion, PreconditionRequired, TooLarge, UnsupportedMediaType, .. Always],
        },
        Move("PublishArticle", "Publish an article", "From then on it is found: by everybody who is signed in where it is public, by the desk where it is internal."),
        Move("RetireArticle", "Retire an article", "From then on the desk alone reads it."),
    ];

    private static Operation Move(string function, string summary, string description) => new(function, "Knowledge", summary)
    {
        Description = $"{description} What is so already is answered as it stands, so that a repetition does no harm. Needs the role Dispatcher, TeamLeader, ProcessManager or ProcessOwner.",
        Body = typeof(EmptyBody),
        Example = new EmptyBody(),
        By = "mia",
        Takes = ["If-Match (article)", "Accept-Language"],
        Answers = [new(200, "The article as it stands now.", typeof(ArticleReply), Example: Examples.ArticleAnswer, Headers: ["ETag (article)"])],
        Refuses = [InvalidRequest, NotAllowed, NotFound, StaleVersion, PreconditionRequired, TooLarge, UnsupportedMediaType, .. Always],
    };
}
