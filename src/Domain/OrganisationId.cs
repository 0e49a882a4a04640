using System.Text.RegularExpressions;

namespace ItsmFunctions.Domain;

/// <summary>The unit of isolation (a tenant). A type of its own, so that no key and no query can leave it out.</summary>
public readonly partial record struct OrganisationId
{
    private readonly string? _value;

    private OrganisationId(string value) => _value = value;

    /// <summary>1 to 63 of a–z, 0–9 and hyphen, beginning with a letter or digit: safe inside a storage key.</summary>
    public string Value => _value ?? throw new InvalidOperationException("No organisation was given.");

    public static bool TryParse(string? text, out OrganisationId id)
    {
        bool ok = text is not null && Form().IsMatch(text);
        id = ok ? new(text!) : default;
        return ok;
    }

    public static OrganisationId Parse(string text) =>
        TryParse(text, out OrganisationId id) ? id : throw new FormatException($"'{text}' is not an organisation id.");

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
