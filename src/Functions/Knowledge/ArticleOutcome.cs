using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;

namespace ItsmFunctions.Functions.Knowledge;

/// <summary>What became of something that was asked of an article.</summary>
public abstract record ArticleOutcome
{
    private ArticleOutcome()
    {
    }

    /// <param name="Replayed">True where the same key had brought the same answer before.</param>
    public sealed record Drafted(Article Article, bool Replayed) : ArticleOutcome;

    public sealed record Stands(Article Article) : ArticleOutcome;

    /// <summary>There is none, or the caller may not know that there is.</summary>
    public sealed record NotFound : ArticleOutcome;

    public sealed record Refused(Refusal Refusal) : ArticleOutcome;

    public sealed record NotGuarded(Article Article) : ArticleOutcome;

    /// <summary>If-Match names a version that is no more.</summary>
    public sealed record Stale(Article Article) : ArticleOutcome;

    /// <summary>The idempotency key came before, with another request.</summary>
    public sealed record KeyReused : ArticleOutcome;
}
