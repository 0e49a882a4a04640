using System.Globalization;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>Reads a $filter: or binds weaker than and, and than not, and not than a comparison.</summary>
internal ref struct FilterParser
{
    private readonly string text;
    private int at;

    private FilterParser(string text) => this.text = text;

    /// <exception cref="TableFailure">It cannot be read.</exception>
    public static Filter Parse(string text)
    {
        var parser = new FilterParser(text);
        try
        {
            var filter = parser.Or();
            parser.Blanks();
            return parser.at == text.Length ? filter : throw parser.Unreadable();
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            throw parser.Unreadable();
        }
    }

    private Filter Or()
    {
        var left = And();
        while (Word("or")) left = new Filter.Or(left, And());
        return left;
    }

    private Filter And()
    {
        var left = Not();
        while (Word("and")) left = new Filter.And(left, Not());
        return left;
    }

    private Filter Not() => Word("not") ? new Filter.Not(Not()) : Term();

    private Filter Term()
    {
        if (Sign('('))
        {
            var inner = Or();
            return Sign(')') ? inner : throw Unreadable();
        }

        if (Name() is not { Length: > 0 } property) throw Unreadable();
        foreach (var comparison in Enum.GetValues<Comparison>())
        {
            if (Word(comparison.ToString().ToLowerInvariant())) return new Filter.Compared(property, comparison, Literal());
        }
        return new Filter.True(property);
    }

    private object Literal()
    {
        Blanks();
        if (at < text.Length && text[at] == '\'') return Quoted();
        var word = Name();
        if (at < text.Length && text[at] == '\'')
        {
            var quoted = Quoted();
            return word switch
            {
                "datetime" => EntityJson.Instant(quoted),
                "guid" => Guid.Parse(quoted),
                "X" or "binary" => Convert.FromHexString(quoted),
                _ => throw Unreadable(),
            };
        }
        return word is "true" or "false" ? word == "true" : Number(word);
    }

    private readonly object Number(string word)
    {
        if (word.EndsWith('L')) return long.Parse(word[..^1], CultureInfo.InvariantCulture);
        return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large
            : double.Parse(word, CultureInfo.InvariantCulture);
    }

    /// <summary>Between quotation marks; one that belongs to the text stands twice.</summary>
    private string Quoted()
    {
        var from = ++at;
        while (true)
        {
            var end = at < text.Length ? text.IndexOf('\'', at) : -1;
            if (end < 0) throw Unreadable();
            at = end + 1;
            if (at == text.Length || text[at] != '\'') return text[from..end].Replace("''", "'", StringComparison.Ordinal);
            at++;
        }
    }

    /// <summary>A name, a keyword or a number.</summary>
    private string Name()
    {
        Blanks();
        var from = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-' or '+')) at++;
        return text[from..at];
    }

    private bool Word(string word)
    {
        var before = at;
        if (Name() == word) return true;
        at = before;
        return false;
    }

    private bool Sign(char sign)
    {
        Blanks();
        if (at == text.Length || text[at] != sign) return false;
        at++;
        return true;
    }

    private void Blanks()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    private readonly TableFailure Unreadable() =>
        TableFailure.Invalid(string.Create(CultureInfo.InvariantCulture, $"Syntax error at position {at} in '{text}'."));
}
