using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>The little CommonMark that the contract's texts use, as HTML: headings of the second level, paragraphs and code.</summary>
internal static partial class Prose
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>One line: code between backticks, everything else encoded.</summary>
    public static string Line(string? text) => Code().Replace(Text(text), "<code>$1</code>");

    public static string Blocks(string text)
    {
        var html = new StringBuilder();
        foreach (string block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (block.StartsWith("## ", StringComparison.Ordinal))
                html.Append($"<h2 id=\"{Anchor(block[3..])}\">{Line(block[3..])}</h2>");
            else
                html.Append($"<p>{Line(block)}</p>");
        }

        return html.ToString();
    }

    public static string Anchor(string heading) => NoWord().Replace(heading.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoWord();
}
