using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Columns;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>Tickets that were found, in any order, a page at a time: only those that are shown are made.</summary>
internal sealed class TicketLines(IReadOnlyList<(ColumnSegment Segment, int Row)> found)
{
    public const int PageSize = 100;
    public const int LargestPage = 500;

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["number"] = "sequence",
        ["dueAt"] = "resolutionDueAt",
        ["goalSeconds"] = "resolutionGoalSeconds",
        ["countedSeconds"] = "resolutionSlaSeconds",
    };

    /// <summary>What tickets can be sorted by.</summary>
    public static readonly IReadOnlyList<string> Sorts =
        ["number", "kind", "status", "priority", "team", "agent", "area", "category", "service", "channel", "openedAt", "respondedAt", "resolvedAt", "closedAt", "resolutionSla", "dueAt", "goalSeconds", "countedSeconds", "resolveSeconds", "waitedSeconds", "reassignments", "reopenings"];

    /// <param name="sort">One of <see cref="Sorts"/>, with "-" in front for the highest first. What has none comes last.</param>
    public IReadOnlyList<ReportedTicket> Page(string sort, int skip, int top)
    {
        bool down = sort.StartsWith('-');
        string column = Columns.GetValueOrDefault(sort.TrimStart('-'), sort.TrimStart('-'));
        bool isText = FactTables.Tickets.Find(column)!.Type == ColumnType.Text;
        var known = new Dictionary<ColumnSegment, LoadedColumn>();
        var keyed = found.Select(at =>
        {
            if (!known.TryGetValue(at.Segment, out LoadedColumn? values))
                known.Add(at.Segment, values = at.Segment[FactTables.Tickets][column]);
            return (at.Segment, at.Row, Stored: values[at.Row], Text: isText ? values.Text(at.Row) : null);
        });
        var some = keyed.OrderBy(each => each.Stored == 0);
        some = (isText, down) switch
        {
            (true, false) => some.ThenBy(each => each.Text, StringComparer.Ordinal),
            (true, true) => some.ThenByDescending(each => each.Text, StringComparer.Ordinal),
            (false, false) => some.ThenBy(each => each.Stored),
            (false, true) => some.ThenByDescending(each => each.Stored),
        };
        return [.. some.ThenBy(each => each.Segment.Name, StringComparer.Ordinal).ThenBy(each => each.Row).Skip(skip).Take(top).Select(each => Line(each.Segment[FactTables.Tickets], each.Row))];
    }

    private static ReportedTicket Line(LoadedTable of, int row)
    {
        string kind = of["kind"].Text(row)!;
        return new(
            new TicketNumber(Enum.Parse<TicketKind>(kind, ignoreCase: true), (int)of["sequence"].Number(row)!.Value).ToString(),
            kind,
            of["status"].Text(row)!,
            (int)of["priority"].Number(row)!.Value,
            of["team"].Text(row),
            of["agent"].Text(row),
            of["area"].Text(row),
            of["category"].Text(row),
            of["subcategory"].Text(row),
            of["service"].Text(row),
            of["channel"].Text(row),
            of["openedAt"].Instant(row)!.Value,
            of["respondedAt"].Instant(row),
            of["resolvedAt"].Instant(row),
            of["closedAt"].Instant(row),
            of["resolutionSla"].Text(row),
            of["resolutionDueAt"].Instant(row),
            of["resolutionGoalSeconds"].Number(row),
            of["resolutionSlaSeconds"].Number(row),
            of["resolveSeconds"].Number(row),
            of["waitedSeconds"].Number(row),
            (int)of["reassignments"].Number(row)!.Value,
            (int)of["reopenings"].Number(row)!.Value);
    }
}
