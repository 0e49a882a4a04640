using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>What the domain says to who writes an article.</summary>
public abstract record ArticleDecision
{
    private ArticleDecision()
    {
    }

    /// <param name="Article">As it stands then: the very one that was given where nothing changes.</param>
    public sealed record Accepted(Article Article) : ArticleDecision;

    public sealed record Rejected(Refusal Refusal) : ArticleDecision;

    internal static Rejected Reject(RefusalCode code, Sentence detail) => new(new(code, detail, []));

    internal static Rejected Reject(ImmutableArray<Complaint> complaints) => new(((Decision.Rejected)Decision.Reject(complaints)).Refusal);
}

/// <summary>What somebody wants an article to say.</summary>
/// <param name="English">Null where it says nothing in English; one of the two is there.</param>
public sealed record WantedArticle(
    ArticleKind Kind, Tickets.Visibility Visibility, WantedText? English, WantedText? Danish, string? Category, string? Subcategory, IReadOnlyList<string> Keywords);

public sealed record WantedText(string? Title, string? Body);

/// <summary>What an agent says otherwise than the ticket that an article is made of.</summary>
/// <param name="Language">That its text is in: da or en.</param>
/// <param name="Title">In the place of the ticket's.</param>
/// <param name="Body">In the place of its solution.</param>
public sealed record EditedSolution(ArticleKind Kind, string Language, string? Title, string? Body, IReadOnlyList<string> Keywords);
