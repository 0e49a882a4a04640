namespace ItsmFunctions.Domain.SelfHelp;

/// <summary>
/// Finds entries by words, in both languages at once: an organisation has some hundreds at most, so all of them are looked at. A rare
/// word says more than one that half of the entries have, a question more than its answer, a whole word more than its beginning.
/// </summary>
public static class SelfHelpSearch
{
    public const int LongestQuery = 200;
    public const int MostFound = 20;

    /// <summary>Parts of a word, as Danish compounds have them, are looked for from this length on.</summary>
    private const int ShortestPart = 4;
    private const int LongestEnding = 2;

    /// <summary>Best first, at most <see cref="MostFound"/>; without a word to look for all of them, in their own order.</summary>
    /// <param name="language">That the caller reads: where two match alike, the one that does so in it comes first.</param>
    public static IReadOnlyList<SelfHelpEntry> Find(IReadOnlyList<SelfHelpEntry> entries, string? query, string language)
    {
        string[] wanted = [.. FoldedWords.Of(query ?? "").Distinct()];
        if (wanted.Length == 0)
            return entries;
        Said[] said = [.. entries.Select(entry => new Said(entry, language))];
        var scores = new double[said.Length];
        foreach (string word in wanted)
        {
            double[] strengths = [.. said.Select(each => each.Strength(word))];
            int matching = strengths.Count(strength => strength > 0);
            for (int i = 0; i < said.Length; i++)
                scores[i] += strengths[i] * Math.Log(1 + ((double)said.Length / Math.Max(1, matching)));
        }

        return [.. said.Index().Where(each => scores[each.Index] > 0).OrderByDescending(each => scores[each.Index]).Take(MostFound).Select(each => each.Item.Entry)];
    }

    private sealed class Said(SelfHelpEntry entry, string language)
    {
        // What the caller reads weighs a little more.
        private readonly (string[] Words, double Weight)[] _texts =
        [
            ([.. FoldedWords.Of(entry.In(language).Question)], 4.4),
            ([.. FoldedWords.Of(entry.In(language).Answer)], 1.1),
            ([.. FoldedWords.Of(entry.In(language == "da" ? "en" : "da").Question)], 4),
            ([.. FoldedWords.Of(entry.In(language == "da" ? "en" : "da").Answer)], 1),
        ];

        public SelfHelpEntry Entry => entry;

        public double Strength(string word) => _texts.Max(text => text.Weight * text.Words.Select(said => Match(said, word)).DefaultIfEmpty().Max());

        private static double Match(string said, string word) =>
            said == word ? 1
            : said.StartsWith(word, StringComparison.Ordinal) ? 0.7
            : word.Length >= ShortestPart && said.Contains(word, StringComparison.Ordinal) ? 0.5
            // "printeren" asks for what is said of a "printer".
            : said.Length >= ShortestPart && word.StartsWith(said, StringComparison.Ordinal) ? 0.5
            : IsInflected(said, word) ? 0.5
            : 0;

        // trådløst and trådløse, install and installed: one stem, and at most two letters after it.
        private static bool IsInflected(string said, string word)
        {
            int stem = said.AsSpan().CommonPrefixLength(word);
            return stem > ShortestPart && said.Length - stem <= LongestEnding && word.Length - stem <= LongestEnding;
        }
    }
}
