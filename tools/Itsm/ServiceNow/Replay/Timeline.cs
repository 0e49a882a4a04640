using System.Globalization;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>A row with its instant.</summary>
internal sealed record TimedRow(LogRow Row, DateTimeOffset At, ulong Fingerprint);

/// <summary>The rows of an incident in the order in which they happened, each once.</summary>
internal sealed class Timeline
{
    private Timeline(IReadOnlyList<TimedRow> rows, DateTimeOffset openedAt) => (Rows, OpenedAt) = (rows, openedAt);

    public IReadOnlyList<TimedRow> Rows { get; }

    public DateTimeOffset OpenedAt { get; }

    /// <returns>Null where no row and no opened_at has a time that can be read: then nothing can be said of it.</returns>
    public static Timeline? Of(IncidentRows incident, LocalClock clock, List<Finding> findings)
    {
        void Find(Rule rule, LogRow row, string detail) => findings.Add(new(rule, incident.Number, row.Line, detail));

        DateTimeOffset? opened = clock.Read(incident.Rows[0][Column.OpenedAt]);
        DateTimeOffset? first = opened ?? incident.Rows.Select(row => clock.Read(row[Column.UpdatedAt])).FirstOrDefault(at => at is not null);
        if (first is not { } before)
        {
            findings.AddRange(incident.Rows.Select(row => new Finding(Rules.Unreadable, incident.Number, row.Line, "no row of this incident has a time that can be read")));
            return null;
        }

        var timed = new List<TimedRow>(incident.Rows.Count);
        var seen = new HashSet<ulong>();
        foreach (LogRow row in incident.Rows)
        {
            DateTimeOffset? at = clock.Read(row[Column.UpdatedAt], before, out Rule? daylight);
            if (daylight is not null)
                Find(daylight, row, row[Column.UpdatedAt]);
            if (at is null)
                Find(Rules.BadTime, row, $"sys_updated_at '{row[Column.UpdatedAt]}'");
            ulong fingerprint = row.Fingerprint();
            if (seen.Add(fingerprint))
                timed.Add(new(row, at ?? before, fingerprint));
            else
                Find(Rules.Duplicate, row, Update(row));
            before = at ?? before;
        }

        TimedRow[] ordered = [.. timed.OrderBy(row => row.At).ThenBy(row => row.Row.Count(Column.ModCount) ?? int.MaxValue).ThenBy(row => row.Row.Line)];
        for (int i = 1; i < ordered.Length; i++)
        {
            LogRow row = ordered[i].Row, last = ordered[i - 1].Row;
            if (row.Line < last.Line || row.Count(Column.ModCount) < last.Count(Column.ModCount))
                Find(Rules.Disorder, row, $"{Update(row)} stands behind row {last.Line}, {Update(last)}");
            else if (row.Count(Column.ModCount) - last.Count(Column.ModCount) is > 1 and var leap)
                Find(Rules.Gap, row, string.Create(CultureInfo.InvariantCulture, $"{leap - 1} missing before {Update(row)}"));
        }

        if (opened is null || opened > ordered[0].At)
            Find(Rules.OpenedLate, ordered[0].Row, $"opened_at '{incident.Rows[0][Column.OpenedAt]}'");
        return new(ordered, opened < ordered[0].At ? opened.Value : ordered[0].At);
    }

    private static string Update(LogRow row) => $"update {row[Column.ModCount]} of {row[Column.UpdatedAt]}";
}
