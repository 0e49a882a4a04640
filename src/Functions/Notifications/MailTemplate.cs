using System.Collections.Frozen;
using DotLiquid;
using DotLiquid.Exceptions;
using DotLiquid.FileSystems;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>A template file with its four parts, each begun by a line such as "--- subject".</summary>
internal sealed record MailTemplate(Template Subject, Template Preview, Template Text, Template Html)
{
    public const SyntaxCompatibility Syntax = SyntaxCompatibility.DotLiquid22a;

    private const string PartMark = "--- ";

    /// <exception cref="InvalidOperationException">It is missing, lacks a part or cannot be read.</exception>
    public static MailTemplate Read(string name)
    {
        Dictionary<string, string> parts = $"\n{Source(name)}"
            .Split($"\n{PartMark}", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', 2))
            .ToDictionary(part => part[0].Trim(), part => part[1]);
        return new(Of("subject"), Of("preview"), Of("text"), Of("html"));

        Template Of(string part) => parts.TryGetValue(part, out string? source)
            ? Parse(source, $"{name}, part {part},")
            : throw new InvalidOperationException($"The mail template {name} has no part {part}.");
    }

    internal static Template Parse(string source, string name)
    {
        try
        {
            var template = Template.Parse(source, Syntax);
            template.MakeThreadSafe();
            return template;
        }
        catch (SyntaxException error)
        {
            throw new InvalidOperationException($"The mail template {name} cannot be read: {error.Message}", error);
        }
    }

    internal static string Source(string name)
    {
        using Stream stream = typeof(MailTemplate).Assembly.GetManifestResourceStream($"mail.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>The pieces that the templates share, parsed once.</summary>
internal sealed class MailPartials : ITemplateFileSystem
{
    private readonly FrozenDictionary<string, Template> _pieces = new[] { "heading", "quote", "button", "choice", "row", "survey" }
        .ToFrozenDictionary(name => name, name => MailTemplate.Parse(MailTemplate.Source(name).TrimEnd(), name));

    public Template Layout { get; } = MailTemplate.Parse(MailTemplate.Source("layout"), "layout");

    public Template GetTemplate(Context context, string templateName) => _pieces[(string)context[templateName]];

    public string ReadTemplateFile(Context context, string templateName) => throw new NotSupportedException("Pieces are parsed once.");
}

/// <summary>What templates can do to a value beyond Liquid's own filters.</summary>
internal static class MailFilters
{
    /// <summary>Keeps the line breaks of a text that somebody wrote.</summary>
    public static string? Lines(string? input) => input?.ReplaceLineEndings("<br>\n");
}
