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

    /// <summary>Words that every question has, as they are compared.</summary>
    private static readonly HashSet<string> SaysNothing =
    [
        .. FoldedWords.Of("""
            am an and any are at be but by can cannot could did do does doing for from get got has have help how if in is it its me my need no not of on or our
            please problem should so some that the their them then there they this to up was we what when where which who why will with work working works would you your
            af at da de dem den der det dig din dit dog du efter eller en er et fik for fra får gør ha han har havde hjælp hun hvad hvem hver hvis hvor hvordan hvorfor
            ikke ind jeg kan kunne man med meget men mig min mit mine nej noget nogen nu når og også om op os på problem sig sin skal skulle som til ud var ved vi vil virker været
            """),
    ];

    /// <summary>Best first, at most <see cref="MostFound"/>; without a word to look for all of them, in their own order.</summary>
    /// <param name="language">That the caller reads: where two match alike, the one that does so in it comes first.</param>
    public static IReadOnlyList<SelfHelpEntry> Find(IReadOnlyList<SelfHelpEntry> entries, string? query, string language)
    {
        string[] words = [.. FoldedWords.Of(query ?? "").Distinct()];
        // "My printer does not work" asks for a printer; who asks "what can I do?" has nothing else to be found by.
        string[] telling = [.. words.Where(word => !SaysNothing.Contains(word))];
        string[] wanted = telling.Length > 0 ? telling : words;
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
