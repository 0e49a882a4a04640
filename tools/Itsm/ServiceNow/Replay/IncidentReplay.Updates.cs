using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

internal sealed partial class IncidentReplay
{
    private static bool IsOpen(TicketStatus status) => status is not (TicketStatus.Resolved or TicketStatus.Closed);

    private void Update(TimedRow timed)
    {
        int before = _events.Count;
        foreach (string unnamed in _desk.Terms.Unnamed(timed.Row))
            Find(Rules.UnknownValue, timed, unnamed);
        StateMeaning? state = _desk.Terms.Mapping.FindState(timed.Row[Column.State]);
        if (state?.Status == TicketStatus.New && _ticket!.Status is not (TicketStatus.New or TicketStatus.Assigned))
        {
            Find(Rules.NewAgain, timed, $"the ticket is {_ticket.Status}");
            state = null;
        }

        if (_ticket!.Status == TicketStatus.Resolved && state is not null && IsOpen(state.Status) && Do(timed, new TicketCommand.Reopen(null)))
            Find(Rules.Reopening, timed, timed.Row[Column.State]);
        if (IsOpen(_ticket.Status))
        {
            Reclassify(timed);
            Assign(timed, waits: state?.Status == TicketStatus.Pending || (state is null && _ticket.Status == TicketStatus.Pending));
        }
        else if (Changes(timed) is { Length: > 0 } changes)
        {
            Find(Rules.WhileResolved, timed, changes);
        }

        Turn(timed, state);
        // Nothing that is recorded here changed, yet somebody did something: the update leaves a note, so that no row is lost.
        if (_events.Count == before && !_events.Any(e => e.What is Happening.Opened))
            Do(timed, new TicketCommand.Journal($"Update {timed.Row[Column.ModCount]} in {_desk.Terms.Mapping.System} by {timed.Row[Column.UpdatedBy]}, of which its log tells no more.", Visibility.Internal));
    }

    private void Turn(TimedRow timed, StateMeaning? state)
    {
        switch (state?.Status)
        {
            case TicketStatus.InProgress when _ticket!.Status is TicketStatus.New or TicketStatus.Assigned:
                Do(timed, new TicketCommand.BeginWork());
                break;
            case TicketStatus.InProgress when _ticket!.Status == TicketStatus.Pending:
                Do(timed, new TicketCommand.Resume());
                break;
            case TicketStatus.Pending when _ticket!.Pending?.Reason != state.Reason:
                Do(timed, new TicketCommand.Pend(state.Reason!, null, null));
                break;
            case TicketStatus.Resolved when IsOpen(_ticket!.Status):
                if (_ticket.WorkBegunAt is null && _ticket.Status != TicketStatus.Pending)
                    Find(Rules.ResolvedUnbegun, timed, $"opened {_desk.Clock.Write(_ticket.OpenedAt)}");
                Resolve(timed, timed.At);
                break;
            case TicketStatus.Closed:
                if (IsOpen(_ticket!.Status))
                    ResolveUnseen(timed);
                Do(timed, new TicketCommand.Close());
                break;
        }
    }

    private void Reclassify(TimedRow timed)
    {
        Classification was = _ticket!.Classification, now = Intake.Classification(timed.Row, _desk.Terms, was);
        if (now == was)
            return;
        var assessed = (Assessment.OfIncident)now.Assessment;
        Do(timed, new TicketCommand.Reclassify(
            now.Category, now.Subcategory, assessed.Impact, assessed.Urgency, Importance: null, Speed: null, now.Service, now.Location, now.ConfigurationItem));
    }

    private void Assign(TimedRow timed, bool waits)
    {
        (string team, string? assignee) = Holder(timed.Row);
        if ((team, assignee) == (_ticket!.Team, _ticket.Assignee))
            return;
        PendingState? pending = _ticket.Pending;
        if (!Do(timed, new TicketCommand.Assign(team, assignee)) || pending is null || _ticket.Pending is not null || !waits)
            return;
        Find(Rules.HandedOverWaiting, timed, $"to {timed.Row[Column.Group]}");
        // A row that changes the reason as well says so in its own turn.
        Do(timed, new TicketCommand.Pend(pending.Reason, null, null));
    }

    // Whom the log does not know stays, unless another team has it now.
    private (string Team, string? Assignee) Holder(LogRow row)
    {
        string team = row.Known(Column.Group) is { } group ? _desk.Terms.Team(group) : _ticket!.Team;
        string? assignee = _desk.Terms.Person(row.Known(Column.Assignee));
        return (team, assignee ?? (team == _ticket!.Team ? _ticket.Assignee : null));
    }

    private string Changes(TimedRow timed)
    {
        Classification was = _ticket!.Classification, now = Intake.Classification(timed.Row, _desk.Terms, was);
        (string team, string? assignee) = Holder(timed.Row);
        string[] changes =
        [
            .. team == _ticket.Team ? (string[])[] : [$"handed over to {timed.Row[Column.Group]}"],
            .. assignee == _ticket.Assignee || team != _ticket.Team ? (string[])[] : [$"assigned to {timed.Row[Column.Assignee]}"],
            .. now == was ? (string[])[] : ["reclassified"],
        ];
        return string.Join(", ", changes);
    }

    private void ResolveUnseen(TimedRow timed)
    {
        DateTimeOffset? told = _desk.Clock.Read(timed.Row[Column.ResolvedAt]);
        DateTimeOffset earliest = _rows.Count > 0 ? _rows[^1].Timed.At : _ticket!.OpenedAt;
        bool fits = told >= earliest && told <= timed.At;
        Find(Rules.ClosedUnresolved, timed, fits ? $"resolved_at {timed.Row[Column.ResolvedAt]}" : $"resolved_at '{timed.Row[Column.ResolvedAt]}' does not fit");
        Resolve(timed, fits ? told!.Value : timed.At);
    }

    private void Resolve(TimedRow timed, DateTimeOffset at)
    {
        string code = timed.Row.Known(Column.ClosedCode) ?? "unknown";
        string by = timed.Row.Known(Column.ResolvedBy) ?? timed.Row[Column.UpdatedBy];
        Do(timed, new TicketCommand.Resolve($"Resolved in {_desk.Terms.Mapping.System} by {by} ({code}). Its log holds no solution text.", code), at);
    }
}
