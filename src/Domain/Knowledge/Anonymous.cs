using System.Text.RegularExpressions;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>
/// Takes out of a text what names or reaches a person, as far as that can be recognised: their names and ids, mail addresses, telephone
/// and civil registration numbers. It is a help to whoever revises the text, and never the reason that it may be published.
/// </summary>
public static partial class Anonymous
{
    public const string LeftOut = "[…]";

    /// <summary>Shorter parts of a name are words of their own.</summary>
    private const int ShortestPart = 3;

    public static string Text(string text, IEnumerable<Person> people)
    {
        string without = Numbers().Replace(MailAddress().Replace(text, LeftOut), found => found.Value.Count(char.IsAsciiDigit) < 8 ? found.Value : LeftOut);
        foreach (string name in people.SelectMany(NamesOf).Distinct().OrderByDescending(name => name.Length))
            without = Regex.Replace(without, $@"(?<!\w){Regex.Escape(name)}(?!\w)", LeftOut, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return Repeated().Replace(without, LeftOut);
    }

    // As they are called, and as their address calls them.
    private static IEnumerable<string> NamesOf(Person person) =>
        new[] { person.Id, person.Name?.Trim(), person.Mail?.Split('@')[0] }.OfType<string>().Where(name => name.Length > 0)
            .Concat(new[] { person.Name, person.Mail?.Split('@')[0] }.OfType<string>().SelectMany(name => name.Split([' ', '.', '_', '-'])).Where(part => part.Length >= ShortestPart));

    [GeneratedRegex(@"[^\s@<>()\[\],;:""']+@[^\s@<>()\[\],;:""']+\.[\p{L}\p{N}-]+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex MailAddress();

    // Eight digits or more, grouped or not: a telephone number, a civil registration number. A date, a version and an address of a network stay.
    [GeneratedRegex(@"(?<![\w.-])(?!\d{4}-\d\d-\d\d(?!\d))\+?\(?\d(?:[ ()-]{0,2}\d){6,14}(?!\w)(?!\.\d)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\[…\](?:[ ]\[…\])+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Repeated();
}
