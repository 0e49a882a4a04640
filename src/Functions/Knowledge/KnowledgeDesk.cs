using System.Globalization;
using System.Security.Cryptography;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions.Knowledge;

/// <summary>The way to the articles: asks the domain, and has it kept.</summary>
public sealed class KnowledgeDesk(ArticleStore articles, Desk desk, ProfileStore profiles, PersonStore people, KnownErrorStore knownErrors, Shelf shelf, TimeProvider time)
{
    /// <summary>The ETag of an article is its version, whoever reads it.</summary>
    public static string TagOf(Article article) => string.Create(CultureInfo.InvariantCulture, $"\"{article.Version}\"");

    /// <summary>An article that the caller may read: one point read. Null for any other.</summary>
    public async Task<Article?> ReadAsync(Caller caller, string id, CancellationToken stop) =>
        ArticleId.IsOne(id) && await articles.FindAsync(caller.Organisation, id, stop) is { } stored && ArticleDesk.MayRead(stored.Article, caller.Actor) ? stored.Article : null;

    /// <summary>A draft. Its id derives from the key, so that a repetition comes upon what it made.</summary>
    public async Task<ArticleOutcome> DraftAsync(Caller caller, WantedArticle wanted, RequestKey? key, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        string id = ArticleId.Of(key?.Key ?? RandomNumberGenerator.GetBytes(32));
        return ArticleDesk.Draft(caller.Organisation, id, wanted, caller.Actor, time.GetUtcNow(), profile) switch
        {
            ArticleDecision.Accepted accepted => await articles.AddAsync(accepted.Article, key?.Request ?? [], stop) switch
            {
                ArticleCommit.There { SameRequest: true } there => new ArticleOutcome.Drafted(there.First, Replayed: true),
                ArticleCommit.There => new ArticleOutcome.KeyReused(),
                _ => new ArticleOutcome.Drafted(accepted.Article, Replayed: false),
            },
            ArticleDecision.Rejected rejected => new ArticleOutcome.Refused(rejected.Refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>A draft of what a ticket was solved with. A ticket becomes one article: where it has, that is the answer.</summary>
    public async Task<ArticleOutcome> DraftAsync(Caller caller, TicketNumber number, EditedSolution edited, bool languageGiven, CancellationToken stop)
    {
        if (await desk.ReadAsync(caller, number, stop) is not { } ticket)
            return new ArticleOutcome.NotFound();
        if (await articles.FindAsync(caller.Organisation, ArticleId.Of(caller.Organisation, number), stop) is { } there)
            return new ArticleOutcome.Stands(there.Article);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        Person? requester = await people.FindAsync(caller.Organisation, ticket.Requester, stop);
        if (!languageGiven && requester?.Language is { } spoken)
            edited = edited with { Language = spoken };
        Person[] named = [.. new[] { requester, caller.Person, profile.Directory.Find(ticket.Assignee) is { } agent ? new Person(agent.Id, agent.Name, agent.Mail, null) : null }.OfType<Person>()];
        return ArticleDesk.OfTicket(ticket, edited, named, caller.Actor, time.GetUtcNow(), profile) switch
        {
            ArticleDecision.Accepted accepted => await articles.AddAsync(accepted.Article, [], stop) switch
            {
                ArticleCommit.There other => new ArticleOutcome.Stands(other.Current),
                _ => new ArticleOutcome.Drafted(accepted.Article, Replayed: false),
            },
            ArticleDecision.Rejected rejected => new ArticleOutcome.Refused(rejected.Refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>A change of what stands.</summary>
    /// <param name="tags">What If-Match said; null where it said nothing.</param>
    /// <param name="repeatable">What is so already is the answer, whatever version it was asked for.</param>
    public async Task<ArticleOutcome> ChangeAsync(Caller caller, string id, IReadOnlyList<string>? tags, bool repeatable, Func<Article, Profile, DateTimeOffset, ArticleDecision> decide, CancellationToken stop)
    {
        StoredArticle? stored = ArticleId.IsOne(id) ? await articles.FindAsync(caller.Organisation, id, stop) : null;
        if (stored is null || !ArticleDesk.MayRead(stored.Article, caller.Actor))
            return new ArticleOutcome.NotFound();
        ArticleDecision decision = decide(stored.Article, await profiles.ReadAsync(caller.Organisation, stop), time.GetUtcNow());
        // Rights come before the version, and the version before what the request says.
        if (decision is ArticleDecision.Rejected { Refusal.Code: RefusalCode.NotAllowed } denied)
            return new ArticleOutcome.Refused(denied.Refusal);
        if (repeatable && decision is ArticleDecision.Accepted { Article: var same } && same.Version == stored.Article.Version)
            return new ArticleOutcome.Stands(stored.Article);
        if (tags is null)
            return new ArticleOutcome.NotGuarded(stored.Article);
        if (!tags.Contains(TagOf(stored.Article)))
            return new ArticleOutcome.Stale(stored.Article);
        return decision switch
        {
            ArticleDecision.Rejected rejected => new ArticleOutcome.Refused(rejected.Refusal),
            ArticleDecision.Accepted accepted => await CommitAsync(stored, accepted.Article, stop),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<ArticleOutcome> CommitAsync(StoredArticle stored, Article after, CancellationToken stop)
    {
        try
        {
            return await articles.CommitAsync(stored, after, stop) is ArticleCommit.Overtaken overtaken ? new ArticleOutcome.Stale(overtaken.Current.Article) : new ArticleOutcome.Stands(after);
        }
        finally
        {
            shelf.Forget(after.Organisation);
        }
    }

    /// <summary>Those of some ids that are of articles which everybody could have read, or of known errors with a public workaround: one point read for each that has the form of one.</summary>
    public async Task<IReadOnlySet<string>> WerePublishedAsync(OrganisationId organisation, IEnumerable<string> ids, CancellationToken stop)
    {
        string[] wanted = [.. ids.Distinct()];
        StoredArticle?[] found = await Task.WhenAll(wanted.Where(ArticleId.IsOne).Select(id => articles.FindAsync(organisation, id, stop)));
        KnownError?[] errors = await Task.WhenAll(wanted.Where(id => KnownError.ProblemOf(id) is not null).Select(id => knownErrors.FindAsync(organisation, id, stop)));
        return found.OfType<StoredArticle>().Where(stored => stored.Article is { PublishedAt: not null, Visibility: Visibility.Public }).Select(stored => stored.Article.Id)
            .Concat(errors.OfType<KnownError>().Where(error => error.PublicWorkaround is not null).Select(error => error.Id)).ToHashSet();
    }

    /// <summary>A page of those that the caller may read, the latest change first.</summary>
    public Task<ArticlePage> ListAsync(Caller caller, ArticleFilter filter, string? after, int size, CancellationToken stop) => articles.ListAsync(caller.Organisation, filter, after, size, stop);
}
