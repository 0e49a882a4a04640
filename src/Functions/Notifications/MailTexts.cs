using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.FileProviders;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// The texts of the mails: one Liquid template for each notice and language, with the parts subject, preview, text and html. What
/// a template prints into HTML is escaped unless it comes from a template itself.
/// </summary>
public sealed class MailTexts
{
    public static readonly IReadOnlyList<string> Languages = ["da", "en"];

    private const string ResourcePrefix = "mail";
    private const string PartMark = "--- ";

    // Letters of every script stand as themselves; what means something to HTML does not.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly FrozenDictionary<(string Template, string Language), Parts> _templates;
    private readonly IFluidTemplate _layout;
    private readonly TemplateOptions _options;

    /// <exception cref="InvalidOperationException">A template is missing or cannot be read.</exception>
    public MailTexts()
    {
        var parser = new FluidParser();
        var files = new EmbeddedFileProvider(typeof(MailTexts).Assembly, ResourcePrefix);
        _options = new() { FileProvider = files, StrictFilters = true, StrictVariables = true };
        _options.Filters.AddFilter("lines", Lines);
        _layout = Parse(parser, Resource("layout"), "layout");
        _templates = Notice.All
            .SelectMany(notice => Languages, (notice, language) => (notice.Template, Language: language))
            .ToFrozenDictionary(key => key, key => Parts.Read(parser, $"{key.Template}.{key.Language}"));
    }

    /// <param name="facts">What the template may name; null for what is not the case.</param>
    public MailContent Render(string template, string language, IReadOnlyDictionary<string, string?> facts)
    {
        Parts parts = _templates[(template, language)];
        TemplateContext context = Context(facts);
        string subject = parts.Subject.Render(context, NullEncoder.Default, isolateContext: true).Trim();
        string text = parts.Text.Render(context, NullEncoder.Default, isolateContext: true).Trim() + "\n";
        string content = parts.Html.Render(context, Html, isolateContext: true);

        TemplateContext page = Context(facts);
        page.SetValue("language", language);
        page.SetValue("subject", subject);
        page.SetValue("preview", parts.Preview.Render(context, NullEncoder.Default, isolateContext: true).Trim());
        page.SetValue("urgent", template == Notice.Urgent.Template);
        page.SetValue("content", new StringValue(content, encode: false));
        return new(subject, text, _layout.Render(page, Html, isolateContext: true));
    }

    private TemplateContext Context(IReadOnlyDictionary<string, string?> facts)
    {
        var context = new TemplateContext(_options);
        foreach ((string name, string? value) in facts)
            context.SetValue(name, value is null ? NilValue.Instance : new StringValue(value));
        return context;
    }

    private static ValueTask<FluidValue> Lines(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        string[] lines = input.ToStringValue().ReplaceLineEndings("\n").Split('\n');
        return new StringValue(string.Join("<br>\n", lines.Select(Html.Encode)), encode: false);
    }

    private static IFluidTemplate Parse(FluidParser parser, string source, string name) =>
        parser.TryParse(source, out IFluidTemplate? template, out string? error)
            ? template
            : throw new InvalidOperationException($"The mail template {name} cannot be read: {error}");

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{ResourcePrefix}.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Parts(IFluidTemplate Subject, IFluidTemplate Preview, IFluidTemplate Text, IFluidTemplate Html)
    {
        public static Parts Read(FluidParser parser, string name)
        {
            Dictionary<string, string> parts = $"\n{Resource(name).ReplaceLineEndings("\n")}"
                .Split($"\n{PartMark}", StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('\n', 2))
                .ToDictionary(part => part[0].Trim(), part => part[1]);
            return new(Of("subject"), Of("preview"), Of("text"), Of("html"));

            IFluidTemplate Of(string part) => parts.TryGetValue(part, out string? source)
                ? Parse(parser, source, $"{name}, part {part},")
                : throw new InvalidOperationException($"The mail template {name} has no part {part}.");
        }
    }
}
