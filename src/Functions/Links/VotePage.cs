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
public sealed class VotePage(ProfileStore profiles, Recipients people, MailSettings settings, TimeProvider time)
{
    public async Task<IResult> OfAsync(Ticket ticket, SignedLink link, string language, string token, CancellationToken stop)
    {
        Elector[] votes = VotesOf(ticket, link);
        return votes.Length == 0
            ? await ClosedToAsync(ticket, link, language, token, StatusCodes.Status200OK, stop)
            : await FormAsync(ticket, link, votes, language, token, votes[0].Person, votes[0].Choice, votes[0].Comment?.Value, StatusCodes.Status200OK, stop);
    }

    /// <summary>The form again: without a choice, or with a comment that is missing or cannot be taken.</summary>
    /// <param name="of">Person id of whose vote was chosen.</param>
    public async Task<IResult> AgainAsync(Ticket ticket, SignedLink link, string language, string token, string? of, VoteChoice? choice, string? comment, CancellationToken stop) =>
        VotesOf(ticket, link) is { Length: > 0 } votes
            ? await FormAsync(ticket, link, votes, language, token, of, choice, comment, StatusCodes.Status400BadRequest, stop)
            : await ClosedToAsync(ticket, link, language, token, StatusCodes.Status409Conflict, stop);

    /// <param name="of">Person id of whose vote it was.</param>
    public async Task<IResult> ThanksAsync(Ticket ticket, SignedLink link, string language, string token, string? of, CancellationToken stop)
    {
        VoteTexts texts = VoteTexts.In(language);
        Review review = ticket.Change!.Review!;
        Elector? elector = review.Electorate.FirstOrDefault(each => each.Person == of && each.By == link.Person) ?? review.Electorate.Where(each => each.By == link.Person).MaxBy(each => each.VotedAt);
        IReadOnlyDictionary<string, string> names = await NamesAsync(ticket, [link.Person!, elector?.Person ?? link.Person!], await profiles.ReadAsync(ticket.Organisation, stop), stop);
        string change = ticket.Change.OpenReview is null ? "" : $"""<p class="hint">{texts.MayChange} <a href="/links/vote?token={Encode(token)}">{texts.Change}</a></p>""";
        return new LinkReply(
            language, texts.ThanksHeading,
            $"""
            {About(ticket)}
            <p>{(review.Approved is { } approved ? approved ? texts.Approved : texts.Rejected : texts.Open)}</p>
            <dl><dt>{texts.Whose}</dt><dd>{Encode(Name(names, elector?.Person ?? link.Person!))}</dd>{(elector is null || elector.Person == link.Person ? "" : $"<dt>{texts.CastBy}</dt><dd>{Encode(Name(names, link.Person!))}</dd>")}<dt>{texts.Chosen}</dt><dd>{(elector?.Choice is { } choice ? texts.Of(choice) : "")}</dd><dt>{texts.Comment}</dt><dd class="written">{Encode(elector?.Comment?.Value ?? "")}</dd></dl>
            {change}
            """,
            StatusCodes.Status200OK);
    }

    /// <summary>The review is open, and the vote is not theirs: nobody gave it to them, or for another time.</summary>
    public async Task<IResult> NotYoursAsync(Ticket ticket, SignedLink link, string language, string token, int status, CancellationToken stop)
    {
        VoteTexts texts = VoteTexts.In(language);
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        Delegation[] given = [.. ticket.Change!.Delegations.Where(each => each.To == link.Person)];
        IReadOnlyDictionary<string, string> names = await NamesAsync(ticket, [link.Person!, .. given.Select(each => each.Of)], profile, stop);
        string spans = string.Concat(given.Select(each => $"<li>{Said(texts.GivenBetween, Name(names, each.Of), Facts.Moment(each.From, language, profile), Facts.Moment(each.Until, language, profile))}</li>"));
        string back = VotesOf(ticket, link).Length == 0 ? "" : Way($"/links/vote?token={token}", texts.Back);
        return new LinkReply(
            language, texts.NotYoursHeading,
            $"""
            {About(ticket)}
            <p>{Said(texts.NotYours, Name(names, link.Person!))}</p>
            {(spans.Length == 0 ? "" : $"<ul>{spans}</ul>")}
            {back}
            """,
            status);
    }

