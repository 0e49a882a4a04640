using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Links;

/// <summary>
/// The link in a resolution mail (AU-56). It opens a page that asks; the answer reopens the ticket as its requester, exactly while
/// it is Resolved (A16). A GET changes nothing: mail scanners fetch what they find.
/// </summary>
public sealed class ReopenLink(LinkVisits visits, Desk desk, ReopenPage page)
{
    [Function("AskToReopen"), Door(Calling.SignedLink)]
    public async Task<IResult> AskAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/reopen")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        string token = request.Query["token"].ToString();
        return await visits.FindAsync(token, LinkPurpose.Reopen, stop) is var (_, ticket) ? await page.OfAsync(ticket, language, token, stop) : LinkHtml.NotValid(language);
    }

    [Function("ReopenByLink"), Door(Calling.SignedLink)]
    public async Task<IResult> ReopenAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/reopen")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        if (await LinkVisits.ReadFormAsync(request, stop) is not { } form)
            return LinkHtml.NotValid(language, StatusCodes.Status400BadRequest);
        string token = form["token"].ToString();
        if (await visits.FindAsync(token, LinkPurpose.Reopen, stop) is not var (_, ticket))
            return LinkHtml.NotValid(language);

        var reopen = new TicketCommand.Reopen(LinkVisits.Written(form, "reason"));
        Outcome outcome = await desk.CommandAsync(await visits.RequesterAsync(ticket, language, stop), ticket.Number, reopen, new Guard.None(), key: null, stop);
        return outcome switch
        {
            Outcome.Done done => page.Reopened(done.Ticket, language),
            Outcome.Refused { Refusal.Code: RefusalCode.InvalidRequest } => await page.AgainAsync(ticket, language, token, stop),
            Outcome.Refused { Ticket: { } now } => await page.TooLateAsync(now, language, token, stop),
            _ => LinkHtml.NotValid(language),
        };
    }
}
