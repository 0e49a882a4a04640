using System.Globalization;
using System.Text;

namespace ItsmFunctions.Domain.SelfHelp;

/// <summary>
/// The words of a text as they are compared: without case and diacritics, and with one spelling for each Danish letter, however
/// somebody wrote it who has another keyboard (trådløst, traadloest, tradlost).
/// </summary>
public static class FoldedWords
{
    /// <summary>"i" and "a" say nothing.</summary>
    private const int Shortest = 2;

    // After the marks are gone, å is a and ö is o: what stands for them in two letters becomes the same one.
    private static readonly (string Written, string Folded)[] Spellings = [("ø", "o"), ("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("aa", "a"), ("ae", "a"), ("oe", "o")];

    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (Rune rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
                continue;
            if (Rune.IsLetterOrDigit(rune))
                word.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture));
            else if (Take(word) is { } said)
                yield return said;
        }

        if (Take(word) is { } last)
            yield return last;
    }

    private static string? Take(StringBuilder word)
    {
        foreach ((string written, string folded) in Spellings)
            word.Replace(written, folded);
        string said = word.ToString();
        word.Clear();
        return said.Length >= Shortest ? said : null;
    }
}
