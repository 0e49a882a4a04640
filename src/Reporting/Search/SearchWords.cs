using ItsmFunctions.Domain.SelfHelp;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace ItsmFunctions.Reporting.Search;

/// <summary>
/// The words of a text as they are indexed and asked for: each as it is folded, and its stem in Danish and in English beside it, as
/// nobody says in which language a ticket is written.
/// </summary>
/// <remarks>Folded before it is stemmed: however somebody spells a Danish letter, it is the same stem.</remarks>
internal sealed class SearchWords
{
    private readonly DanishStemmer _danish = new();
    private readonly EnglishStemmer _english = new();

    /// <summary>Words that tell something apart.</summary>
    public static IEnumerable<string> Telling(string text) => FoldedWords.Of(text).Where(word => !FillerWords.All.Contains(word));

    /// <summary>What stands in the index for a word: itself first.</summary>
    public IReadOnlyList<string> Terms(string word) => [word, $"d:{Stem(_danish, word)}", $"e:{Stem(_english, word)}"];

    private static string Stem(SnowballProgram stemmer, string word)
    {
        stemmer.SetCurrent(word);
        return stemmer.Stem() ? stemmer.Current : word;
    }
}

/// <summary>The terms of a text, those of one word at one place.</summary>
internal sealed class WordStream(string text, SearchWords words) : TokenStream
{
    private IEnumerator<(string Term, bool First)>? _terms;

    public sealed override bool IncrementToken()
    {
        ICharTermAttribute term = AddAttribute<ICharTermAttribute>();
        IPositionIncrementAttribute place = AddAttribute<IPositionIncrementAttribute>();
        _terms ??= SearchWords.Telling(text).SelectMany(word => words.Terms(word).Select((one, at) => (one, at == 0))).GetEnumerator();
        if (!_terms.MoveNext())
            return false;
        ClearAttributes();
        term.SetEmpty().Append(_terms.Current.Term);
        place.PositionIncrement = _terms.Current.First ? 1 : 0;
        return true;
    }

    public override void Reset()
    {
        base.Reset();
        _terms = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _terms?.Dispose();
        base.Dispose(disposing);
    }
}
