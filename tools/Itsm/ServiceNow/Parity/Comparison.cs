using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Itsm.ServiceNow.Replay;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>
/// Holds one incident of a log against the events of its ticket. What explains a difference is judged narrowly, from the rows
/// themselves: what no rule covers to the minute or to the count stays unexplained.
/// </summary>
internal sealed class Comparison(ParityCheck parity, Desk desk, IncidentRows incident, TicketFigures? figures)
{
    private readonly IncidentReplay _replay = IncidentReplay.Of(desk, incident, new(TicketKind.Incident, 1));

    public IReadOnlyList<Finding> Findings => _replay.Findings;

    private LogRow Last => _replay.Rows[^1].Timed.Row;

    private bool Has(Rule rule) => _replay.Findings.Any(finding => finding.Rule == rule);

    public void Run()
    {
        Rows();
        if (figures is null)
        {
            Rule? kept = Has(Rules.Unreadable) ? Rules.Unreadable : Has(Rules.Refused) ? Rules.Refused : null;
            parity.Differ(new(Measure.Tickets, incident.Number, incident.Rows[0].Line, "an incident", "no ticket", kept));
            return;
        }

        parity.Equal(Measure.Tickets);
        if (_replay.Rows.Count == 0)
            return;
        FinalState(figures);
        ResolutionTime(figures);
        CloseTime(figures);
        Reassignments(figures);
        Reopenings(figures);
        Priority(figures);
    }

    private void Rows()
    {
        HashSet<ulong> missing = [.. figures?.Entries ?? []];
        int equal = 0;
        foreach (LogRow row in incident.Rows)
        {
            Rule? kept = _replay.Findings.FirstOrDefault(finding => finding.Line == row.Line && finding.Rule.KeepsOut)?.Rule;
            if (kept != Rules.Duplicate && missing.Remove(row.Fingerprint()))
                equal++;
            else
                parity.Differ(new(Measure.Events, incident.Number, row.Line, $"update {row[Column.ModCount]} of {row[Column.UpdatedAt]}", "no event", kept ?? TooLate(row)));
        }

        parity.Equal(Measure.Events, equal);
        foreach (ulong entry in missing)
            parity.Differ(new(Measure.Events, incident.Number, 0, "no row", $"events of a row {entry:x16}", null));
    }

    // Only an import in several goes can have come too late for a row.
    private Rule? TooLate(LogRow row) =>
        figures is { Grown: true } && desk.Clock.Read(row[Column.UpdatedAt]) < _replay.Rows[^1].Timed.At ? Rules.TooLate : null;

    private void FinalState(TicketFigures stored)
    {
        StateMeaning? state = desk.Terms.Mapping.FindState(Last[Column.State]);
        bool equal = state is not null && state.Status == (stored.Status == TicketStatus.Assigned ? TicketStatus.New : stored.Status) && state.Reason == stored.Reason;
        Rule? rule = _replay.Findings.FirstOrDefault(finding =>
            finding.Line == Last.Line && (finding.Rule == Rules.NewAgain || finding.Rule == Rules.AfterClosed || finding.Rule == Rules.UnknownValue || finding.Rule == Rules.Refused))?.Rule;
        Judge(Measure.FinalStates, equal, Last.Line, Last[Column.State], stored.Status.ToString(), rule);
    }

    private void ResolutionTime(TicketFigures stored)
    {
        DateTimeOffset? entered = stored.ResolvedAt;
        DateTimeOffset? recorded = desk.Clock.Read(Last[Column.ResolvedAt], entered, out _);
        Rule? rule = null;
        if (Last.Known(Column.ResolvedAt) is null && entered is not null)
            rule = Rules.ResolvedAtUnknown;
        else if (stored.ClosedAt is null && recorded > _replay.Rows[^1].Timed.At)
            rule = Rules.EndsEarly;
        else if (recorded > entered && _replay.Rows.Any(row => row.Timed.At == recorded && StateOf(row) == TicketStatus.Resolved))
            rule = Rules.ResolvedAtMoved;
        parity.Add(Measure.ResolutionTimes, Minutes(recorded, stored), Minutes(entered, stored));
        // Where no row says Resolved, its time was taken from the log's word: that is no agreement.
        bool taken = Has(Rules.ClosedUnresolved);
        Judge(Measure.ResolutionTimes, recorded == entered && !taken, Last.Line, Last[Column.ResolvedAt], Local(entered), taken ? Rules.ClosedUnresolved : rule);
    }

