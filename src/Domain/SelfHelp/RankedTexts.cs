namespace ItsmFunctions.Domain.SelfHelp;

/// <summary>One text of something that is looked for, and how much a word in it says.</summary>
public readonly record struct WeighedText(string Text, double Weight);

/// <summary>
/// Finds things by words, in several texts of each at once: all of them are looked at, so that a few thousand are the most. A rare
/// word says more than one that half of them have, a whole word more than its beginning. The words are cut and folded once.
/// </summary>
public sealed class RankedTexts<T>
{
    /// <summary>Parts of a word, as Danish compounds have them, are looked for from this length on.</summary>
    private const int ShortestPart = 4;
    private const int LongestEnding = 2;

    private readonly Said[] _said;

    /// <param name="things">In the order in which those are told that match alike.</param>
    public RankedTexts(IEnumerable<T> things, Func<T, IEnumerable<WeighedText>> texts) =>
        _said = [.. things.Select(thing => new Said(thing, [.. texts(thing).Select(text => (WordsOf(text.Text), text.Weight))]))];

    public IEnumerable<T> All => _said.Select(each => each.Thing);

    /// <summary>What the words of a query say, best first; null where it has no word to look for.</summary>
    public IReadOnlyList<(T Thing, double Score)>? Find(string? query)
    {
        string[] wanted = Wanted(query);
        if (wanted.Length == 0)
            return null;
        var scores = new double[_said.Length];
        foreach (string word in wanted)
        {
            double[] strengths = [.. _said.Select(each => each.Strength(word))];
            int matching = strengths.Count(strength => strength > 0);
            for (int i = 0; i < scores.Length; i++)
                scores[i] += strengths[i] * Math.Log(1 + ((double)scores.Length / Math.Max(1, matching)));
        }

        return [.. _said.Index().Where(each => scores[each.Index] > 0).OrderByDescending(each => scores[each.Index]).Select(each => (each.Item.Thing, scores[each.Index]))];
    }

    // "My printer does not work" asks for a printer; who asks "what can I do?" has nothing else to be found by.
    private static string[] Wanted(string? query)
    {
        string[] words = WordsOf(query ?? "");
        string[] telling = [.. words.Where(word => !FillerWords.All.Contains(word))];
        return telling.Length > 0 ? telling : words;
    }

    // "Wi-Fi" and "e-mail" are asked for as "wifi" and "email", and the other way round.
    private static string[] WordsOf(string text) => [.. FoldedWords.Of(text).Concat(FoldedWords.Of(text.Replace("-", "", StringComparison.Ordinal))).Distinct()];

    private sealed record Said(T Thing, (string[] Words, double Weight)[] Texts)
    {
        public double Strength(string word)
        {
            double strongest = 0;
            foreach ((string[] words, double weight) in Texts)
            {
                foreach (string said in words)
                    strongest = Math.Max(strongest, weight * Match(said, word));
            }

            return strongest;
        }

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
