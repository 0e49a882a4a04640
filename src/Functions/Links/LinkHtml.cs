using System.Text.Encodings.Web;
using System.Text.Unicode;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Links;

/// <summary>What the pages behind signed links have in common.</summary>
internal static class LinkHtml
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Html.Encode(text);

    public static string About(Ticket ticket) => $"""<p class="about"><span>{ticket.Number}</span> {Html.Encode(ticket.Title.Value)}</p>""";

    /// <summary>A link onwards; nothing where there is no page to lead to.</summary>
    public static string Way(string? address, string label, bool button = false) =>
        address is null ? "" : $"""<p><a{(button ? " class=\"button\"" : "")} href="{Encode(address)}">{label}</a></p>""";

    /// <summary>A link that was not signed here, or not for this.</summary>
    /// <param name="status">404, or 400 for a form that no browser sends.</param>
    public static IResult NotValid(string language, int status = StatusCodes.Status404NotFound)
    {
        LinkTexts texts = LinkTexts.In(language);
        return new LinkReply(language, texts.NotValidHeading, $"<p>{texts.NotValid}</p>", status);
    }
}
