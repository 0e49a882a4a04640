using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Knowledge.ArticleDecision;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>Decides what becomes of an article: who writes it, and what has to be so before anybody reads it. Pure.</summary>
public static class ArticleDesk
{
    public const int MostKeywords = 20;

    /// <summary>Whether somebody may read it: the desk all of them, everybody else what is published for all.</summary>
    public static bool MayRead(Article article, Actor by) =>
        Policy.Denies(Act.ReadKnowledgeAsDesk, by) is null || article is { State: ArticleState.Published, Visibility: Visibility.Public };

    public static ArticleDecision Draft(OrganisationId organisation, string id, WantedArticle wanted, Actor by, DateTimeOffset at, Profile profile)
    {
        if (Policy.Denies(Act.WriteKnowledge, by) is { } denied)
            return new Rejected(denied.Refusal);
        return ArticleCheck.Complain(wanted, profile) is { IsEmpty: false } complaints
            ? Reject(complaints)
            : new Accepted(Saying(New(organisation, id, by, at), wanted));
    }

    /// <summary>
    /// A draft for the desk of what a ticket was solved with (FV-14): its title and its solution, without what names or reaches a
    /// person as far as that is recognised; nothing of its description and its notes.
    /// </summary>
    /// <param name="people">Whose names do not belong into it.</param>
    public static ArticleDecision OfTicket(Ticket ticket, EditedSolution edited, IEnumerable<Person> people, Actor by, DateTimeOffset at, Profile profile)
    {
        if (Policy.Denies(Act.WriteKnowledge, by) is { } denied)
            return new Rejected(denied.Refusal);
        if (ticket.Resolution is not { } resolution || ticket.Status is not (TicketStatus.Resolved or TicketStatus.Closed))
            return Reject(RefusalCode.TransitionNotAllowed, new(
                $"{ticket.Number} has no solution that stands: knowledge is made of a ticket that is resolved or closed.",
                $"{ticket.Number} har ingen løsning, der gælder: viden laves af en sag, der er løst eller lukket."));
        Person[] named = [.. people];
        string title = edited.Title ?? Anonymous.Text(ticket.Title.Value, named), body = edited.Body ?? Anonymous.Text(resolution.Solution.Value, named);
        bool isKnown = profile.FindCategory(ticket.Classification.Category)?.Subcategories.Any(sub => sub.Id == ticket.Classification.Subcategory) == true;
        var text = new WantedText(title, body);
        var wanted = new WantedArticle(
            edited.Kind, Visibility.Internal, edited.Language == "en" ? text : null, edited.Language == "da" ? text : null,
            isKnown ? ticket.Classification.Category : null, isKnown ? ticket.Classification.Subcategory : null, edited.Keywords);
        if (ArticleCheck.Complain(wanted, profile) is { IsEmpty: false } complaints)
            return Reject(ArticleCheck.OfSolution(complaints));
        bool unrevised = edited.Title is null || edited.Body is null;
        Article draft = Saying(New(ticket.Organisation, ArticleId.Of(ticket.Organisation, ticket.Number), by, at), wanted, unrevised ? ticket.Requester : Article.OfNobody);
        return new Accepted(draft with { Source = ticket.Number, Unrevised = unrevised });
    }

    /// <summary>Puts another text in the place of the one that stands. What is published stays so, and is revised by who may publish.</summary>
    public static ArticleDecision Revise(Article article, WantedArticle wanted, Actor by, DateTimeOffset at, Profile profile)
    {
        if (Policy.Denies(article.State == ArticleState.Published ? Act.PublishKnowledge : Act.WriteKnowledge, by) is { } denied)
            return new Rejected(denied.Refusal);
        if (ArticleCheck.Complain(wanted, profile, article) is { IsEmpty: false } complaints)
            return Reject(complaints);
        // Somebody has looked at every word of it by now.
        Article revised = Saying(article, wanted) with { Unrevised = false };
        return new Accepted(Changed(article.State == ArticleState.Retired ? revised with { State = ArticleState.Draft } : revised, article, by, at));
    }

    public static ArticleDecision Publish(Article article, Actor by, DateTimeOffset at)
    {
        if (Policy.Denies(Act.PublishKnowledge, by) is { } denied)
            return new Rejected(denied.Refusal);
        if (article.State == ArticleState.Published)
            return new Accepted(article);
        return new Accepted(Changed(article with { State = ArticleState.Published, PublishedAt = article.PublishedAt ?? at }, article, by, at));
    }

    public static ArticleDecision Retire(Article article, Actor by, DateTimeOffset at)
    {
        if (Policy.Denies(Act.PublishKnowledge, by) is { } denied)
            return new Rejected(denied.Refusal);
        return new Accepted(article.State == ArticleState.Retired ? article : Changed(article with { State = ArticleState.Retired }, article, by, at));
    }

    private static Article New(OrganisationId organisation, string id, Actor by, DateTimeOffset at) => new()
    {
        Organisation = organisation,
        Id = id,
        Version = 1,
        Kind = ArticleKind.Article,
        State = ArticleState.Draft,
        Visibility = Visibility.Internal,
        Author = by.Id,
        CreatedAt = at,
        ChangedBy = by.Id,
        ChangedAs = RoleNames.Of(by.Roles & Policy.MayAnywhere(Act.WriteKnowledge)),
        ChangedAt = at,
    };

    private static Article Changed(Article now, Article before, Actor by, DateTimeOffset at) => now with
    {
        Version = before.Version + 1,
        ChangedBy = by.Id,
        ChangedAs = RoleNames.Of(by.Roles & Policy.MayAnywhere(Act.WriteKnowledge)),
        ChangedAt = at > before.ChangedAt ? at : before.ChangedAt,
    };

    private static Article Saying(Article article, WantedArticle wanted, string subject = Article.OfNobody) => article with
    {
        Kind = wanted.Kind,
        Visibility = wanted.Visibility,
        English = TextOf(wanted.English, subject),
        Danish = TextOf(wanted.Danish, subject),
        Category = wanted.Category,
        Subcategory = wanted.Subcategory,
        Keywords = [.. wanted.Keywords.Select(word => Texts.Normalized(word)!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    private static ArticleText? TextOf(WantedText? wanted, string subject) =>
        wanted is null ? null : new(new(Texts.Normalized(wanted.Title)!, subject), new(Texts.Normalized(wanted.Body)!, subject));
}
