using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using DotLiquid;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// The texts of the mails: one Liquid template for each notice and language, with the parts subject, preview, text and html. What
/// goes into HTML is escaped before a template sees it, so that no template can forget to.
/// </summary>
public sealed class MailTexts
{
    public static readonly IReadOnlyList<string> Languages = ["da", "en"];

    // Letters of every script stand as themselves; what means something to HTML does not.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly FrozenDictionary<(string Template, string Language), MailTemplate> _templates;
    private readonly MailPartials _partials = new();

    /// <exception cref="InvalidOperationException">A template is missing or cannot be read.</exception>
    public MailTexts() => _templates = Notice.All
        .SelectMany(notice => Languages, (notice, language) => (notice.Template, Language: language))
        .ToFrozenDictionary(key => key, key => MailTemplate.Read($"{key.Template}.{key.Language}"));

    /// <param name="facts">What the template may name; null for what is not the case.</param>
    public MailContent Render(string template, string language, IReadOnlyDictionary<string, string?> facts)
    {
        MailTemplate parts = _templates[(template, language)];
        var escaped = facts.ToDictionary(fact => fact.Key, fact => fact.Value is null ? null : Escape(fact.Value));
        string subject = Render(parts.Subject, facts).Trim();
        string text = Render(parts.Text, facts).ReplaceLineEndings("\n").Trim() + "\n";

        escaped.Add("content", Render(parts.Html, escaped));
        escaped.Add("language", language);
        escaped.Add("subject", Html.Encode(subject));
        escaped.Add("preview", Html.Encode(Render(parts.Preview, facts).Trim()));
        escaped.Add("urgent", template == Notice.Urgent.Template ? "yes" : null);
        return new(subject, text, Render(_partials.Layout, escaped));
    }

    // Line by line: the encoder would make characters of the line breaks too.
    private static string Escape(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Html.Encode));

    private string Render(Template template, IEnumerable<KeyValuePair<string, string?>> facts)
    {
        var context = new Context(
            [Hash.FromDictionary(facts.ToDictionary(fact => fact.Key, object? (fact) => fact.Value))],
            new Hash(),
            new Hash { ["file_system"] = _partials },
            ErrorsOutputMode.Rethrow,
            maxIterations: 0,
            CultureInfo.InvariantCulture,
            CancellationToken.None)
        {
            SyntaxCompatibilityLevel = MailTemplate.Syntax,
        };
        context.AddFilters(typeof(MailFilters));
        return template.Render(RenderParameters.FromContext(context, CultureInfo.InvariantCulture));
    }
}
