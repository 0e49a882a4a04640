using ItsmFunctions.Domain.Tickets;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace ItsmFunctions.Reporting.Search;

/// <summary>What is looked for, and in what of it.</summary>
/// <param name="Reader">Only what this person reads; null for every ticket of the organisation.</param>
/// <param name="WithNotes">Whether what the desk alone reads is looked at too.</param>
/// <param name="But">A ticket that is told of already.</param>
public sealed record SearchQuery(string Text, TicketKind? Kind, string? Reader, bool WithNotes, TicketNumber? But = null)
{
    public const int LongestText = 200;

    private const int MostWords = 12;
    private const int ShortestPrefix = 3;

    // A title is what somebody took the trouble to say in one line; a note is the desk talking about it.
    private const float OfTitle = 3, OfSaid = 1, OfNote = 0.7f;

    // The word itself, its stem, and what begins with it, as compounds do.
    private const float Whole = 1, Stemmed = 0.6f, Begun = 0.3f;

    private string[] Words() => [.. SearchWords.Telling(Text).Distinct().Take(MostWords)];

    /// <summary>Null where there is no word to look for.</summary>
    /// <param name="strictly">Most of the words have to be there; else one of them.</param>
    internal Query? ToQuery(bool strictly)
    {
        string[] words = Words();
        if (words.Length == 0)
            return null;
        var stems = new SearchWords();
        // Tickets that say more of the words come first, by what each of them adds.
        var any = new BooleanQuery(disableCoord: true) { MinimumNumberShouldMatch = strictly ? words.Length <= 2 ? words.Length : (words.Length * 2 + 2) / 3 : 1 };
        foreach (string word in words)
            any.Add(OfWord(word, stems), Occur.SHOULD);
        var whole = new BooleanQuery(disableCoord: true) { { any, Occur.MUST } };
        if (Kind is { } kind)
            whole.Add(Only(SearchDocuments.Kind, kind.ToString()), Occur.MUST);
        if (Reader is { } reader)
            whole.Add(Only(SearchDocuments.Reader, reader), Occur.MUST);
        if (But is { } but)
            whole.Add(new TermQuery(SearchDocuments.KeyOf(but)), Occur.MUST_NOT);
        return whole;
    }

    private DisjunctionMaxQuery OfWord(string word, SearchWords stems)
    {
        var best = new DisjunctionMaxQuery(0.1f);
        foreach ((string field, float weight) in new[] { (SearchDocuments.Title, OfTitle), (SearchDocuments.Said, OfSaid), (SearchDocuments.Noted, OfNote) })
        {
            if (field == SearchDocuments.Noted && !WithNotes)
                continue;
            foreach ((int at, string term) in stems.Terms(word).Index())
                best.Add(new TermQuery(new(field, term)) { Boost = weight * (at == 0 ? Whole : Stemmed) });
            if (word.Length >= ShortestPrefix)
                best.Add(new PrefixQuery(new(field, word)) { Boost = weight * Begun });
        }

        return best;
    }

    // A condition says nothing of how well it is met.
    private static ConstantScoreQuery Only(string field, string value) => new(new TermQuery(new Term(field, value))) { Boost = 0 };
}

/// <param name="Total">How many there are that this caller may see.</param>
/// <param name="Tickets">The best of them, best first; of two alike the later one.</param>
/// <param name="AsOf">What had changed by then is in it; null where nothing has been indexed yet.</param>
public sealed record SearchAnswer(int Total, IReadOnlyList<Storage.Lists.TicketSummary> Tickets, DateTimeOffset? AsOf);
