using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using static ItsmFunctions.Functions.Links.LinkHtml;

namespace ItsmFunctions.Functions.Links;

/// <summary>What a reviewer sees: the change and the choices while the review is open, what was recorded, or that it is decided.</summary>
public sealed class VotePage(ProfileStore profiles, MailSettings settings, TimeProvider time)
{
    public async Task<IResult> OfAsync(Ticket ticket, SignedLink link, string language, string token, CancellationToken stop)
    {
        Elector[] votes = VotesOf(ticket, link);
        return votes.Length == 0
            ? await TooLateAsync(ticket, language, StatusCodes.Status200OK, stop)
            : await FormAsync(ticket, votes, language, token, votes[0].Choice, votes[0].Comment?.Value, StatusCodes.Status200OK, stop);
    }

    /// <summary>The form again: without a choice, or with a comment that is missing or cannot be taken.</summary>
    public async Task<IResult> AgainAsync(Ticket ticket, SignedLink link, string language, string token, VoteChoice? choice, string? comment, CancellationToken stop) =>
        VotesOf(ticket, link) is { Length: > 0 } votes
            ? await FormAsync(ticket, votes, language, token, choice, comment, StatusCodes.Status400BadRequest, stop)
            : await TooLateAsync(ticket, language, StatusCodes.Status409Conflict, stop);

    public IResult Thanks(Ticket ticket, SignedLink link, string language, string token)
    {
        VoteTexts texts = VoteTexts.In(language);
        Elector? elector = ticket.Change!.Review!.Electorate.LastOrDefault(each => each.By == link.Person);
        string change = ticket.Change.OpenReview is null ? "" : $"""<p class="hint">{texts.MayChange} <a href="/links/vote?token={Encode(token)}">{texts.Change}</a></p>""";
        return new LinkReply(
            language, texts.ThanksHeading,
            $"""
            {About(ticket)}
            <p>{(ticket.Change.Review.Approved is { } approved ? approved ? texts.Approved : texts.Rejected : texts.Open)}</p>
            <dl><dt>{texts.Chosen}</dt><dd>{(elector?.Choice is { } choice ? texts.Of(choice) : "")}</dd><dt>{texts.Comment}</dt><dd class="written">{Encode(elector?.Comment?.Value ?? "")}</dd></dl>
            {change}
            """,
            StatusCodes.Status200OK);
    }

    /// <summary>The review is decided, or the person is not asked any more.</summary>
    public async Task<IResult> TooLateAsync(Ticket ticket, string language, int status, CancellationToken stop)
    {
        VoteTexts texts = VoteTexts.In(language);
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        string stage = ticket.Change?.At?.Label(language) ?? profile.FindTeam(ticket.Team)?.Name ?? ticket.Team;
        return new LinkReply(
            language, texts.OverHeading,
            $"""
            {About(ticket)}
            <p>{texts.Over} {(ticket.Change?.At is null ? "" : string.Format(CultureInfo.InvariantCulture, texts.StandsAt, Encode(stage)))}</p>
            <p><a href="{Encode(settings.TicketUrlOf(ticket.Number))}">{LinkTexts.In(language).Follow}</a></p>
            """,
            status);
    }

    // Their own vote, and those that they cast for others now.
    private Elector[] VotesOf(Ticket ticket, SignedLink link) => ticket.Change is { OpenReview: { } review } change && review.Round == link.About
        ? [.. review.Electorate.Where(elector => elector.Person == link.Person || change.DelegatesOf(elector.Person, time.GetUtcNow()).Contains(link.Person)).OrderBy(elector => elector.Person != link.Person)]
        : [];

    private static string? Touched(Classification of) => string.Join(", ", new[] { of.ConfigurationItem, of.Service }.OfType<string>()) is { Length: > 0 } touched ? touched : null;

    private async Task<IResult> FormAsync(Ticket ticket, Elector[] votes, string language, string token, VoteChoice? choice, string? comment, int status, CancellationToken stop)
    {
        VoteTexts texts = VoteTexts.In(language);
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        ChangeState change = ticket.Change!;
        bool refused = status == StatusCodes.Status400BadRequest;
        string wrong = !refused ? "" : $"<p class=\"wrong\" id=\"wrong\" role=\"alert\">{(choice is null ? texts.ChoiceMissing : texts.CommentRefused)}</p>";
        string forWhom = votes.Length == 1
            ? $"<input type=\"hidden\" name=\"for\" value=\"{Encode(votes[0].Person)}\">"
            : $"<p><label for=\"for\">{texts.For}</label> <select id=\"for\" name=\"for\">{string.Concat(votes.Select(vote => $"<option value=\"{Encode(vote.Person)}\">{Encode(profile.Directory.Find(vote.Person)?.Name ?? vote.Person)}</option>"))}</select></p>";
        string choices = string.Concat(Enum.GetValues<VoteChoice>().Select(each => $"""
            <label><input type="radio" name="choice" value="{each.ToString().ToLowerInvariant()}" required{(choice == each ? " checked" : "")}><span>{texts.Of(each)}</span></label>

            """));
        string facts = string.Concat(new[]
        {
            (texts.Stage, change.At!.Label(language)),
            (texts.VoteBy, Facts.Moment(change.OpenReview!.DueAt, language, profile)),
            (texts.Planned, change.Window is { } window ? $"{Facts.Moment(window.From, language, profile)} – {Facts.Moment(window.Until, language, profile)}" : null),
            (texts.Team, profile.FindTeam(ticket.Team)?.Name ?? ticket.Team),
            (texts.Touches, Touched(ticket.Classification)),
            (texts.BackOut, change.Plan.BackOutPlan?.Value), (texts.Risk, change.Plan.Risk?.Value),
        }.Where(row => row.Item2 is not null).Select(row => $"<dt>{row.Item1}</dt><dd class=\"written\">{Encode(row.Item2!)}</dd>"));
        return new LinkReply(
            language, texts.Heading,
            $"""
            {About(ticket)}
            <p class="written">{Encode(ticket.Description.Value)}</p>
            <dl>{facts}</dl>
            <form method="post" action="/links/vote">
            <input type="hidden" name="token" value="{Encode(token)}">
            {forWhom}
            <fieldset>
            <legend>{texts.Choose}</legend>
            {wrong}
            <div class="scores three">
            {choices}</div>
            </fieldset>
            <label for="comment">{texts.Comment}</label>
            <p class="hint" id="hint">{texts.CommentHint}</p>
            <textarea id="comment" name="comment" rows="4" required maxlength="{Texts.LongestReason}" aria-describedby="hint">
            {Encode(comment ?? "")}</textarea>
            <button type="submit">{texts.Send}</button>
            </form>
            """,
            status);
    }
}
