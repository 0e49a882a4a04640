namespace ItsmFunctions.Domain.SelfHelp;

/// <summary>
/// Finds entries by words, in both languages at once: an organisation has some hundreds at most. A question says more than its answer,
/// and what the caller reads weighs a little more than the other language.
/// </summary>
public static class SelfHelpSearch
{
    public const int LongestQuery = 200;
    public const int MostFound = 20;

    internal const double OfTitle = 4, OfBody = 1, InTheCallersLanguage = 1.1;

    /// <summary>Best first, at most <see cref="MostFound"/>; without a word to look for all of them, in their own order.</summary>
    /// <param name="language">That the caller reads: where two match alike, the one that does so in it comes first.</param>
    public static IReadOnlyList<SelfHelpEntry> Find(IReadOnlyList<SelfHelpEntry> entries, string? query, string language) =>
        new RankedTexts<SelfHelpEntry>(entries, entry => Of(entry, language)).Find(query) is { } found ? [.. found.Take(MostFound).Select(each => each.Thing)] : entries;

    internal static IEnumerable<WeighedText> Of(SelfHelpEntry entry, string language)
    {
        foreach (string each in (string[])["da", "en"])
        {
            double weight = each == language ? InTheCallersLanguage : 1;
            yield return new(entry.In(each).Question, weight * OfTitle);
            yield return new(entry.In(each).Answer, weight * OfBody);
        }
    }
}
