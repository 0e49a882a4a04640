using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Links;

/// <summary>
/// The link in a resolution mail (AU-56). It opens a page that asks; the answer reopens the ticket as its requester, exactly while
/// it is Resolved (A16). A GET changes nothing: mail scanners fetch what they find.
/// </summary>
public sealed class ReopenLink(LinkToken links, TicketStore tickets, PersonStore people, Desk desk, ReopenPage page)
{
    /// <summary>The longest reason in URL encoding (nine bytes for a letter of three), the token and room to spare.</summary>
    private const long LongestForm = 320 * 1024;

    [Function("AskToReopen"), Door(Calling.SignedLink)]
    public async Task<IResult> AskAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/reopen")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        string token = request.Query["token"].ToString();
        return await FindAsync(token, stop) is { } ticket ? await page.OfAsync(ticket, language, token, stop) : page.NotValid(language);
    }

    [Function("ReopenByLink"), Door(Calling.SignedLink)]
    public async Task<IResult> ReopenAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/reopen")] HttpRequest request, CancellationToken stop)
    {
        string language = Languages.Of(request);
        if (await ReadFormAsync(request, stop) is not var (token, reason))
            return page.Unreadable(language);
        if (await FindAsync(token, stop) is not { } ticket)
            return page.NotValid(language);

        Outcome outcome = await desk.CommandAsync(
            await RequesterAsync(ticket, language, stop), ticket.Number, new TicketCommand.Reopen(reason), new Guard.None(), key: null, stop);
        return outcome switch
        {
            Outcome.Done done => page.Reopened(done.Ticket, language),
            Outcome.Refused { Refusal.Code: RefusalCode.InvalidRequest } => await page.AgainAsync(ticket, language, token, stop),
            Outcome.Refused { Ticket: { } now } => await page.TooLateAsync(now, language, token, stop),
            _ => page.NotValid(language),
        };
    }

    private async Task<Ticket?> FindAsync(string token, CancellationToken stop) =>
        links.Verify(token, LinkPurpose.Reopen) is { } link
        && (await tickets.FindAsync(link.Organisation, link.Number, stop))?.Ticket is { } ticket
        && link.Means(ticket)
            ? ticket
            : null;

    // As the desk knows them: what a caller brings along is written down as the latest news of them.
    private async Task<Caller> RequesterAsync(Ticket ticket, string language, CancellationToken stop)
    {
        Person person = await people.FindAsync(ticket.Organisation, ticket.Requester, stop) ?? new(ticket.Requester, null, null, null);
        return new(ticket.Organisation, new(ticket.Requester, Roles.Requester), person, language);
    }

    private static async Task<(string Token, string? Reason)?> ReadFormAsync(HttpRequest request, CancellationToken stop)
    {
        if (!request.HasFormContentType || !(request.ContentLength <= LongestForm))
            return null;
        try
        {
            IFormCollection form = await request.ReadFormAsync(new FormOptions { ValueCountLimit = 8, ValueLengthLimit = (int)LongestForm }, stop);
            return (form["token"].ToString(), form["reason"].ToString().Trim() is { Length: > 0 } reason ? reason : null);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or NotSupportedException or IOException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
