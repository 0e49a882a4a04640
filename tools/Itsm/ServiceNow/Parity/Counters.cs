using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Itsm.ServiceNow.Replay;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>A counter that the log carries from row to row, beside what the rows themselves show: where the two part, and why.</summary>
internal sealed class Counters
{
    private readonly List<(ReplayedRow Row, ReplayedRow? Before, int Excess)> _steps = [];

    public Counters(IncidentReplay replay, Column column)
    {
        int count = 0;
        ReplayedRow? before = null;
        foreach (ReplayedRow row in replay.Rows)
        {
            int next = row.Timed.Row.Count(column) ?? count;
            int excess = next - count - (row.Moved ? 1 : 0);
            if (excess != 0)
                _steps.Add((row, before, excess));
            (count, before) = (next, row);
        }

        Last = count;
        Line = _steps.Count > 0 ? _steps[0].Row.Timed.Row.Line : before?.Timed.Row.Line ?? 0;
    }

    /// <summary>The counter in the last row.</summary>
    public int Last { get; }

    /// <summary>The first row where counter and rows part, else the last row.</summary>
    public int Line { get; }

    /// <summary>True where counter and rows agree in every row, not only at the end.</summary>
    public bool Steady => _steps.Count == 0;

    /// <summary>By how much the counter rose beyond what the rows show.</summary>
    public int Excess => _steps.Sum(step => step.Excess);

    /// <summary>The rule of the first parting, if every parting has one.</summary>
    public Rule? Explain(Desk desk)
    {
        Rule?[] rules = [.. _steps.Select(step => Explain(desk, step.Row, step.Before, step.Excess))];
        return rules.Any(rule => rule is null) ? null : rules.FirstOrDefault();
    }

    private static Rule? Explain(Desk desk, ReplayedRow row, ReplayedRow? before, int excess)
    {
        LogRow now = row.Timed.Row;
        if (before is null)
            return excess > 0 ? Rules.BeginsLate : null;
        LogRow was = before.Timed.Row;
        bool hidden = now.Known(Column.Group) is null || was.Known(Column.Group) is null;
        // One too few where the handover was counted in a hidden row and shows in the next one.
        if (hidden && (excess == 1 || (excess == -1 && was.Known(Column.Group) is null)))
            return Rules.HiddenGroup;
        if (excess != 1)
            return null;
        TicketStatus? from = desk.Terms.Mapping.FindState(was[Column.State])?.Status, to = desk.Terms.Mapping.FindState(now[Column.State])?.Status;
        if (now[Column.Group] == was[Column.Group])
            return (from, to) == (TicketStatus.New, TicketStatus.InProgress) ? Rules.TakenOver : null;
        // The group changed and the ticket's team did not: it was resolved, and stays with whom it was.
        return from switch
        {
            TicketStatus.Resolved => Rules.WhileResolved,
            TicketStatus.Closed => Rules.AfterClosed,
            _ => null,
        };
    }
}
