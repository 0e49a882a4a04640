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

    private static readonly string[] Numbers = ["number", "master", "splitFrom"];

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
        Context plain = ContextOf(facts.ToDictionary(fact => fact.Key, object? (fact) => fact.Value));
        string subject = Render(parts.Subject, plain).Trim();
        string text = Render(parts.Text, plain).ReplaceLineEndings("\n").Trim() + "\n";
        string preview = Render(parts.Preview, plain).Trim();

        Dictionary<string, object?> escaped = facts.ToDictionary(fact => fact.Key, object? (fact) => fact.Value is null ? null : Escape(fact.Value));
        // A number that is broken at its hyphen is not found again.
        foreach (string number in Numbers.Where(number => escaped.GetValueOrDefault(number) is not null))
            escaped[number] = $"<span style=\"white-space:nowrap;\">{escaped[number]}</span>";
        escaped.Add("language", language);
        escaped.Add("subject", Html.Encode(subject));
        escaped.Add("preview", Html.Encode(preview));
        escaped.Add("urgent", template == Notice.Urgent.Template ? "yes" : null);
        Context html = ContextOf(escaped);
        html["content"] = Render(parts.Html, html);
        return new(subject, text, Render(_partials.Layout, html));
    }

    // Line by line: the encoder would make characters of the line breaks too.
    private static string Escape(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Html.Encode));

    private static string Render(Template template, Context context) =>
        template.Render(RenderParameters.FromContext(context, CultureInfo.InvariantCulture));

    // Making one costs more than rendering with it.
    private Context ContextOf(IDictionary<string, object?> facts)
    {
        var context = new Context(
            [Hash.FromDictionary(facts)],
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
        return context;
    }
}