    private void CloseTime(TicketFigures stored)
    {
        DateTimeOffset? recorded = desk.Clock.Read(Last[Column.ClosedAt], stored.ClosedAt, out _);
        Rule? rule = null;
        if (recorded is not null && stored.ClosedAt is null && recorded > _replay.Rows[^1].Timed.At)
            rule = Rules.EndsEarly;
        else if (recorded > stored.ClosedAt && _replay.Rows.Any(row => row.Timed.At == recorded && StateOf(row) == TicketStatus.Closed))
            rule = Rules.ClosedAtMoved;
        Judge(Measure.CloseTimes, recorded == stored.ClosedAt, Last.Line, Last[Column.ClosedAt], Local(stored.ClosedAt), rule);
    }

    private void Reassignments(TicketFigures stored)
    {
        var counters = new Counters(_replay, Column.ReassignmentCount);
        int recorded = counters.Last;
        parity.Add(Measure.Reassignments, recorded, stored.Reassignments);
        Rule? rule = counters.Explain(desk);
        bool equal = recorded == stored.Reassignments && counters.Steady;
        string told = recorded == stored.Reassignments ? $"{Number(recorded)} at the end, another in between" : Number(recorded);
        Judge(Measure.Reassignments, equal, counters.Line, told, Number(stored.Reassignments), recorded - stored.Reassignments == counters.Excess ? rule : null);
    }

    private void Reopenings(TicketFigures stored)
    {
        int recorded = Last.Count(Column.ReopenCount) ?? 0;
        int before = _replay.Rows[0].Timed.Row.Count(Column.ReopenCount) ?? 0;
        parity.Add(Measure.Reopenings, recorded, stored.Reopenings);
        Judge(
            Measure.Reopenings, recorded == stored.Reopenings, Last.Line, Number(recorded), Number(stored.Reopenings),
            before > 0 && recorded - stored.Reopenings == before ? Rules.BeginsLate : null);
    }

    private void Priority(TicketFigures stored)
    {
        bool known = int.TryParse(Last[Column.Priority].AsSpan(0, Math.Min(1, Last[Column.Priority].Length)), CultureInfo.InvariantCulture, out int recorded);
        bool lowest = Last[Column.Impact].StartsWith('3') && Last[Column.Urgency].StartsWith('3');
        bool frozen = _replay.Findings.Any(finding => finding.Rule == Rules.WhileResolved && finding.Detail.Contains("reclassified", StringComparison.Ordinal));
        Rule? rule = lowest && recorded == 4 && stored.Rank == 5 ? Rules.Matrix : frozen ? Rules.WhileResolved : Has(Rules.AfterClosed) ? Rules.AfterClosed : null;
        Judge(Measure.Priorities, known && recorded == stored.Rank, Last.Line, Last[Column.Priority], $"P{stored.Rank}", rule);
    }

    private void Judge(Measure measure, bool equal, int line, string recorded, string recomputed, Rule? rule)
    {
        if (equal)
            parity.Equal(measure);
        else
            parity.Differ(new(measure, incident.Number, line, recorded, recomputed, rule));
    }

    private TicketStatus? StateOf(ReplayedRow row) => desk.Terms.Mapping.FindState(row.Timed.Row[Column.State])?.Status;

    // Over the tickets whose resolution both sides know.
    private long Minutes(DateTimeOffset? at, TicketFigures stored) =>
        at is null || stored.ResolvedAt is null || desk.Clock.Read(Last[Column.ResolvedAt]) is null ? 0 : (long)(at.Value - _replay.Ticket!.OpenedAt).TotalMinutes;

    private string Local(DateTimeOffset? at) => at is null ? "none" : desk.Clock.Write(at.Value);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
