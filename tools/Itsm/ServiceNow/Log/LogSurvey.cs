using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace ItsmFunctions.Itsm.ServiceNow.Log;

/// <summary>What one pass over a log tells: how long it is, how it is ordered, and the names that it uses.</summary>
internal sealed class LogSurvey
{
    private readonly HashSet<ulong> _seen = [];

    public int Rows { get; private set; }

    public int Incidents { get; private set; }

    public List<UnreadableRow> Unreadable { get; } = [];

    /// <summary>True where all rows of an incident stand together: then the log can be streamed as it is.</summary>
    public bool Contiguous { get; private set; } = true;

    /// <summary>True where the incidents stand in the order of their numbers as well.</summary>
    public bool Ascending { get; private set; } = true;

    public SortedSet<string> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Category and subcategory, as the log says them; null is unknown.</summary>
    public HashSet<(string? Category, string? Subcategory)> Categories { get; } = [];

    public static LogSurvey Of(LogFile log, Action? turned = null)
    {
        var survey = new LogSurvey();
        string? last = null;
        foreach (LogRow row in log.Read(survey.Unreadable.Add))
        {
            survey.Rows++;
            if (row.Number != last)
                survey.Meet(row.Number, last);
            last = row.Number;
            if (row.Known(Column.Group) is { } group)
                survey.Groups.Add(group);
            survey.Categories.Add((row.Known(Column.Category), row.Known(Column.Subcategory)));
            if (survey.Rows % 1_000 == 0)
                turned?.Invoke();
        }

        survey._seen.Clear();
        survey._seen.TrimExcess();
        return survey;
    }

    // Eight bytes an incident: a chance in 10^7 for a million incidents that two share them, and then a log is sorted in vain.
    private void Meet(string number, string? last)
    {
        if (_seen.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(number.AsSpan()))))
            Incidents++;
        else
            Contiguous = false;
        Ascending &= last is null || string.CompareOrdinal(last, number) < 0;
    }
}
