using System.Text;
using MimeKit.Text;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// What a person reads in HTML, as text. By a tokenizer, not by a tree: a mail of a million nested elements costs time in proportion
/// and no stack, and nothing in it is fetched, run or kept.
/// </summary>
internal static class HtmlText
{
    public static string Of(string html)
    {
        var text = new StringBuilder();
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        HtmlTagId hidden = HtmlTagId.Unknown;
        int links = 0;
        string? address = null;
        while (tokenizer.ReadNextToken(out HtmlToken? token))
        {
            switch (token)
            {
                case HtmlTagToken tag when hidden != HtmlTagId.Unknown:
                    // A head that nobody closed ends where the body begins.
                    hidden = (tag.IsEndTag && tag.Id == hidden) || (hidden == HtmlTagId.Head && tag.Id == HtmlTagId.Body) ? HtmlTagId.Unknown : hidden;
                    break;
                case HtmlTagToken { IsEndTag: false, IsEmptyElement: false, Id: HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Title or HtmlTagId.Head } tag:
                    hidden = tag.Id;
                    break;
                case HtmlTagToken { Id: HtmlTagId.A } tag:
                    (links, address) = Link(text, tag, links, address);
                    break;
                case HtmlTagToken tag:
                    text.Append(Break(tag, text));
                    break;
                case HtmlDataToken data when hidden == HtmlTagId.Unknown && data.Kind == HtmlTokenKind.Data:
                    Words(text, data.Data);
                    break;
            }
        }

        return text.ToString();
    }

    private static string Break(HtmlTagToken tag, StringBuilder text) => tag.Id switch
    {
        HtmlTagId.Br or HtmlTagId.HR => "\n",
        HtmlTagId.LI when !tag.IsEndTag => "\n- ",
        HtmlTagId.TD or HtmlTagId.TH when tag.IsEndTag => "\t",
        HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.Table or HtmlTagId.BlockQuote
            => text.Length > 0 && text[^1] == '\n' ? "\n" : "\n\n",
        HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.Pre or HtmlTagId.Address or HtmlTagId.Section or HtmlTagId.Article
            => text.Length == 0 || text[^1] == '\n' ? "" : "\n",
        HtmlTagId.Image when !tag.IsEndTag && Attribute(tag, HtmlAttributeId.Alt) is { Length: > 0 } alt => $"[{alt}]",
        _ => "",
    };

    // A link whose words hide where it leads is told with its address.
    private static (int Links, string? Address) Link(StringBuilder text, HtmlTagToken tag, int links, string? address)
    {
        if (!tag.IsEndTag)
            return (text.Length, Attribute(tag, HtmlAttributeId.Href));
        string words = links <= text.Length ? text.ToString(links, text.Length - links).Trim() : "";
        if (words.Length > 0 && Uri.TryCreate(address, UriKind.Absolute, out Uri? leads) && leads.Scheme is "http" or "https" && !words.Contains(leads.Host, StringComparison.OrdinalIgnoreCase))
            text.Append(" <").Append(address).Append('>');
        return (0, null);
    }

    private static string? Attribute(HtmlTagToken tag, HtmlAttributeId id) => tag.Attributes.FirstOrDefault(attribute => attribute.Id == id)?.Value;

    // White space is one blank in HTML, and none at the beginning of a line.
    private static void Words(StringBuilder text, string data)
    {
        foreach (char c in data)
        {
            bool blank = c is ' ' or '\t' or '\r' or '\n' or '\f';
            if (!blank)
                text.Append(c == '\u00A0' ? ' ' : c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n' or '\t'))
                text.Append(' ');
        }
    }
}
