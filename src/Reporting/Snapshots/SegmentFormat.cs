using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>
/// Facts as named columns, sorted by ticket number. A reader takes the columns that it knows by name and passes over the others,
/// so that measures to come add columns without a new layout.
/// </summary>
internal static partial class SegmentFormat
{
    private const string Magic = "itsm-segment";

    public static byte[] Write(OrganisationId organisation, IEnumerable<TicketFact> facts)
    {
        TicketFact[] rows = [.. facts.OrderBy(fact => fact.Number.Kind).ThenBy(fact => fact.Number.Sequence)];
        (string Name, Action<ColumnWriter> Fill)[] columns =
        [
            ("kind", Numbers(rows, fact => (int)fact.Number.Kind)),
            ("sequence", Deltas(rows, fact => fact.Number.Sequence)),
            ("version", Numbers(rows, fact => fact.Version)),
            ("openedMs", Deltas(rows, fact => Ms(fact.OpenedAt))),
            ("turns", Numbers(rows, fact => fact.Turns.Length)),
            ("turnMs", column => Turns(column, rows)),
            ("acknowledgedMs", Since(rows, fact => fact.AcknowledgedAt)),
            ("firstResponseMs", Since(rows, fact => fact.FirstResponseAt)),
            ("closedMs", Since(rows, fact => fact.ClosedAt)),
            ("status", Numbers(rows, fact => (int)fact.Status)),
            ("priority", Numbers(rows, fact => fact.Priority)),
            ("handlingRank", Numbers(rows, fact => fact.HandlingRank)),
            ("reassignments", Numbers(rows, fact => fact.Reassignments)),
            ("test", Numbers(rows, fact => fact.Test ? 1 : 0)),
            ("duplicate", Numbers(rows, fact => fact.Duplicate ? 1 : 0)),
            ("quick", Numbers(rows, fact => fact.Quick ? 1 : 0)),
            ("firstContact", Numbers(rows, fact => fact.FirstContact ? 1 : 0)),
            ("team", Texts(rows, fact => fact.Team)),
            ("area", Texts(rows, fact => fact.Area)),
            ("category", Texts(rows, fact => fact.Category)),
            ("subcategory", Texts(rows, fact => fact.Subcategory)),
            ("service", Texts(rows, fact => fact.Service)),
            ("location", Texts(rows, fact => fact.Location)),
            ("channel", Texts(rows, fact => fact.Channel)),
            ("scope", Texts(rows, fact => fact.Scope)),
            ("closureCode", Texts(rows, fact => fact.ClosureCode)),
            ("handovers", Texts(rows, fact => HandedOver.ToText(fact.Handovers))),
            ("surveys", Texts(rows, fact => SurveyedResolution.ToText(fact.Surveys))),
            ("life", Texts(rows, fact => fact.Life.ToText())),
            .. Histories(rows),
        ];

        var segment = new ColumnWriter();
        segment.Text(Magic);
        segment.Number(Manifest.CurrentSchema);
        segment.Text(organisation.Value);
        segment.Number(rows.Length);
        segment.Number(columns.Length);
        foreach ((string name, Action<ColumnWriter> fill) in columns)
        {
            var column = new ColumnWriter();
            fill(column);
            segment.Text(name);
            segment.Bytes(column.Written);
        }

        return segment.Written.ToArray();
    }

    private static Action<ColumnWriter> Numbers(TicketFact[] rows, Func<TicketFact, long> value) => column =>
    {
        foreach (TicketFact fact in rows)
            column.Number(value(fact));
    };

    private static Action<ColumnWriter> Deltas(TicketFact[] rows, Func<TicketFact, long> value) => column =>
    {
        long before = 0;
        foreach (TicketFact fact in rows)
        {
            column.Number(value(fact) - before);
            before = value(fact);
        }
    };

    // Milliseconds since the ticket was opened, and one more where not negative: 0 is null.
    private static Action<ColumnWriter> Since(TicketFact[] rows, Func<TicketFact, DateTimeOffset?> value) => column =>
    {
        foreach (TicketFact fact in rows)
        {
            long? since = value(fact) is { } at ? Ms(at) - Ms(fact.OpenedAt) : null;
            column.Number(since is null ? 0 : since >= 0 ? since.Value + 1 : since.Value);
        }
    };

    private static Action<ColumnWriter> Texts(TicketFact[] rows, Func<TicketFact, string?> value) =>
        column => column.Dictionary([.. rows.Select(value)]);

    private static void Turns(ColumnWriter column, TicketFact[] rows)
    {
        foreach (TicketFact fact in rows)
        {
            long before = Ms(fact.OpenedAt);
            foreach (DateTimeOffset turn in fact.Turns)
            {
                column.Number(Ms(turn) - before);
                before = Ms(turn);
            }
        }
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
