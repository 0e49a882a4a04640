using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using static ItsmFunctions.Functions.Links.LinkHtml;

namespace ItsmFunctions.Functions.Links;

/// <summary>What the holder of a reopen link sees: a form while the ticket is Resolved, and otherwise where it stands.</summary>
public sealed class ReopenPage(ProfileStore profiles, MailSettings settings)
{
    public async Task<IResult> OfAsync(Ticket ticket, string language, string token, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        return Of(ticket, profile, language, token, StatusCodes.Status200OK);
    }

    /// <summary>Somebody asked to reopen what is open already, or closed for good.</summary>
    public async Task<IResult> TooLateAsync(Ticket ticket, string language, string token, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        return Of(ticket, profile, language, token, StatusCodes.Status409Conflict);
    }

    /// <summary>The form again: what was written cannot be taken.</summary>
    public async Task<IResult> AgainAsync(Ticket ticket, string language, string token, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        return Of(ticket, profile, language, token, StatusCodes.Status400BadRequest);
    }

    public IResult Reopened(Ticket ticket, string language)
    {
        LinkTexts texts = LinkTexts.In(language);
        return new LinkReply(language, texts.ReopenedHeading, $"{About(ticket)}<p>{texts.Reopened}</p>{Follow(ticket, texts)}", StatusCodes.Status200OK);
    }

    private LinkReply Of(Ticket ticket, Profile profile, string language, string token, int status)
    {
        LinkTexts texts = LinkTexts.In(language);
        return ticket.Status switch
        {
            TicketStatus.Resolved => new(language, texts.AskHeading, About(ticket) + Form(texts, token, refused: status == StatusCodes.Status400BadRequest), status),
            TicketStatus.Closed or TicketStatus.Cancelled => new(language, texts.ClosedHeading, About(ticket) + Closed(ticket, texts), status),
            _ => new(language, texts.OpenHeading, $"{About(ticket)}<p>{texts.Open}</p>{Standing(ticket, profile, language, texts)}{Follow(ticket, texts)}", status),
        };
    }

    private static string Form(LinkTexts texts, string token, bool refused) => string.Create(CultureInfo.InvariantCulture, $"""
        <p>{texts.Ask}</p>
        <form method="post" action="/links/reopen">
        <input type="hidden" name="token" value="{Encode(token)}">
        <label for="reason">{texts.Reason}</label>
        <p class="hint" id="hint">{texts.ReasonHint}</p>
        {(refused ? $"<p class=\"wrong\" id=\"wrong\" role=\"alert\">{texts.ReasonRefused}</p>" : "")}
        <textarea id="reason" name="reason" rows="5" maxlength="{Texts.LongestNote}" aria-describedby="hint{(refused ? " wrong" : "")}"{(refused ? " aria-invalid=\"true\"" : "")}></textarea>
        <button type="submit">{texts.AskButton}</button>
        </form>
        """);

    private string Closed(Ticket ticket, LinkTexts texts) =>
        $"""<p>{string.Format(CultureInfo.InvariantCulture, texts.Closed, ticket.Number)}</p>{Way(settings.PortalUrl, texts.ClosedLink, button: true)}""";

    private static string Standing(Ticket ticket, Profile profile, string language, LinkTexts texts)
    {
        var shown = PortalStatus.Of(ticket.Status, ticket.Team, ticket.Pending?.Reason, ticket.Pending?.Until, profile, language);
        string reason = shown.Reason is null ? "" : $"<dt>{texts.WaitsFor}</dt><dd>{Encode(shown.Reason)}</dd>";
        return $"<dl><dt>{texts.Status}</dt><dd>{Encode(shown.Label)}</dd>{reason}<dt>{texts.Team}</dt><dd>{Encode(shown.Team)}</dd></dl>";
    }

    private string Follow(Ticket ticket, LinkTexts texts) =>
        Way(settings.TicketUrlOf(ticket.Number), texts.Follow);
}
