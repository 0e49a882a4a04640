using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Links;

/// <summary>
/// The question in a resolution mail. A link opens a page with its score chosen; only what is sent from there counts. A GET changes
/// nothing: mail scanners fetch what they find, all five.
/// </summary>
public sealed class SurveyLink(LinkVisits visits, Desk desk, SurveyPage page)
{
    [Function("AskSurvey"), Door(Calling.SignedLink)]
    public async Task<IResult> AskAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/survey")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        string token = request.Query["token"].ToString();
        return await visits.FindAsync(token, LinkPurpose.Survey, stop) is var (link, ticket)
            ? await page.OfAsync(ticket, link, language, token, ScoreOf(request.Query["score"].ToString()), stop)
            : LinkHtml.NotValid(language);
    }

    [Function("AnswerSurveyByLink"), Door(Calling.SignedLink)]
    public async Task<IResult> AnswerAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/survey")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        if (await LinkVisits.ReadFormAsync(request, stop) is not { } form)
            return LinkHtml.NotValid(language, StatusCodes.Status400BadRequest);
        string token = form["token"].ToString();
        if (await visits.FindAsync(token, LinkPurpose.Survey, stop) is not var (link, ticket))
            return LinkHtml.NotValid(language);

        int? score = ScoreOf(form["score"].ToString());
        // A browser counts a line break as one character, and sends two.
        string? comment = LinkVisits.Written(form, "comment")?.ReplaceLineEndings("\n");
        var answer = new TicketCommand.AnswerSurvey(score ?? 0, comment, link.About);
        Outcome outcome = await desk.CommandAsync(await visits.RequesterAsync(ticket, language, stop), ticket.Number, answer, new Guard.None(), key: null, stop);
        return outcome switch
        {
            Outcome.Done done => await page.ThanksAsync(done.Ticket, language, token, stop),
            Outcome.Refused { Refusal.Code: RefusalCode.InvalidRequest } => await page.AgainAsync(ticket, language, token, score, comment, stop),
            Outcome.Refused { Ticket: { } now } => await page.TooLateAsync(now, link, language, stop),
            _ => LinkHtml.NotValid(language),
        };
    }

    // As the page writes them: one digit.
    private static int? ScoreOf(string text) => text is [>= '0' and <= '9'] ? text[0] - '0' : null;
}
