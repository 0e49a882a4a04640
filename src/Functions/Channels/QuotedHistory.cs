using System.Text.RegularExpressions;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// Cuts what an answer quotes, by what mail programs write above it in Danish and English. What stands whole is attached; where
/// nothing would be left (an answer below the quotation, or between its lines) nothing is cut.
/// </summary>
internal static partial class QuotedHistory
{
    /// <summary>Lines that are looked at together: "Den 22. november 2026 kl. 09.12 skrev …" may be broken into three.</summary>
    private const int LongestOpening = 3;

    public static string Cut(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!Begins(lines, i))
                continue;
            string answer = string.Join('\n', lines[..i]).TrimEnd();
            return answer.Length > 0 ? answer : text;
        }

        // Without an opening: a block of quoted lines at the end.
        int end = lines.Length;
        while (end > 0 && (lines[end - 1].Length == 0 || lines[end - 1].StartsWith('>')))
            end--;
        return end > 0 && end < lines.Length && lines[end..].Any(line => line.StartsWith('>')) ? string.Join('\n', lines[..end]).TrimEnd() : text;
    }

    private static bool Begins(string[] lines, int at)
    {
        string line = lines[at].Trim();
        if (Separator().IsMatch(line))
            return true;
        // Outlook: a block of headers, with the date or the addressee within the next lines.
        if (From().IsMatch(line))
            return lines.Skip(at + 1).Take(4).Any(below => Header().IsMatch(below.Trim()));
        if (!Opening().IsMatch(line))
            return false;
        string joined = line;
        for (int more = 0; more < LongestOpening; more++)
        {
            if (Wrote().IsMatch(joined))
                return true;
            if (at + more + 1 >= lines.Length)
                return false;
            joined += " " + lines[at + more + 1].Trim();
        }

        return false;
    }

    [GeneratedRegex(@"^(?:>+\s*)?[-_]{2,}\s*(?:Original Message|Oprindelig meddelelse|Oprindelig besked|Forwarded message|Videresendt meddelelse|Videresendt besked)\s*[-_]{2,}$|^_{20,}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^[>*\s]*(?:From|Fra)\s*:\*?\s*\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex(@"^[>*\s]*(?:Sent|Date|To|Sendt|Dato|Til)\s*:\*?\s*\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?:>+\s*)?(?:On|Den|D\.|På)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(?:>+\s*)?(?:On|Den|D\.|På)\s.{4,300}\b(?:wrote|skrev)\b.{0,200}:$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wrote();
}
