using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using static ItsmFunctions.Functions.Links.LinkHtml;

namespace ItsmFunctions.Functions.Links;

/// <summary>What the holder of a survey link sees: the question while it is open, what was recorded, or why it is too late.</summary>
public sealed class SurveyPage(ProfileStore profiles, MailSettings settings, LinkToken links, TimeProvider time)
{
    /// <param name="score">The one whose link was followed.</param>
    public async Task<IResult> OfAsync(Ticket ticket, SignedLink link, string language, string token, int? score, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        // As good as an answer: whatever would be refused then is said now.
        var answer = new TicketCommand.AnswerSurvey(SurveyRules.Highest, null, link.About);
        if (TicketDesk.Decide(ticket, answer, new(ticket.Requester, Roles.Requester), time.GetUtcNow(), profile) is Decision.Rejected)
            return TooLate(ticket, link, profile, language, StatusCodes.Status200OK);
        SurveyAnswer? before = ticket.Survey?.Answer;
        return Form(ticket, profile, language, token, score ?? before?.Score, before?.Comment?.Value, StatusCodes.Status200OK);
    }

    /// <summary>The form again: without a score, or with a comment that cannot be taken.</summary>
    public async Task<IResult> AgainAsync(Ticket ticket, string language, string token, int? score, string? comment, CancellationToken stop) =>
        Form(ticket, await profiles.ReadAsync(ticket.Organisation, stop), language, token, score, comment, StatusCodes.Status400BadRequest);

    public async Task<IResult> ThanksAsync(Ticket ticket, string language, string token, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        SurveyTexts texts = SurveyTexts.In(language);
        SurveyAnswer answer = ticket.Survey!.Answer!;
        string comment = answer.Comment is { } written ? $"<dt>{texts.Commented}</dt><dd class=\"written\">{Encode(written.Value)}</dd>" : "";
        string reopen = ticket.Status == TicketStatus.Resolved
            ? $"""<p>{texts.StillWrong} <a href="{Encode(links.AddressOf(settings.PublicUrl, LinkPurpose.Reopen, ticket))}">{texts.Reopen}</a></p>"""
            : "";
        return new LinkReply(
            language, texts.ThanksHeading,
            $"""
            {About(ticket)}
            <p>{texts.Thanks}</p>
            <dl><dt>{texts.Chosen}</dt><dd>{answer.Score} – {texts.Words[answer.Score - 1]}</dd>{comment}</dl>
            {reopen}
            <p class="hint">{Days(texts.MayChange, profile)} <a href="/links/survey?token={Encode(token)}">{texts.Change}</a></p>
            """,
            StatusCodes.Status200OK);
    }

    public async Task<IResult> TooLateAsync(Ticket ticket, SignedLink link, string language, CancellationToken stop) =>
        TooLate(ticket, link, await profiles.ReadAsync(ticket.Organisation, stop), language, StatusCodes.Status409Conflict);

    private LinkReply TooLate(Ticket ticket, SignedLink link, Profile profile, string language, int status)
    {
        SurveyTexts texts = SurveyTexts.In(language);
        return ticket.Survey?.Resolution == link.About
            ? new(language, texts.ExpiredHeading, $"""{About(ticket)}<p>{Days(texts.Expired, profile)}</p>{Way(settings.PortalUrl, LinkTexts.In(language).ClosedLink, button: true)}""", status)
            : new(language, texts.SupersededHeading, $"""{About(ticket)}<p>{texts.Superseded}</p>{Way(settings.TicketUrlOf(ticket.Number), LinkTexts.In(language).Follow)}""", status);
    }

    private static LinkReply Form(Ticket ticket, Profile profile, string language, string token, int? score, string? comment, int status)
    {
        SurveyTexts texts = SurveyTexts.In(language);
        bool refused = status == StatusCodes.Status400BadRequest, chosen = score is >= SurveyRules.Lowest and <= SurveyRules.Highest;
        string choices = string.Concat(texts.Words.Select((word, at) => $"""
            <label><input type="radio" name="score" value="{at + 1}" required{(score == at + 1 ? " checked" : "")}><b>{at + 1}</b><span>{word}</span></label>

            """));
        return new(
            language, Encode(profile.Survey.Question(language)),
            string.Create(CultureInfo.InvariantCulture, $"""
            {About(ticket)}
            {(ticket.Survey?.Answer is null ? "" : $"<p>{texts.AnsweredBefore}</p>")}
            <form method="post" action="/links/survey">
            <input type="hidden" name="token" value="{Encode(token)}">
            <fieldset{(refused && !chosen ? " aria-describedby=\"wrong\"" : "")}>
            <legend>{texts.Choose}</legend>
            {(refused && !chosen ? $"<p class=\"wrong\" id=\"wrong\" role=\"alert\">{texts.ScoreMissing}</p>" : "")}
            <div class="scores">
            {choices}</div>
            </fieldset>
            <label for="comment">{texts.Comment}</label>
            <p class="hint" id="hint">{texts.CommentHint}</p>
            {(refused && chosen ? $"<p class=\"wrong\" id=\"wrong\" role=\"alert\">{texts.CommentRefused}</p>" : "")}
            <textarea id="comment" name="comment" rows="4" maxlength="{Texts.LongestReason}" aria-describedby="hint{(refused && chosen ? " wrong" : "")}"{(refused && chosen ? " aria-invalid=\"true\"" : "")}>
            {Encode(comment ?? "")}</textarea>
            <button type="submit">{texts.Send}</button>
            </form>
            """),
            status);
    }

    private static string Days(string text, Profile profile) => string.Format(CultureInfo.InvariantCulture, text, profile.Survey.DaysAfterClose);
}
