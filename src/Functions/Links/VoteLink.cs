using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Links;

/// <summary>The page behind the link in a reviewer's mail. A GET changes nothing: only what is sent from the page is a vote.</summary>
public sealed class VoteLink(LinkVisits visits, Desk desk, VotePage page)
{
    [Function("AskVote"), Door(Calling.SignedLink)]
    public async Task<IResult> AskAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/vote")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        string token = request.Query["token"].ToString();
        return await visits.FindAsync(token, LinkPurpose.Vote, stop) is var (link, ticket)
            ? await page.OfAsync(ticket, link, language, token, stop)
            : LinkHtml.NotValid(language);
    }

    [Function("VoteByLink"), Door(Calling.SignedLink)]
    public async Task<IResult> VoteAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/vote")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        if (await LinkVisits.ReadFormAsync(request, stop) is not { } form)
            return LinkHtml.NotValid(language, StatusCodes.Status400BadRequest);
        string token = form["token"].ToString();
        if (await visits.FindAsync(token, LinkPurpose.Vote, stop) is not var (link, ticket))
            return LinkHtml.NotValid(language);
        // A link is about the review that it was mailed for, and not about the next one.
        if (ticket.Change?.OpenReview?.Round != link.About)
            return await page.TooLateAsync(ticket, language, StatusCodes.Status409Conflict, stop);

        string? of = LinkVisits.Written(form, "for");
        VoteChoice? choice = ChoiceOf(form["choice"].ToString());
        string? comment = LinkVisits.Written(form, "comment")?.ReplaceLineEndings("\n");
        if (choice is null)
            return await page.AgainAsync(ticket, link, language, token, of, null, comment, stop);
        var vote = new ChangeCommand.Vote(choice.Value, comment ?? "", of);
        Outcome outcome = await desk.CommandAsync(await visits.PersonAsync(ticket, link.Person!, language, stop), ticket.Number, vote, new Guard.None(), key: null, stop);
        return outcome switch
        {
            Outcome.Done done => await page.ThanksAsync(done.Ticket, link, language, token, of, stop),
            Outcome.Refused { Refusal.Code: RefusalCode.InvalidRequest } => await page.AgainAsync(ticket, link, language, token, of, choice, comment, stop),
            Outcome.Refused { Refusal.Code: RefusalCode.NotAllowed, Ticket: { Change.OpenReview: not null } still } => await page.NotYoursAsync(still, link, language, token, StatusCodes.Status403Forbidden, stop),
            Outcome.Refused { Ticket: { } now } => await page.TooLateAsync(now, language, StatusCodes.Status409Conflict, stop),
            _ => LinkHtml.NotValid(language),
        };
    }

    // As the page writes them, and nothing else that an enum could be parsed from.
    private static VoteChoice? ChoiceOf(string text) => text switch
    {
        "approve" => VoteChoice.Approve,
        "reject" => VoteChoice.Reject,
        "abstain" => VoteChoice.Abstain,
        _ => null,
    };
}
