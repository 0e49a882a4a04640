using System.Globalization;
using System.Text;

namespace ItsmFunctions.Domain.Channels;

/// <summary>Makes a text of a mail one that <see cref="Texts"/> lets in: a mail that is odd is kept, never refused.</summary>
public static class MailText
{
    /// <summary>One line without what forges or breaks it, cut with an ellipsis; empty where nothing is left to see.</summary>
    public static string Line(string? text, int longest)
    {
        string line = string.Join(' ', Kept(text ?? "", singleLine: true).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!Shows(line))
            return "";
        return line.Length <= longest ? line : At(line, longest - 1) + "…";
    }

    /// <summary>Several lines, cut with <paramref name="note"/> below; empty where nothing is left to see.</summary>
    public static string Lines(string? text, int longest, string note)
    {
        string lines = Shortened(Kept(text ?? "", singleLine: false)).Trim();
        if (!Shows(lines))
            return "";
        return lines.Length <= longest ? lines : $"{At(lines, longest - note.Length - 2)}\n\n{note}";
    }

    private static string Kept(string text, bool singleLine)
    {
        var kept = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            if (c is '\r' or '\n' or '\u2028' or '\u2029' or '\u0085' or '\f' or '\v')
                kept.Append(singleLine ? ' ' : '\n');
            else if (c == '\t')
                kept.Append(singleLine ? ' ' : '\t');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i = Pair(kept, c, text, i);
            else if (!char.IsSurrogate(c) && !char.IsControl(c) && !IsUnwelcome(c))
                kept.Append(c);
        }

        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    private static int Pair(StringBuilder kept, char high, string text, int at)
    {
        if ((char.ConvertToUtf32(high, text[at + 1]) & 0xFFFE) != 0xFFFE)
            kept.Append(high).Append(text[at + 1]);
        return at + 1;
    }

    // Noncharacters, and what reverses the reading direction: as Texts refuses them.
    private static bool IsUnwelcome(char c) =>
        c is >= '\uFDD0' and <= '\uFDEF' or '\uFFFE' or '\uFFFF' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    private static bool Shows(string text) => text.Any(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format);

    // HTML and mail programs leave whole screens of empty lines.
    private static string Shortened(string text)
    {
        var lines = new List<string>();
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0))
                lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private static string At(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
