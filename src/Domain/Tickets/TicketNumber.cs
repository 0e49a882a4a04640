using System.Globalization;

namespace ItsmFunctions.Domain.Tickets;

public enum TicketKind
{
    Incident,
    Request,
    Problem,
    Change,
}

/// <summary>What a person reads and writes: INC-0000042. Numbers identify, they do not order: gaps are allowed, repeats never.</summary>
public readonly record struct TicketNumber(TicketKind Kind, int Sequence)
{
    /// <summary>Seven digits.</summary>
    public const int Highest = 9_999_999;

    /// <summary>As a regular expression.</summary>
    public const string Pattern = "^(INC|REQ|PRB|CHG)-[0-9]{7}$";

    public static string PrefixOf(TicketKind kind) => kind switch
    {
        TicketKind.Incident => "INC",
        TicketKind.Request => "REQ",
        TicketKind.Problem => "PRB",
        TicketKind.Change => "CHG",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static bool TryParse(string? text, out TicketNumber number)
    {
        number = default;
        if (text is not { Length: 11 } || text[3] != '-')
            return false;

        foreach (TicketKind kind in Enum.GetValues<TicketKind>())
        {
            if (!text.StartsWith(PrefixOf(kind), StringComparison.Ordinal))
                continue;
            if (!int.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int sequence) || sequence < 1)
                return false;
            number = new(kind, sequence);
            return true;
        }

        return false;
    }

    public static TicketNumber Parse(string text) =>
        TryParse(text, out TicketNumber number) ? number : throw new FormatException($"'{text}' is not a ticket number.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(Kind)}-{Sequence:D7}");
}