    /// <summary>The review is decided, or it is another one.</summary>
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
            {Way(settings.TicketUrlOf(ticket.Number), LinkTexts.In(language).Follow)}
            """,
            status);
    }

    private Task<IResult> ClosedToAsync(Ticket ticket, SignedLink link, string language, string token, int status, CancellationToken stop) =>
        ticket.Change?.OpenReview?.Round == link.About ? NotYoursAsync(ticket, link, language, token, status, stop) : TooLateAsync(ticket, language, status, stop);

    private Task<IReadOnlyDictionary<string, string>> NamesAsync(Ticket ticket, IEnumerable<string> ids, Profile profile, CancellationToken stop) =>
        people.NamesAsync(ticket.Organisation, ids.Distinct(), profile, stop);

    private static string Name(IReadOnlyDictionary<string, string> names, string person) => names.GetValueOrDefault(person) ?? person;

    // The words are ours, what stands in them is not.
    private static string Said(string words, params string[] values) => string.Format(CultureInfo.InvariantCulture, words, [.. values.Select(Encode)]);

    // Their own vote, and those that they cast for others now.
    private Elector[] VotesOf(Ticket ticket, SignedLink link) => ticket.Change is { OpenReview: { } review } change && review.Round == link.About
        ? [.. review.Electorate.Where(elector => elector.Person == link.Person || change.DelegatesOf(elector.Person, time.GetUtcNow()).Contains(link.Person)).OrderBy(elector => elector.Person != link.Person)]
        : [];

    private static string? Touched(Classification of) => string.Join(", ", new[] { of.ConfigurationItem, of.Service }.OfType<string>()) is { Length: > 0 } touched ? touched : null;

    private async Task<IResult> FormAsync(Ticket ticket, SignedLink link, Elector[] votes, string language, string token, string? of, VoteChoice? choice, string? comment, int status, CancellationToken stop)
    {
        VoteTexts texts = VoteTexts.In(language);
        Profile profile = await profiles.ReadAsync(ticket.Organisation, stop);
        ChangeState change = ticket.Change!;
        bool refused = status == StatusCodes.Status400BadRequest;
        string wrong = !refused ? "" : $"<p class=\"wrong\" id=\"wrong\" role=\"alert\">{(choice is null ? texts.ChoiceMissing : comment is null ? texts.CommentMissing : texts.CommentRefused)}</p>";
        IReadOnlyDictionary<string, string> names = await NamesAsync(ticket, [link.Person!, .. votes.Select(vote => vote.Person)], profile, stop);
        string you = Name(names, link.Person!);
        string whose = votes.Length > 1 ? Said(texts.ForSeveral, you) : votes[0].Person == link.Person ? Said(texts.ForYourself, you) : Said(texts.ForAnother, you, Name(names, votes[0].Person));
        string forWhom = votes.Length == 1
            ? $"<input type=\"hidden\" name=\"for\" value=\"{Encode(votes[0].Person)}\">"
            : $"<p><label for=\"for\">{texts.For}</label> <select id=\"for\" name=\"for\">{string.Concat(votes.Select(vote => $"<option value=\"{Encode(vote.Person)}\"{(vote.Person == of ? " selected" : "")}>{Encode(Name(names, vote.Person))}: {(vote.Choice is { } cast ? texts.Of(cast) : texts.NotVoted)}</option>"))}</select></p>";
        string choices = string.Concat(Enum.GetValues<VoteChoice>().Select(each => $"""
            <label><input type="radio" name="choice" value="{each.ToString().ToLowerInvariant()}" required{(choice == each ? " checked" : "")}><span>{texts.Of(each)}</span></label>

            """));
        string facts = string.Concat(new[]
        {
            (texts.Stage, change.At!.Label(language)),
            (texts.VoteBy, Facts.Moment(change.OpenReview!.DueAt, language, profile)),
            (texts.Type, Facts.TypeOf(change.Plan, language, profile)),
            (texts.Planned, change.Window is { } window ? $"{Facts.Moment(window.From, language, profile)} – {Facts.Moment(window.Until, language, profile)}" : null),
            // What a review after the launch is about.
            (texts.Started, Facts.Moment(change.StartedAt, language, profile)), (texts.Implemented, Facts.Moment(change.ImplementedAt, language, profile)),
            (texts.Outcome, Facts.OutcomeOf(change, language)), (texts.Report, change.Report?.Value),
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
            <p>{whose}</p>
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
