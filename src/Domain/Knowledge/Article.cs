using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Knowledge;

public enum ArticleKind
{
    /// <summary>A question with its answer.</summary>
    Faq,

    /// <summary>A description of a fault, or of how something is done.</summary>
    Article,
}

public enum ArticleState
{
    /// <summary>The desk writes it.</summary>
    Draft,

    /// <summary>It is found by whom its visibility lets read it.</summary>
    Published,

    /// <summary>It holds no more: the desk keeps it.</summary>
    Retired,
}

/// <summary>What a piece of knowledge says in one language.</summary>
/// <param name="Title">One line. Its subject is the requester of the ticket that it was taken from until somebody has revised it, and nobody from then on.</param>
public sealed record ArticleText(PersonalText Title, PersonalText Body);

/// <summary>A piece of what the desk knows, beside its tickets (AU-11, FV-14): in English, in Danish, or in both.</summary>
public sealed record Article
{
    /// <summary>Whom the text of an article is about that nobody's ticket says: no person.</summary>
    public const string OfNobody = "";

    public required OrganisationId Organisation { get; init; }

    /// <summary>As <see cref="ArticleId"/> has it.</summary>
    public required string Id { get; init; }

    /// <summary>Counts what was written: 1 for the first.</summary>
    public required int Version { get; init; }
    public required ArticleKind Kind { get; init; }
    public required ArticleState State { get; init; }

    /// <summary>Who may find it once it is published: an end user never one that is internal.</summary>
    public required Visibility Visibility { get; init; }
    public ArticleText? English { get; init; }
    public ArticleText? Danish { get; init; }
    public string? Category { get; init; }
    public string? Subcategory { get; init; }
    public ImmutableArray<string> Keywords { get; init; } = [];

    /// <summary>Person id of who wrote its first version.</summary>
    public required string Author { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Person id of who wrote this version, and in which role.</summary>
    public required string ChangedBy { get; init; }
    public required string ChangedAs { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Null until it is published for the first time.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The ticket whose solution it is (FV-14).</summary>
    public TicketNumber? Source { get; init; }

    /// <summary>True while some of its text stands as the ticket had it: until then it is internal.</summary>
    public bool Unrevised { get; init; }

    /// <param name="language">da or en.</param>
    public ArticleText? In(string language) => language == "da" ? Danish : English;

    /// <summary>In a language, or where it has none in that, in the other.</summary>
    public ArticleText InOrElse(string language) => (language == "da" ? Danish ?? English : English ?? Danish) ?? throw new InvalidOperationException($"{Id} has no text.");
}
