namespace ItsmFunctions.Functions.Channels;

/// <summary>The few lines of an invitation (RFC 5545) that say what it is about, where the mail itself says nothing.</summary>
internal static class CalendarText
{
    private static readonly string[] Told = ["SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION"];

    public static string Of(string calendar)
    {
        // A line that begins with a blank goes on the one before.
        string unfolded = calendar.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal);
        int begins = unfolded.IndexOf("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> lines = (begins < 0 ? unfolded : unfolded[begins..]).Split('\n')
            .Where(line => Told.Contains(line.Split(':', ';')[0].Trim(), StringComparer.OrdinalIgnoreCase) && line.Contains(':', StringComparison.Ordinal))
            .Take(Told.Length)
            .Select(line => $"{line.Split(':', ';')[0].Trim().ToUpperInvariant()}: {Plain(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..])}");
        return string.Join('\n', lines);
    }

    private static string Plain(string value) => value.Trim().Replace("\\n", "\n", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal);
}
