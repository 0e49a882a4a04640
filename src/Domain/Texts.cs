using System.Globalization;
using System.Text;

namespace ItsmFunctions.Domain;

/// <summary>What a text may be before it is let in. Lengths in UTF-16 code units, as Table Storage counts them.</summary>
public static class Texts
{
    public const int LongestTitle = 200;

    /// <summary>Under the 32,768 characters of a string property of Table Storage.</summary>
    public const int LongestNote = 32_000;
    public const int LongestReason = 2_000;
    public const int LongestName = 100;

    public static readonly Sentence Required = new("This member is required.", "Feltet skal udfyldes.");

    /// <returns>What is wrong with it, or null.</returns>
    public static Complaint? Complain(string pointer, string? text, int longest, bool required, bool singleLine = false)
    {
        if (text is null)
            return required ? new(pointer, Required) : null;
        if (IsBlank(text))
            return new(pointer, new("This must not be empty.", "Her må ikke være tomt."));
        if (text.Length > longest)
            return TooLong(pointer, text.Length, longest);
        if (HasForbiddenCharacter(text, singleLine))
            return new(pointer, new(
                "Control characters, lone surrogates, noncharacters and marks that reverse the reading direction are not accepted.",
                "Teksten har tegn, som ikke kan tages imod: styretegn, halve tegn eller tegn, der vender læseretningen."));
        // Some characters become three when they are composed: what is kept counts.
        int length = Normalized(text)!.Length;
        return length > longest ? TooLong(pointer, length, longest) : null;
    }

    private static Complaint TooLong(string pointer, int length, int longest) =>
        new(pointer, new(
            string.Create(CultureInfo.InvariantCulture, $"At most {longest} characters; this has {length}."),
            string.Create(CultureInfo.InvariantCulture, $"Højst {longest} tegn; her er {length}.")));

    // What shows nothing is nothing: blanks, letters that are drawn as blanks, and what only tells others how to show themselves.
    private static bool IsBlank(string text) =>
        text.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || BlankLetters.Contains(rune.Value));

    // The fillers of Hangul, its half-width one, and the Braille pattern without dots.
    private static readonly int[] BlankLetters = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800];

    // Bidirectional overrides forge what a reader sees; lone surrogates cannot be stored as UTF-8; no text has noncharacters.
    private static bool HasForbiddenCharacter(string text, bool singleLine)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if (IsNoncharacter(char.ConvertToUtf32(c, text[++i])))
                    return true;
                continue;
            }

            // Line and paragraph separator break a line too, wherever it is printed.
            bool lineBreak = c is '\n' or '\r' or '\t' or '\u2028' or '\u2029';
            if (lineBreak ? singleLine : char.IsSurrogate(c) || char.IsControl(c) || IsNoncharacter(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
                return true;
        }

        return false;
    }

    private static bool IsNoncharacter(int codePoint) => codePoint is >= 0xFDD0 and <= 0xFDEF || (codePoint & 0xFFFE) == 0xFFFE;

    /// <summary>NFC, so that the same word typed on two systems is the same text.</summary>
    public static string? Normalized(string? text) => text?.Normalize(NormalizationForm.FormC);
}
